import type { Values } from "../../resourceType";
import { arn, KEY_ARN, oneByOne, OTHER_TAGS, policy, TAGS, type Samples } from "./sample";

// Samples of the resource types of S3.

const OTHER_KEY_ARN = arn("kms", "key/0987dcba-09fe-87dc-65ba-ab0987654321");

export const s3: Samples = {
  "aws:s3/bucket:Bucket": {
    inputs: { bucket: "sample-other-bucket", forceDestroy: true, tags: TAGS },
    updates: oneByOne({ tags: OTHER_TAGS }),
  },
  "aws:s3/bucketPublicAccessBlock:BucketPublicAccessBlock": {
    inputs: { bucket: "sample-bucket", blockPublicAcls: true },
    updates: oneByOne({
      blockPublicAcls: false,
      blockPublicPolicy: true,
      ignorePublicAcls: true,
      restrictPublicBuckets: true,
    }),
  },
  "aws:s3/bucketVersioning:BucketVersioning": {
    inputs: { bucket: "sample-bucket", versioningConfiguration: { status: "Enabled" } },
    isAlwaysThere: true,
    updates: oneByOne({ versioningConfiguration: { status: "Suspended" } }),
  },
  "aws:s3/bucketServerSideEncryptionConfiguration:BucketServerSideEncryptionConfiguration": {
    inputs: { bucket: "sample-bucket", rules: [encryption(OTHER_KEY_ARN)] },
    isAlwaysThere: true,
    updates: oneByOne({ rules: [{ ...encryption(KEY_ARN), bucketKeyEnabled: true }] }),
  },
  "aws:s3/bucketOwnershipControls:BucketOwnershipControls": {
    inputs: { bucket: "sample-bucket", rule: { objectOwnership: "BucketOwnerEnforced" } },
    updates: oneByOne({ rule: { objectOwnership: "BucketOwnerPreferred" } }),
  },
  "aws:s3/bucketPolicy:BucketPolicy": {
    inputs: { bucket: "sample-bucket", policy: policy("s3:GetObject") },
    updates: oneByOne({ policy: policy("s3:PutObject") }),
  },
  "aws:s3/bucketLogging:BucketLogging": {
    inputs: { bucket: "sample-bucket", targetBucket: "sample-locked", targetPrefix: "" },
    updates: oneByOne({
      targetBucket: "sample-other",
      targetPrefix: "logs/",
      targetGrants: [
        {
          permission: "READ",
          grantee: { type: "Group", uri: "http://acs.amazonaws.com/groups/s3/LogDelivery" },
        },
      ],
      targetObjectKeyFormat: { partitionedPrefix: { partitionDateSource: "EventTime" } },
    }),
  },
  "aws:s3/bucketLifecycleConfiguration:BucketLifecycleConfiguration": {
    inputs: { bucket: "sample-bucket", rules: [{ id: "all", status: "Disabled" }] },
    updates: [
      {
        rules: [
          {
            id: "all",
            status: "Enabled",
            filter: {},
            expiration: { days: 365 },
            transitions: [
              { days: 30, storageClass: "STANDARD_IA" },
              { days: 90, storageClass: "GLACIER" },
            ],
            noncurrentVersionExpiration: { noncurrentDays: 30, newerNoncurrentVersions: 2 },
            noncurrentVersionTransitions: [{ noncurrentDays: 7, storageClass: "GLACIER_IR" }],
            abortIncompleteMultipartUpload: { daysAfterInitiation: 7 },
          },
        ],
      },
      {
        rules: [
          {
            id: "prefix",
            status: "Enabled",
            filter: { prefix: "AWSLogs/" },
            expiration: { date: "2031-01-01T00:00:00Z" },
          },
          {
            id: "several",
            status: "Enabled",
            filter: { and: { prefix: "a", objectSizeLessThan: 1024, tags: TAGS } },
            expiration: { expiredObjectDeleteMarker: true },
          },
          {
            id: "tag",
            status: "Enabled",
            filter: { tag: { key: "team", value: "security" } },
            expiration: { days: 1 },
          },
        ],
      },
    ],
  },
  "aws:s3/bucketObjectLockConfiguration:BucketObjectLockConfiguration": {
    inputs: {
      bucket: "sample-locked",
      rule: { defaultRetention: { mode: "GOVERNANCE", days: 30 } },
    },
    isAlwaysThere: true,
    updates: [
      { rule: { defaultRetention: { mode: "COMPLIANCE", years: 1 } } },
      { rule: undefined },
    ],
  },
};

function encryption(kmsMasterKeyId: string): Values {
  return { applyServerSideEncryptionByDefault: { sseAlgorithm: "aws:kms", kmsMasterKeyId } };
}
