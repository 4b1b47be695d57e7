// Calls that tell whether a resource is open to outsiders, or closed to its owner.
import type { Call } from "../judge";
import { ACCOUNT, STRANGER, NO_MEMBER, THROUGH_S3, OURS_TO_KEEP, root, role } from "./calls";

/** Calls that nobody may make from outside, by the type of the resource. */
export const tellingCalls: Readonly<Record<string, readonly string[]>> = {
  Key: ["Decrypt", "CreateGrant", "PutKeyPolicy", "DisableKey", "ScheduleKeyDeletion"].map(
    (name) => `kms:${name}`,
  ),
  Bucket: [
    ...["GetObject", "PutObject", "DeleteObject", "DeleteObjectVersion", "ListBucket"],
    ...["PutBucketPolicy", "PutBucketVersioning", "PutLifecycleConfiguration"],
    ...["PutObjectRetention", "BypassGovernanceRetention", "PutBucketPublicAccessBlock"],
  ].map((name) => `s3:${name}`),
  Topic: ["Publish", "Subscribe", "SetTopicAttributes", "DeleteTopic"].map((name) => `sns:${name}`),
  Queue: ["SendMessage", "ReceiveMessage", "PurgeQueue", "SetQueueAttributes", "DeleteQueue"].map(
    (name) => `sqs:${name}`,
  ),
  EventBus: ["PutEvents", "PutRule", "PutTargets", "RemoveTargets"].map((name) => `events:${name}`),
  Role: ["AssumeRole", "TagSession"].map((name) => `sts:${name}`),
};

/** Who is admitted nowhere, with everything in the request that a caller can put or bring there. */
export const outsiders: readonly Pick<Call, "caller" | "context">[] = [
  "anonymous",
  root(STRANGER),
  role(STRANGER, "hub-forwarding"),
].map((caller) => ({ caller, context: { ...NO_MEMBER, ...THROUGH_S3, ...OURS_TO_KEEP } }));

export const owner = { caller: root(ACCOUNT), context: {} };
