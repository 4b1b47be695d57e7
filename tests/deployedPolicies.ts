// The program deployed in a mode of its trail, with every setting that adds a statement to a policy, and what AWS then holds.
import assert from "node:assert/strict";
import { deployedResources } from "../audit/deployedStack";
import { readPolicyDocuments } from "../audit/policyDocuments";
import type { EmbeddedAws } from "./embeddedAws";
import type { Document } from "./judge";
import { configWith, STACK, succeed, UP } from "./localStack";
import { ORGANIZATION, RANDOM, READER, type Mode } from "./policyCalls/calls";

export interface Policy {
  /** Title of the resource that has it. */
  readonly name: string;
  readonly document: Document;
}

const TRAIL_SETTINGS: Readonly<Record<Mode, object>> = {
  create: { notifyLogDelivery: true },
  organization: { organizationId: ORGANIZATION, notifyLogDelivery: true },
  existing: { existingName: "central" },
};

/** Deploys over what is there, so that each further mode is a change of mode. */
export async function policiesOf(aws: EmbeddedAws, mode: Mode): Promise<readonly Policy[]> {
  const config = configWith(aws, {
    trail: { mode, ...TRAIL_SETTINGS[mode] },
    archive: { readers: [READER, ORGANIZATION] },
  });
  await succeed(aws, [...UP, ...STACK, ...config]);
  const exported = deployedResources(await succeed(aws, ["stack", "export", ...STACK]));
  const documents = await readPolicyDocuments(exported);
  return documents.map(({ name, text }) => {
    const known = text.replaceAll(/(kms-monitoring-[a-z-]+)-[0-9a-f]{7}\b/g, `$1-${RANDOM}`);
    const document = JSON.parse(known) as Document;
    assert.ok(
      document.Statement.every(({ Sid }) => Sid),
      `${name} has a statement without a Sid`,
    );
    return { name, document };
  });
}
