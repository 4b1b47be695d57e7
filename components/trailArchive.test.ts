import assert from "node:assert/strict";
import { inputsOf, mockAws, settled, statementOf, type MadeResource } from "../tests/mockedAws";
import { Account } from "./account";
import { TrailArchive } from "./trailArchive";

const BUCKET = "aws:s3/bucket:Bucket";

async function madeFor(deletionProtection: boolean): Promise<readonly MadeResource[]> {
  const made = await mockAws();
  const account = new Account("us-east-1");
  new TrailArchive("kms", {
    account,
    trailName: "kms-test",
    keyArn: "arn:key",
    deletionProtection,
  });
  await settled();
  return made;
}

describe("TrailArchive", () => {
  it("admits CloudTrail for this trail alone, under this account's prefix", async () => {
    const made = await madeFor(true);
    const { policy } = inputsOf(made, "aws:s3/bucketPolicy:BucketPolicy", "kms-archive");
    const trailArn = "arn:aws:cloudtrail:us-east-1:111122223333:trail/kms-test";
    assert.deepEqual(statementOf(policy, "TrailReadsBucketAcl"), {
      Sid: "TrailReadsBucketAcl",
      Effect: "Allow",
      Principal: { Service: "cloudtrail.amazonaws.com" },
      Action: "s3:GetBucketAcl",
      Resource: "arn:Bucket:kms-archive",
      Condition: { StringEquals: { "aws:SourceArn": trailArn } },
    });
    assert.deepEqual(statementOf(policy, "TrailWritesLogFiles"), {
      Sid: "TrailWritesLogFiles",
      Effect: "Allow",
      Principal: { Service: "cloudtrail.amazonaws.com" },
      Action: "s3:PutObject",
      Resource: "arn:Bucket:kms-archive/AWSLogs/111122223333/*",
      Condition: {
        StringEquals: {
          "aws:SourceArn": trailArn,
          "s3:x-amz-acl": "bucket-owner-full-control",
        },
      },
    });
  });

  it("refuses whatever does not come over TLS", async () => {
    const made = await madeFor(true);
    const { policy } = inputsOf(made, "aws:s3/bucketPolicy:BucketPolicy", "kms-archive");
    assert.deepEqual(statementOf(policy, "OnlyOverTls"), {
      Sid: "OnlyOverTls",
      Effect: "Deny",
      Principal: "*",
      Action: "s3:*",
      Resource: ["arn:Bucket:kms-archive", "arn:Bucket:kms-archive/*"],
      Condition: { Bool: { "aws:SecureTransport": "false" } },
    });
  });

  it("is private, versioned, owned by the account, and encrypted with the customer key", async () => {
    const made = await madeFor(true);
    const bucket = { bucket: "kms-archive" };
    assert.deepEqual(
      inputsOf(made, "aws:s3/bucketPublicAccessBlock:BucketPublicAccessBlock", "kms-archive"),
      {
        ...bucket,
        blockPublicAcls: true,
        blockPublicPolicy: true,
        ignorePublicAcls: true,
        restrictPublicBuckets: true,
      },
    );
    assert.deepEqual(inputsOf(made, "aws:s3/bucketVersioning:BucketVersioning", "kms-archive"), {
      ...bucket,
      versioningConfiguration: { status: "Enabled" },
    });
    assert.deepEqual(
      inputsOf(made, "aws:s3/bucketOwnershipControls:BucketOwnershipControls", "kms-archive"),
      { ...bucket, rule: { objectOwnership: "BucketOwnerEnforced" } },
    );
    const encryption =
      "aws:s3/bucketServerSideEncryptionConfiguration:BucketServerSideEncryptionConfiguration";
    assert.deepEqual(inputsOf(made, encryption, "kms-archive")["rules"], [
      {
        applyServerSideEncryptionByDefault: { sseAlgorithm: "aws:kms", kmsMasterKeyId: "arn:key" },
        bucketKeyEnabled: true,
      },
    ]);
  });

  it("deletes its objects only without deletion protection", async () => {
    assert.equal(inputsOf(await madeFor(true), BUCKET, "kms-archive")["forceDestroy"], false);
    assert.equal(inputsOf(await madeFor(false), BUCKET, "kms-archive")["forceDestroy"], true);
  });
});
