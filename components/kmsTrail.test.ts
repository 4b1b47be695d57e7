import assert from "node:assert/strict";
import { inputsOf, mockAws, namesOf, settled, type MadeResource } from "../tests/mockedAws";
import { Account } from "./account";
import { KmsTrail } from "./kmsTrail";
import { TrailArchive } from "./trailArchive";

const TRAIL = "aws:cloudtrail/trail:Trail";

describe("KmsTrail", () => {
  let made: readonly MadeResource[];

  before(async () => {
    made = await mockAws({}, /Policy$/);
    const account = new Account("us-east-1");
    const common = { account, trailName: "kms-test", keyArn: "arn:key" };
    const archive = new TrailArchive("kms", { ...common, deletionProtection: true });
    new KmsTrail("kms", {
      ...common,
      archive,
      logGroupName: "/aws/cloudtrail/kms-test",
      logRetentionDays: 365,
      deletionProtection: true,
    });
    await settled();
  });

  it("makes a log group, a delivery role with its policy, and one trail beside the archive", () => {
    assert.deepEqual(namesOf(made), [
      "Bucket kms-archive",
      "BucketOwnershipControls kms-archive",
      "BucketPolicy kms-archive",
      "BucketPublicAccessBlock kms-archive",
      "BucketServerSideEncryptionConfiguration kms-archive",
      "BucketVersioning kms-archive",
      "LogGroup kms-trail",
      "Role kms-trail-delivery",
      "RolePolicy kms-trail-delivery",
      "Trail kms-trail",
    ]);
  });

  it("logs reads and writes of every region, with nothing excluded", () => {
    const trail = inputsOf(made, TRAIL, "kms-trail");
    assert.deepEqual(trail["eventSelectors"], [
      { readWriteType: "All", includeManagementEvents: true },
    ]);
    assert.equal(trail["advancedEventSelectors"], undefined);
    assert.equal(trail["isMultiRegionTrail"], true);
    assert.equal(trail["includeGlobalServiceEvents"], true);
    assert.equal(trail["enableLogging"], true);
    assert.equal(trail["enableLogFileValidation"], true);
  });

  it("encrypts log files and the log group with the customer key", () => {
    assert.equal(inputsOf(made, TRAIL, "kms-trail")["kmsKeyId"], "arn:key");
    assert.deepEqual(inputsOf(made, "aws:cloudwatch/logGroup:LogGroup", "kms-trail"), {
      name: "/aws/cloudtrail/kms-test",
      retentionInDays: 365,
      kmsKeyId: "arn:key",
    });
  });

  it("gives CloudTrail the log group's ARN with the ending that it asks for", () => {
    assert.equal(
      inputsOf(made, TRAIL, "kms-trail")["cloudWatchLogsGroupArn"],
      "arn:LogGroup:kms-trail:*",
    );
  });

  it("registers the trail after the policies that CloudTrail tests at creation", () => {
    const order = made.map(({ type, name }) => `${type.split(":")[2]} ${name}`);
    const trail = order.indexOf("Trail kms-trail");
    assert.ok(trail > order.indexOf("BucketPolicy kms-archive"));
    assert.ok(trail > order.indexOf("RolePolicy kms-trail-delivery"));
  });

  it("lets only this trail of this account use the delivery role, and only to write its own streams", () => {
    const trust = inputsOf(made, "aws:iam/role:Role", "kms-trail-delivery")["assumeRolePolicy"];
    assert.deepEqual(JSON.parse(trust).Statement, [
      {
        Effect: "Allow",
        Principal: { Service: "cloudtrail.amazonaws.com" },
        Action: "sts:AssumeRole",
        Condition: {
          StringEquals: {
            "aws:SourceAccount": "111122223333",
            "aws:SourceArn": "arn:aws:cloudtrail:us-east-1:111122223333:trail/kms-test",
          },
        },
      },
    ]);
    const rights = inputsOf(made, "aws:iam/rolePolicy:RolePolicy", "kms-trail-delivery")["policy"];
    assert.deepEqual(JSON.parse(rights).Statement, [
      {
        Effect: "Allow",
        Action: ["logs:CreateLogStream", "logs:PutLogEvents"],
        Resource:
          "arn:aws:logs:us-east-1:111122223333:log-group:/aws/cloudtrail/kms-test:log-stream:111122223333_CloudTrail_*",
      },
    ]);
  });
});
