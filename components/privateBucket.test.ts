import assert from "node:assert/strict";
import { inputsOf, mockAws, settled, statementOf } from "../tests/mockedAws";
import { AccessLogBucket } from "./accessLogBucket";
import { Account } from "./account";
import { privateBucket, type PrivateBucketArgs } from "./privateBucket";

const BUCKET = "aws:s3/bucket:Bucket";
const LIFECYCLE = "aws:s3/bucketLifecycleConfiguration:BucketLifecycleConfiguration";
const ENCRYPTION =
  "aws:s3/bucketServerSideEncryptionConfiguration:BucketServerSideEncryptionConfiguration";

/** Inputs of the resource of a type that belongs to the bucket. */
async function inputs(type: string, args: Partial<PrivateBucketArgs> = {}) {
  const made = await mockAws();
  const common = { retentionDays: 2557, deletionProtection: true };
  const logs = new AccessLogBucket("kms", {
    account: new Account("us-east-1"),
    archiveSettings: common,
    deletionProtection: true,
  });
  privateBucket("kms-evidence", { ...common, accessLogs: logs.bucket, ...args }, logs);
  await settled();
  return inputsOf(made, type, "kms-evidence");
}

describe("privateBucket", () => {
  it("is not public, versioned, and owned by the account", async () => {
    const bucket = { bucket: "kms-evidence" };
    assert.deepEqual(await inputs("aws:s3/bucketPublicAccessBlock:BucketPublicAccessBlock"), {
      ...bucket,
      blockPublicAcls: true,
      blockPublicPolicy: true,
      ignorePublicAcls: true,
      restrictPublicBuckets: true,
    });
    assert.deepEqual(await inputs("aws:s3/bucketVersioning:BucketVersioning"), {
      ...bucket,
      versioningConfiguration: { status: "Enabled" },
    });
    assert.deepEqual(await inputs("aws:s3/bucketOwnershipControls:BucketOwnershipControls"), {
      ...bucket,
      rule: { objectOwnership: "BucketOwnerEnforced" },
    });
  });

  it("encrypts with the customer key by a bucket key, or with S3's own keys where AWS wants them", async () => {
    assert.deepEqual((await inputs(ENCRYPTION, { keyArn: "arn:key" }))["rules"], [
      {
        applyServerSideEncryptionByDefault: { sseAlgorithm: "aws:kms", kmsMasterKeyId: "arn:key" },
        bucketKeyEnabled: true,
      },
    ]);
    assert.deepEqual((await inputs(ENCRYPTION))["rules"], [
      { applyServerSideEncryptionByDefault: { sseAlgorithm: "AES256" } },
    ]);
  });

  it("expires objects, keeps deleted ones for a year, and ends uploads that nobody completes", async () => {
    assert.deepEqual((await inputs(LIFECYCLE))["rules"], [
      {
        id: "expire",
        status: "Enabled",
        filter: { prefix: "" },
        expiration: { days: 2557 },
        noncurrentVersionExpiration: { noncurrentDays: 365 },
        abortIncompleteMultipartUpload: { daysAfterInitiation: 7 },
      },
    ]);
  });

  it("keeps deleted objects no longer than others, and moves old ones if asked to", async () => {
    const [rule] = (await inputs(LIFECYCLE, { retentionDays: 30, glacierAfterDays: 10 }))["rules"];
    assert.deepEqual(rule.noncurrentVersionExpiration, { noncurrentDays: 30 });
    assert.deepEqual(rule.transitions, [{ days: 10, storageClass: "GLACIER_IR" }]);
  });

  it("has its server access logged, under its own name and by the day of the access", async () => {
    assert.deepEqual(await inputs("aws:s3/bucketLogging:BucketLogging"), {
      bucket: "kms-evidence",
      targetBucket: "kms-access-logs",
      targetPrefix: "kms-evidence/",
      targetObjectKeyFormat: { partitionedPrefix: { partitionDateSource: "EventTime" } },
    });
  });

  it("refuses whatever does not come over TLS", async () => {
    const { policy } = await inputs("aws:s3/bucketPolicy:BucketPolicy");
    assert.deepEqual(statementOf(policy, "OnlyOverTls"), {
      Sid: "OnlyOverTls",
      Effect: "Deny",
      Principal: "*",
      Action: "s3:*",
      Resource: ["arn:Bucket:kms-evidence", "arn:Bucket:kms-evidence/*"],
      Condition: { Bool: { "aws:SecureTransport": "false" } },
    });
  });

  it("can lock its objects from the beginning, if asked to", async () => {
    assert.equal((await inputs(BUCKET))["objectLockEnabled"], undefined);
    assert.equal((await inputs(BUCKET, { objectLockEnabled: true }))["objectLockEnabled"], true);
  });

  it("deletes its objects only without deletion protection", async () => {
    assert.equal((await inputs(BUCKET))["forceDestroy"], false);
    assert.equal((await inputs(BUCKET, { deletionProtection: false }))["forceDestroy"], true);
  });
});
