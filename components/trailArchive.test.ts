import assert from "node:assert/strict";
import { inputsOf, mockAws, namesOf, settled, statementOf } from "../tests/mockedAws";
import { AccessLogBucket } from "./accessLogBucket";
import { Account } from "./account";
import { TrailArchive } from "./trailArchive";
import { trailIdentity } from "./trailIdentity";
import { archiveSettings } from "./trailSettings";
import type { Organization } from "./organization";

const LOCK = "aws:s3/bucketObjectLockConfiguration:BucketObjectLockConfiguration";
const TRAIL_ARN = "arn:aws:cloudtrail:us-east-1:111122223333:trail/kms-test";

/** What an archive registers. */
async function madeFor(settings: object, organization?: Organization) {
  const made = await mockAws();
  const account = new Account("us-east-1");
  const parsed = archiveSettings.parse(settings);
  const common = { account, deletionProtection: true };
  const accessLogs = new AccessLogBucket("kms", { ...common, archiveSettings: parsed });
  new TrailArchive("kms", {
    ...common,
    ownTrail: trailIdentity(account, "kms-test", organization),
    keyArn: "arn:key",
    accessLogs,
    archiveSettings: parsed,
  });
  await settled();
  return made;
}

/** Statement of the archive's policy. */
async function statement(sid: string, settings: object = {}, organization?: Organization) {
  const made = await madeFor(settings, organization);
  return statementOf(
    inputsOf(made, "aws:s3/bucketPolicy:BucketPolicy", "kms-archive")["policy"],
    sid,
  );
}

describe("TrailArchive", () => {
  it("makes a private bucket with a lock, beside the bucket for access logs", async () => {
    assert.deepEqual(namesOf(await madeFor({})), [
      "Bucket kms-access-logs",
      "Bucket kms-archive",
      "BucketLifecycleConfiguration kms-access-logs",
      "BucketLifecycleConfiguration kms-archive",
      "BucketLogging kms-archive",
      "BucketObjectLockConfiguration kms-archive",
      "BucketOwnershipControls kms-access-logs",
      "BucketOwnershipControls kms-archive",
      "BucketPolicy kms-access-logs",
      "BucketPolicy kms-archive",
      "BucketPublicAccessBlock kms-access-logs",
      "BucketPublicAccessBlock kms-archive",
      "BucketServerSideEncryptionConfiguration kms-access-logs",
      "BucketServerSideEncryptionConfiguration kms-archive",
      "BucketVersioning kms-access-logs",
      "BucketVersioning kms-archive",
    ]);
  });

  it("admits CloudTrail for this trail alone, under this account's prefix", async () => {
    assert.deepEqual(await statement("TrailReadsBucketAcl"), {
      Sid: "TrailReadsBucketAcl",
      Effect: "Allow",
      Principal: { Service: "cloudtrail.amazonaws.com" },
      Action: "s3:GetBucketAcl",
      Resource: "arn:Bucket:kms-archive",
      Condition: { StringEquals: { "aws:SourceArn": TRAIL_ARN } },
    });
    assert.deepEqual(await statement("TrailWritesLogFiles"), {
      Sid: "TrailWritesLogFiles",
      Effect: "Allow",
      Principal: { Service: "cloudtrail.amazonaws.com" },
      Action: "s3:PutObject",
      Resource: ["arn:Bucket:kms-archive/AWSLogs/111122223333/*"],
      Condition: {
        StringEquals: {
          "aws:SourceArn": TRAIL_ARN,
          "s3:x-amz-acl": "bucket-owner-full-control",
        },
      },
    });
  });

  it("admits an organization trail of the management account, under the organization's prefix too", async () => {
    const organization = { id: "o-exampleorgid", managementAccountId: "999999999999" };
    const writes = await statement("TrailWritesLogFiles", {}, organization);
    assert.deepEqual(writes?.["Resource"], [
      "arn:Bucket:kms-archive/AWSLogs/999999999999/*",
      "arn:Bucket:kms-archive/AWSLogs/o-exampleorgid/*",
    ]);
    assert.equal(
      writes["Condition"].StringEquals["aws:SourceArn"],
      "arn:aws:cloudtrail:us-east-1:999999999999:trail/kms-test",
    );
  });

  it("lets the accounts and organizations that are named list it and get log files, and nobody else", async () => {
    const readers = ["444455556666", "o-exampleorgid"];
    assert.equal(await statement("AccountsGetLogFiles"), undefined);
    assert.equal(await statement("OrganizationsGetLogFiles"), undefined);
    assert.deepEqual(await statement("AccountsGetLogFiles", { readers }), {
      Sid: "AccountsGetLogFiles",
      Effect: "Allow",
      Principal: { AWS: ["arn:aws:iam::444455556666:root"] },
      Action: ["s3:GetObject", "s3:GetObjectVersion"],
      Resource: "arn:Bucket:kms-archive/AWSLogs/*",
    });
    assert.deepEqual(await statement("OrganizationsListArchive", { readers }), {
      Sid: "OrganizationsListArchive",
      Effect: "Allow",
      Principal: { AWS: "*" },
      Action: ["s3:ListBucket", "s3:GetBucketLocation"],
      Resource: "arn:Bucket:kms-archive",
      Condition: { StringEquals: { "aws:PrincipalOrgID": ["o-exampleorgid"] } },
    });
  });

  it("locks log files for a year in governance mode, or as the settings say, or not at all", async () => {
    const lockOf = async (settings: object) =>
      inputsOf(await madeFor(settings), LOCK, "kms-archive")["rule"].defaultRetention;
    assert.deepEqual(await lockOf({}), { mode: "GOVERNANCE", days: 365 });
    const objectLock = { mode: "compliance", retentionDays: 730 };
    assert.deepEqual(await lockOf({ objectLock }), { mode: "COMPLIANCE", days: 730 });
    const unlocked = await madeFor({ objectLock: { mode: "none" } });
    assert.deepEqual(
      unlocked.filter(({ type }) => type === LOCK),
      [],
    );
  });
});
