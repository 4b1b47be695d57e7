import assert from "node:assert/strict";
import { titleOf } from "../audit/deployedStack";
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
import { KmsTrail } from "./kmsTrail";
import type { Organization } from "./organization";
import { TrailArchive } from "./trailArchive";
import { trailIdentity } from "./trailIdentity";
import { TrailLogGroup } from "./trailLogGroup";
import { archiveSettings, trailSettings } from "./trailSettings";

const TRAIL = "aws:cloudtrail/trail:Trail";

async function madeFor(
  settings: object,
  organization?: Organization,
): Promise<readonly MadeResource[]> {
  const made = await mockAws({}, { slow: /Policy$/ });
  const account = new Account("us-east-1");
  const common = {
    account,
    ownTrail: trailIdentity(account, "kms-test", organization),
    keyArn: "arn:key",
    archiveSettings: archiveSettings.parse({}),
    deletionProtection: true,
  };
  const accessLogs = new AccessLogBucket("kms", common);
  const archive = new TrailArchive("kms", { ...common, accessLogs });
  const logGroup = new TrailLogGroup("kms", {
    ...common,
    logGroupName: "/aws/cloudtrail/kms-test",
    logRetentionDays: 365,
  });
  new KmsTrail("kms", {
    ...common,
    archive,
    accessLogs,
    logGroup,
    trailSettings: trailSettings.parse(settings),
  });
  await settled();
  return made;
}

describe("KmsTrail", () => {
  let made: readonly MadeResource[];

  before(async () => {
    made = await madeFor({});
  });

  it("makes a delivery role with its policy and one trail, beside archive and log group", () => {
    assert.deepEqual(
      namesOf(made).filter((name) => !name.startsWith("Bucket")),
      [
        "LogGroup kms-trail",
        "Role kms-trail-delivery",
        "RolePolicy kms-trail-delivery",
        "Trail kms-trail",
      ],
    );
  });

  it("logs reads and writes of every region, with nothing excluded", () => {
    const trail = inputsOf(made, TRAIL, "kms-trail");
    assert.equal(trail["eventSelectors"], undefined);
    assert.deepEqual(trail["advancedEventSelectors"], [
      {
        name: "Management events selector",
        fieldSelectors: [{ field: "eventCategory", equals: ["Management"] }],
      },
    ]);
    assert.equal(trail["isMultiRegionTrail"], true);
    assert.equal(trail["includeGlobalServiceEvents"], true);
    assert.equal(trail["enableLogging"], true);
    assert.equal(trail["enableLogFileValidation"], true);
    assert.equal(trail["isOrganizationTrail"], false);
    assert.equal(trail["snsTopicName"], undefined);
  });

  it("encrypts log files with the customer key", () => {
    assert.equal(inputsOf(made, TRAIL, "kms-trail")["kmsKeyId"], "arn:key");
  });

  it("gives CloudTrail the log group's ARN with the ending that it asks for", () => {
    assert.equal(
      inputsOf(made, TRAIL, "kms-trail")["cloudWatchLogsGroupArn"],
      "arn:LogGroup:kms-trail:*",
    );
  });

  it("lets only this trail of this account use the delivery role, and only to write its own streams", () => {
    const trust = inputsOf(made, "aws:iam/role:Role", "kms-trail-delivery")["assumeRolePolicy"];
    assert.deepEqual(JSON.parse(trust).Statement, [
      {
        Sid: "TrailAssumesRole",
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
        Sid: "TrailWritesLogStreams",
        Effect: "Allow",
        Action: ["logs:CreateLogStream", "logs:PutLogEvents"],
        Resource: ["arn:LogGroup:kms-trail:log-stream:111122223333_CloudTrail_*"],
      },
    ]);
  });

  it("tells a topic of each log file if a setting asks for it, which only this trail may publish to", async () => {
    const told = await madeFor({ notifyLogDelivery: true });
    assert.equal(inputsOf(told, TRAIL, "kms-trail")["snsTopicName"], "kms-log-delivery");
    const topic = inputsOf(told, "aws:sns/topic:Topic", "kms-log-delivery");
    assert.deepEqual(topic, { kmsMasterKeyId: "arn:key" });
    const { policy } = inputsOf(told, "aws:sns/topicPolicy:TopicPolicy", "kms-log-delivery");
    assert.deepEqual(statementOf(policy, "TrailTellsOfLogFiles"), {
      Sid: "TrailTellsOfLogFiles",
      Effect: "Allow",
      Principal: { Service: "cloudtrail.amazonaws.com" },
      Action: "sns:Publish",
      Resource: "arn:Topic:kms-log-delivery",
      Condition: {
        StringEquals: {
          "aws:SourceArn": "arn:aws:cloudtrail:us-east-1:111122223333:trail/kms-test",
        },
      },
    });
  });

  it("registers the trail after every policy that CloudTrail tests at creation", async () => {
    const told = await madeFor({ notifyLogDelivery: true });
    const order = told.map(titleOf);
    const trail = order.indexOf("Trail kms-trail");
    assert.ok(trail > order.indexOf("BucketPolicy kms-archive"));
    assert.ok(trail > order.indexOf("RolePolicy kms-trail-delivery"));
    assert.ok(trail > order.indexOf("TopicPolicy kms-log-delivery"));
  });

  it("looks for Insights events of the types that are asked for", async () => {
    const trail = inputsOf(
      await madeFor({ insights: ["ApiErrorRateInsight"] }),
      TRAIL,
      "kms-trail",
    );
    assert.deepEqual(trail["insightSelectors"], [{ insightType: "ApiErrorRateInsight" }]);
  });

  it("logs an organization as the management account's trail, with a stream for its members", async () => {
    const organization = { id: "o-exampleorgid", managementAccountId: "999999999999" };
    const told = await madeFor({}, organization);
    assert.equal(inputsOf(told, TRAIL, "kms-trail")["isOrganizationTrail"], true);
    const trust = inputsOf(told, "aws:iam/role:Role", "kms-trail-delivery")["assumeRolePolicy"];
    assert.deepEqual(JSON.parse(trust).Statement[0].Condition.StringEquals, {
      "aws:SourceAccount": "999999999999",
      "aws:SourceArn": "arn:aws:cloudtrail:us-east-1:999999999999:trail/kms-test",
    });
    const rights = inputsOf(told, "aws:iam/rolePolicy:RolePolicy", "kms-trail-delivery")["policy"];
    assert.deepEqual(JSON.parse(rights).Statement[0].Resource, [
      "arn:LogGroup:kms-trail:log-stream:111122223333_CloudTrail_*",
      "arn:LogGroup:kms-trail:log-stream:999999999999_CloudTrail_*",
      "arn:LogGroup:kms-trail:log-stream:o-exampleorgid_*",
    ]);
  });
});
