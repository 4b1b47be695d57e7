import assert from "node:assert/strict";
import {
  inputsOf,
  mockAws,
  namesOf,
  settled,
  statementOf,
  type MadeResource,
} from "../tests/mockedAws";
import { AccessLogBucket } from "./accessLogBucket";
import { Account } from "./account";

describe("AccessLogBucket", () => {
  let made: readonly MadeResource[];

  before(async () => {
    made = await mockAws();
    const account = new Account("us-east-1");
    new AccessLogBucket("kms", {
      account,
      archiveSettings: { retentionDays: 400 },
      deletionProtection: true,
    });
    await settled();
  });

  it("admits S3's log delivery for the stack's buckets of this account alone", () => {
    const { policy } = inputsOf(made, "aws:s3/bucketPolicy:BucketPolicy", "kms-access-logs");
    assert.deepEqual(statementOf(policy, "BucketsDeliverAccessLogs"), {
      Sid: "BucketsDeliverAccessLogs",
      Effect: "Allow",
      Principal: { Service: "logging.s3.amazonaws.com" },
      Action: "s3:PutObject",
      Resource: "arn:Bucket:kms-access-logs/*",
      Condition: {
        ArnLike: { "aws:SourceArn": "arn:aws:s3:::kms-*" },
        StringEquals: { "aws:SourceAccount": "111122223333" },
      },
    });
  });

  it("has neither customer key nor lock nor logs of its own, with which S3 would deliver nothing or for ever", () => {
    const encryption =
      "aws:s3/bucketServerSideEncryptionConfiguration:BucketServerSideEncryptionConfiguration";
    assert.deepEqual(inputsOf(made, encryption, "kms-access-logs")["rules"], [
      { applyServerSideEncryptionByDefault: { sseAlgorithm: "AES256" } },
    ]);
    assert.deepEqual(namesOf(made), [
      "Bucket kms-access-logs",
      "BucketLifecycleConfiguration kms-access-logs",
      "BucketOwnershipControls kms-access-logs",
      "BucketPolicy kms-access-logs",
      "BucketPublicAccessBlock kms-access-logs",
      "BucketServerSideEncryptionConfiguration kms-access-logs",
      "BucketVersioning kms-access-logs",
    ]);
  });
});
