// Detections on the stack's own buckets: the archive of the trail and its access logs. Objects are guarded by Object Lock.
// https://docs.aws.amazon.com/AmazonS3/latest/userguide/cloudtrail-logging-s3-info.html
import type { RecordDetection } from "./detection";
import { isOwnName, type Request, type SampleCall } from "./ownResources";
import { tampering } from "./ownTampering";

const S3 = "s3.amazonaws.com";

// S3 writes its XML as it came: VersioningConfiguration.Status, with a capital letter.
const status = "$.requestParameters.VersioningConfiguration.Status";
const keepsVersions = `((${status} NOT EXISTS) || (${status} != "Suspended"))`;

const bucketName = "kms-monitoring-archive-1a2b3c4";

function on(eventName: string, more: Request = {}): SampleCall {
  return [eventName, { bucketName, Host: `${bucketName}.s3.us-west-2.amazonaws.com`, ...more }];
}

function onAnother([eventName, request]: SampleCall): SampleCall {
  return [eventName, { ...request, bucketName: "orders-kms-monitoring" }];
}

function versioning(Status: string): SampleCall {
  return on("PutBucketVersioning", { versioning: "", VersioningConfiguration: { Status } });
}

// S3 records some calls under names other than the API's, as PutBucketPublicAccessBlock; AWS lists them where this could not
// be read, so that both names are watched.
const deletions = [
  on("DeleteBucket"),
  on("DeleteBucketPolicy", { policy: "" }),
  on("DeleteBucketEncryption", { encryption: "" }),
  on("DeleteBucketPublicAccessBlock", { publicAccessBlock: "" }),
  on("DeletePublicAccessBlock", { publicAccessBlock: "" }),
  on("DeleteBucketOwnershipControls", { ownershipControls: "" }),
];
const weakened = [...deletions, versioning("Suspended")];
const changed = [
  on("PutBucketPolicy", { policy: "", bucketPolicy: { Statement: [] } }),
  on("PutBucketLifecycle", { lifecycle: "", LifecycleConfiguration: { Rule: { Expiration: {} } } }),
  on("DeleteBucketLifecycle", { lifecycle: "" }),
  versioning("Enabled"),
  on("PutBucketEncryption", { encryption: "" }),
  on("PutBucketPublicAccessBlock", { publicAccessBlock: "" }),
  on("PutPublicAccessBlock", { publicAccessBlock: "" }),
  on("PutObjectLockConfiguration", { "object-lock": "" }),
  on("PutBucketObjectLockConfiguration", { "object-lock": "" }),
  on("PutBucketOwnershipControls", { ownershipControls: "" }),
  on("PutBucketAcl", { acl: "" }),
  on("PutBucketLogging", { logging: "" }),
  on("PutBucketReplication", { replication: "" }),
  on("DeleteBucketReplication", { replication: "" }),
];

/** What is watched of the stack's buckets. A bucket of a trail that was there before has another name, and is not watched. */
export const archive: readonly RecordDetection[] = [
  {
    id: "archive-weakened",
    title: "A bucket of the monitoring was deleted, or lost a protection",
    severity: "critical",
    why: "The evidence of what happened to keys can be lost, or read by strangers.",
    runbook: "put it back (pulumi up --refresh), and ask the caller.",
    ...tampering({
      eventSource: S3,
      where: `${isOwnName("bucketName")} && (($.eventName = "Delete*") || (${status} = "Suspended"))`,
      calls: weakened,
      others: [...weakened.map(onAnother), ...changed, on("CreateBucket")],
    }),
  },
  {
    id: "archive-changed",
    title: "A bucket of the monitoring was changed",
    severity: "warning",
    why: "Objects may expire early, or become open to others.",
    runbook: "compare it with the stack (pulumi preview --refresh).",
    ...tampering({
      eventSource: S3,
      where: `${isOwnName("bucketName")} && ${keepsVersions}`,
      calls: changed,
      others: [...changed.map(onAnother), ...weakened, on("PutBucketTagging")],
    }),
  },
];
