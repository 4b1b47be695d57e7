// The program deployed in a mode of its trail, with every setting that adds a statement to a policy, and what AWS then holds.
import assert from "node:assert/strict";
import { deployedResources } from "../audit/deployedStack";
import { readPolicyDocuments } from "../audit/policyDocuments";
import type { EmbeddedAws } from "./embeddedAws";
import type { Document } from "./judge";
import { configWith, STACK, succeed, UP } from "./localStack";
import {
  EXISTING_TOPIC,
  KEY_ID,
  ORGANIZATION,
  ALERT_BUS,
  RANDOM,
  READER,
  ALERT_STREAM,
  type Mode,
} from "./policyCalls/calls";

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

/** In one mode, what others have is used as far as possible. */
const TOPIC_SETTINGS: Readonly<Record<Mode, object>> = {
  create: {},
  organization: {},
  existing: { info: EXISTING_TOPIC },
};

/** Deploys over what is there, so that each further mode is a change of mode. */
export async function policiesOf(aws: EmbeddedAws, mode: Mode): Promise<readonly Policy[]> {
  const config = configWith(aws, {
    trail: { mode, ...TRAIL_SETTINGS[mode] },
    archive: { readers: [READER, ORGANIZATION] },
    alertTargets: [{ arn: ALERT_STREAM }, { arn: ALERT_BUS }],
    existingTopicArns: TOPIC_SETTINGS[mode],
  });
  await succeed(aws, [...UP, ...STACK, ...config]);
  const exported = deployedResources(await succeed(aws, ["stack", "export", ...STACK]));
  const documents = await readPolicyDocuments(exported);
  return documents.map(({ name, text }) => {
    const known = text
      .replaceAll(/(kms-monitoring-[a-z0-9-]+)-[0-9a-f]{7}\b/g, `$1-${RANDOM}`)
      .replaceAll(/(:key\/)[0-9a-f-]{36}\b/g, `$1${KEY_ID}`);
    const document = JSON.parse(known) as Document;
    assert.ok(
      document.Statement.every(({ Sid }) => Sid),
      `${name} has a statement without a Sid`,
    );
    return { name, document };
  });
}
