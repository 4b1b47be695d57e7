import { z } from "zod";
import type { ResourceRule } from "../rule";
import { notKnown } from "../values";

// A key that waits for deletion can be saved. The wait must be long enough for the alarm on its use to go off: a key may be
// needed once a month.
// https://docs.aws.amazon.com/kms/latest/developerguide/deleting-keys.html#deleting-keys-how-it-works

/** KMS's own default, and the longest. */
const DEFAULT_DAYS = 30;
const SHORTEST_DAYS = 7;

const settings = z.strictObject({
  minimumDays: z
    .int()
    .min(SHORTEST_DAYS)
    .max(DEFAULT_DAYS)
    .default(DEFAULT_DAYS)
    .describe("Days that a key waits for deletion at least"),
});

const PROPERTIES: Readonly<Record<string, string>> = {
  "aws:kms/key:Key": "deletionWindowInDays",
  "aws:kms/externalKey:ExternalKey": "deletionWindowInDays",
  "aws:kms/replicaKey:ReplicaKey": "deletionWindowInDays",
  "aws:kms/replicaExternalKey:ReplicaExternalKey": "deletionWindowInDays",
  "aws-native:kms:Key": "pendingWindowInDays",
  "aws-native:kms:ReplicaKey": "pendingWindowInDays",
};

export const kmsKeyDeletionWindow: ResourceRule<z.output<typeof settings>> = {
  name: "kms-key-deletion-window",
  title: "A key must wait long enough before it is deleted.",
  why: "The key is gone before anybody hears that something still uses it, and with it what it encrypted.",
  controls: [],
  level: "advisory",
  settings,
  types: Object.keys(PROPERTIES),
  judge: ({ type, props }, { minimumDays }) => {
    const path = PROPERTIES[type];
    if (path === undefined) return [];
    const days = props[path] ?? DEFAULT_DAYS;
    if (typeof days === "number" && days >= minimumDays) return [];
    const fix = `set it to ${minimumDays}${minimumDays < DEFAULT_DAYS ? " or more" : ""}, or leave it out`;
    return [{ path, why: describe(days, minimumDays), fix }];
  },
};

function describe(days: unknown, minimumDays: number): string {
  const unknown = notKnown(days);
  if (unknown !== undefined) return unknown.why;
  return typeof days === "number" ? `is less than ${minimumDays}` : "is not a number of days";
}
