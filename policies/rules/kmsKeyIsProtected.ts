import { z } from "zod";
import type { ResourceRule } from "../rule";

// A change of a key's spec, usage, key store, region, multi-region or imported material replaces the key: Pulumi makes
// another one and schedules the deletion of the first, whose ciphertexts nothing else can read. No policy sees that a step
// replaces a resource. But the engine refuses to replace or delete one that has the option `protect`.
// https://www.pulumi.com/docs/iac/concepts/resources/options/protect/
// Advisory, because it would refuse every throw-away stack. A team whose keys must stay makes it mandatory.

export const kmsKeyIsProtected: ResourceRule = {
  name: "kms-key-is-protected",
  title:
    "A key must have the resource option protect, so that only a change of the program can replace or delete it.",
  why: "A change of one property deletes the key, and nobody can read what it encrypted.",
  controls: [],
  level: "advisory",
  settings: z.strictObject({}),
  types: [
    "aws:kms/key:Key",
    "aws:kms/externalKey:ExternalKey",
    "aws:kms/replicaKey:ReplicaKey",
    "aws:kms/replicaExternalKey:ReplicaExternalKey",
    "aws-native:kms:Key",
    "aws-native:kms:ReplicaKey",
  ],
  judge: ({ protect }) =>
    protect
      ? []
      : [
          {
            path: "",
            why: "is not protected, so a change of its properties can replace it and delete the old key",
            fix: "set the resource option protect to true, or exempt a key that may be replaced, with a reason and an end date",
          },
        ],
};
