import { z } from "zod";
import { refuseUnknown } from "../permissions/allowList";
import { readDocument } from "../permissions/document";
import { heldAt, KEY_POLICIES } from "../permissions/holders";
import { strangersIn, strangerSettings } from "../permissions/strangers";
import type { ResourceRule } from "../rule";

// Refuses key policies that admit anybody, or an account that nobody has allowed.
// https://docs.aws.amazon.com/kms/latest/developerguide/key-policies.html

const settings = z.strictObject({ ...strangerSettings, refuseUnknown });

export const kmsKeyPolicyNotPublic: ResourceRule<z.output<typeof settings>> = {
  name: "kms-key-policy-not-public",
  title: "A key policy must not admit the public, or accounts that nobody has allowed.",
  why: "Strangers can use the key, or take it away from its owner.",
  controls: ["KMS.5", "NIST AC-3", "NIST AC-6"],
  level: "mandatory",
  settings,
  types: Object.keys(KEY_POLICIES),
  judge: (resource, given) => {
    const isOwnAccountNamed = !resource.props["bypassPolicyLockoutSafetyCheck"];
    return (KEY_POLICIES[resource.type]?.documents ?? [])
      .flatMap((path) => heldAt(resource, path))
      .flatMap(({ path, value }) => {
        const document = readDocument(value, path);
        const allowing = document.statements.filter(({ effect }) => effect === "Allow");
        const strangers = strangersIn(document, allowing, { ...given, isOwnAccountNamed });
        return [
          ...document.faults,
          ...strangers.faults,
          ...(given.refuseUnknown ? [...document.unknowns, ...strangers.unknowns] : []),
        ];
      });
  },
};
