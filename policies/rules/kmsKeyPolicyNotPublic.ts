import { z } from "zod";
import { readDocument } from "../permissions/document";
import { heldAt, KEY_POLICIES } from "../permissions/holders";
import { ownerOfKey } from "../permissions/ownAccount";
import { strangersIn, strangerSettings } from "../permissions/strangers";
import { refusedOf, refuseUnknown } from "../permissions/unknowns";
import type { ResourceRule } from "../rule";

// Refuses key policies that admit anybody, or an account or organization that nobody has allowed.
// https://docs.aws.amazon.com/kms/latest/developerguide/key-policies.html

const settings = z.strictObject({ ...strangerSettings, refuseUnknown });

export const kmsKeyPolicyNotPublic: ResourceRule<z.output<typeof settings>> = {
  name: "kms-key-policy-not-public",
  title:
    "A key policy must not admit the public, or accounts and organizations that nobody has allowed.",
  why: "Strangers can use the key, or take it away from its owner.",
  controls: ["KMS.5"],
  level: "mandatory",
  settings,
  types: Object.keys(KEY_POLICIES),
  judge: (resource, given) => {
    const isLockoutChecked = !resource.props["bypassPolicyLockoutSafetyCheck"];
    return (KEY_POLICIES[resource.type]?.documents ?? [])
      .flatMap((path) => heldAt(resource, path))
      .flatMap(({ path, value }) => {
        const document = readDocument(value, path);
        const statements = document.statements.filter(({ effect }) => effect === "Allow");
        const owner = isLockoutChecked ? ownerOfKey(document) : undefined;
        const strangers = strangersIn({ path, statements, ownAccountIn: () => owner }, given);
        return [
          ...document.faults,
          ...strangers.faults,
          ...refusedOf(document, given.refuseUnknown),
          ...refusedOf(strangers, given.refuseUnknown),
        ];
      });
  },
};
