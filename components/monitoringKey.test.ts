import assert from "node:assert/strict";
import { inputsOf, mockAws, settled, statementOf } from "../tests/mockedAws";
import { Account } from "./account";
import { MonitoringKey } from "./monitoringKey";

const TRAIL_ARN = "arn:aws:cloudtrail:us-east-1:111122223333:trail/kms-test";

/** What a service may do with the key, under which conditions. */
const statements = {
  AccountAdministersKey: {
    Principal: { AWS: "arn:aws:iam::111122223333:root" },
    Action: "kms:*",
  },
  TrailEncryptsLogFiles: {
    Principal: { Service: "cloudtrail.amazonaws.com" },
    Action: "kms:GenerateDataKey*",
    Condition: {
      StringEquals: { "aws:SourceArn": TRAIL_ARN },
      StringLike: {
        "kms:EncryptionContext:aws:cloudtrail:arn": "arn:aws:cloudtrail:*:111122223333:trail/*",
      },
    },
  },
  TrailDescribesKey: {
    Principal: { Service: "cloudtrail.amazonaws.com" },
    Action: "kms:DescribeKey",
    Condition: { StringEquals: { "aws:SourceArn": TRAIL_ARN } },
  },
  LogGroupIsEncrypted: {
    Principal: { Service: "logs.us-east-1.amazonaws.com" },
    Action: [
      "kms:Encrypt",
      "kms:Decrypt",
      "kms:ReEncrypt*",
      "kms:GenerateDataKey*",
      "kms:DescribeKey",
    ],
    Condition: {
      ArnEquals: {
        "kms:EncryptionContext:aws:logs:arn":
          "arn:aws:logs:us-east-1:111122223333:log-group:/aws/cloudtrail/kms-test",
      },
    },
  },
  AlarmsPublishToTopics: {
    Principal: { Service: "cloudwatch.amazonaws.com" },
    Action: ["kms:Decrypt", "kms:GenerateDataKey*"],
    Condition: {
      StringEquals: { "aws:SourceAccount": "111122223333" },
      ArnLike: { "aws:SourceArn": "arn:aws:cloudwatch:us-east-1:111122223333:alarm:*" },
    },
  },
  RulesPublishToTopics: {
    Principal: { Service: "events.amazonaws.com" },
    Action: ["kms:Decrypt", "kms:GenerateDataKey*"],
  },
};

describe("MonitoringKey", () => {
  let key: Record<string, any>;

  before(async () => {
    const made = await mockAws();
    new MonitoringKey("kms", {
      account: new Account("us-east-1"),
      trailName: "kms-test",
      logGroupName: "/aws/cloudtrail/kms-test",
      deletionProtection: true,
    });
    await settled();
    key = inputsOf(made, "aws:kms/key:Key", "kms-key");
  });

  it("rotates, and waits 30 days before it is deleted", () => {
    assert.equal(key["enableKeyRotation"], true);
    assert.equal(key["deletionWindowInDays"], 30);
  });

  for (const [sid, expected] of Object.entries(statements)) {
    it(`has the statement ${sid} with exactly its principal, actions and conditions`, () => {
      assert.deepEqual(statementOf(key["policy"], sid), {
        Sid: sid,
        Effect: "Allow",
        Resource: "*",
        ...expected,
      });
    });
  }

  it("has no other statement", () => {
    const { Statement } = JSON.parse(key["policy"]);
    assert.equal(Statement.length, Object.keys(statements).length);
  });
});
