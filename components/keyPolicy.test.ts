import assert from "node:assert/strict";
import { inputsOf, mockAws, settled } from "../tests/mockedAws";
import { Account } from "./account";
import { MonitoringKey } from "./monitoringKey";
import type { Organization } from "./organization";
import { trailIdentity } from "./trailIdentity";

const TRAIL_ARN = "arn:aws:cloudtrail:us-east-1:111122223333:trail/kms-test";
const CLOUDTRAIL = { Service: "cloudtrail.amazonaws.com" };

/** What may be done with the key in every stack. */
const always = {
  AccountAdministersKey: {
    Principal: { AWS: "arn:aws:iam::111122223333:root" },
    Action: "kms:*",
  },
  LogGroupsAreEncrypted: {
    Principal: { Service: "logs.us-east-1.amazonaws.com" },
    Action: ["kms:Encrypt", "kms:Decrypt", "kms:ReEncrypt*", "kms:GenerateDataKey*"],
    Condition: {
      ArnEquals: {
        "kms:EncryptionContext:aws:logs:arn": [
          "arn:aws:logs:us-east-1:111122223333:log-group:/aws/cloudtrail/kms-test",
          "arn:aws:logs:us-east-1:111122223333:log-group:/aws/lambda/kms-test-messages",
          "arn:aws:logs:us-east-1:111122223333:log-group:/aws/lambda/kms-test-inventory",
        ],
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

/** What the stack's own trail may do with it. */
const forTrail = {
  TrailEncryptsLogFiles: {
    Principal: CLOUDTRAIL,
    Action: "kms:GenerateDataKey*",
    Condition: {
      StringEquals: { "aws:SourceArn": TRAIL_ARN },
      StringLike: {
        "kms:EncryptionContext:aws:cloudtrail:arn": "arn:aws:cloudtrail:*:111122223333:trail/*",
      },
    },
  },
  TrailUsesBucketKey: {
    Principal: CLOUDTRAIL,
    Action: ["kms:GenerateDataKey*", "kms:Decrypt"],
    Condition: {
      StringEquals: { "aws:SourceArn": TRAIL_ARN },
      StringLike: { "kms:EncryptionContext:aws:s3:arn": "arn:aws:s3:::kms-archive-*" },
    },
  },
  TrailDescribesKey: {
    Principal: CLOUDTRAIL,
    Action: "kms:DescribeKey",
    Condition: { StringEquals: { "aws:SourceArn": TRAIL_ARN } },
  },
};

const forDeliveryTopic = {
  TrailTellsOfLogFiles: {
    Principal: CLOUDTRAIL,
    Action: ["kms:GenerateDataKey*", "kms:Decrypt"],
    Condition: {
      StringEquals: { "aws:SourceArn": TRAIL_ARN },
      StringLike: {
        "kms:EncryptionContext:aws:sns:topicArn":
          "arn:aws:sns:us-east-1:111122223333:kms-log-delivery-*",
      },
    },
  },
};

const throughS3 = { StringEquals: { "kms:ViaService": "s3.us-east-1.amazonaws.com" } };
const forReaders = {
  AccountsDecryptLogFiles: {
    Principal: { AWS: ["arn:aws:iam::444455556666:root"] },
    Action: "kms:Decrypt",
    Condition: throughS3,
  },
  OrganizationsDecryptLogFiles: {
    Principal: { AWS: "*" },
    Action: "kms:Decrypt",
    Condition: {
      StringEquals: { ...throughS3.StringEquals, "aws:PrincipalOrgID": ["o-exampleorgid"] },
    },
  },
};

interface Stack {
  readonly notifyLogDelivery?: true;
  readonly readers?: readonly string[];
  readonly organization?: Organization;
}

/** The key of a stack. */
async function keyOf(stack: Stack) {
  const made = await mockAws();
  const account = new Account("us-east-1");
  new MonitoringKey("kms", {
    account,
    ownTrail: trailIdentity(account, "kms-test", stack.organization),
    trailSettings: { notifyLogDelivery: stack.notifyLogDelivery ?? false },
    archiveSettings: { readers: [...(stack.readers ?? [])] },
    logGroupName: "/aws/cloudtrail/kms-test",
    formatterLogGroupName: "/aws/lambda/kms-test-messages",
    inventoryLogGroupName: "/aws/lambda/kms-test-inventory",
    deletionProtection: true,
  });
  await settled();
  return inputsOf(made, "aws:kms/key:Key", "kms-key");
}

/** The statements of its policy by their Sid. */
async function statementsOf(stack: Stack): Promise<Record<string, any>> {
  const { Statement } = JSON.parse((await keyOf(stack))["policy"]);
  return Object.fromEntries(
    Statement.map(({ Sid, ...rest }: { Sid: string }) => [Sid, { ...rest }]),
  );
}

function allowed(statements: Record<string, object>) {
  return Object.fromEntries(
    Object.entries(statements).map(([sid, statement]) => [
      sid,
      { Effect: "Allow", Resource: "*", ...statement },
    ]),
  );
}

describe("the monitoring key", () => {
  it("rotates, and waits 30 days before it is deleted", async () => {
    const key = await keyOf({});
    assert.equal(key["enableKeyRotation"], true);
    assert.equal(key["deletionWindowInDays"], 30);
  });

  it("admits trail, log groups, alarms and rules, each with exactly its actions and conditions", async () => {
    assert.deepEqual(await statementsOf({}), allowed({ ...always, ...forTrail }));
  });

  it("lets the trail publish to its topic only if there is one", async () => {
    const expected = { ...always, ...forTrail, ...forDeliveryTopic };
    assert.deepEqual(await statementsOf({ notifyLogDelivery: true }), allowed(expected));
  });

  it("lets readers decrypt, and that only through S3", async () => {
    const readers = ["444455556666", "o-exampleorgid"];
    const expected = { ...always, ...forTrail, ...forReaders };
    assert.deepEqual(await statementsOf({ readers }), allowed(expected));
  });

  it("names the management account as the owner of an organization trail", async () => {
    const organization = { id: "o-exampleorgid", managementAccountId: "999999999999" };
    const { TrailEncryptsLogFiles } = await statementsOf({ organization });
    assert.deepEqual(TrailEncryptsLogFiles.Condition, {
      StringEquals: { "aws:SourceArn": "arn:aws:cloudtrail:us-east-1:999999999999:trail/kms-test" },
      StringLike: {
        "kms:EncryptionContext:aws:cloudtrail:arn": "arn:aws:cloudtrail:*:999999999999:trail/*",
      },
    });
  });
});
