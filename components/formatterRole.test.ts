import assert from "node:assert/strict";
import { inputsOf, mockAws, settled } from "../tests/mockedAws";
import { mockedFormatter } from "../tests/mockedFormatter";

const EXISTING = "arn:aws:sns:us-east-1:111122223333:security-alerts";

/** What is the same in every stack. */
const always = [
  {
    Sid: "WriteLog",
    Effect: "Allow",
    Action: ["logs:CreateLogStream", "logs:PutLogEvents"],
    Resource: "arn:LogGroup:kms-messages:*",
  },
  {
    Sid: "NoteWhatWasTold",
    Effect: "Allow",
    Action: ["dynamodb:GetItem", "dynamodb:PutItem", "dynamodb:UpdateItem", "dynamodb:DeleteItem"],
    Resource: "arn:Table:kms-told",
  },
  {
    Sid: "PublishToTopics",
    Effect: "Allow",
    Action: "sns:Publish",
    Resource: ["arn:critical", "arn:warning", "arn:info"],
  },
  {
    Sid: "PutAlerts",
    Effect: "Allow",
    Action: "events:PutEvents",
    Resource: "arn:EventBus:kms-hub",
  },
  {
    Sid: "CountWhatWasTold",
    Effect: "Allow",
    Action: "cloudwatch:PutMetricData",
    Resource: "*",
    Condition: { StringEquals: { "cloudwatch:namespace": "KmsMonitoring" } },
  },
  {
    Sid: "KeepWhatCouldNotBeTold",
    Effect: "Allow",
    Action: "sqs:SendMessage",
    Resource: "arn:queue",
  },
  {
    Sid: "UseKey",
    Effect: "Allow",
    Action: ["kms:Decrypt", "kms:GenerateDataKey"],
    Resource: "arn:key",
  },
  {
    Sid: "AskAboutKey",
    Effect: "Allow",
    Action: "kms:DescribeKey",
    Resource: "arn:key",
  },
  {
    Sid: "AskAboutTrail",
    Effect: "Allow",
    Action: "cloudtrail:GetTrailStatus",
    Resource: "arn:trail",
  },
];

async function roleOf(changes: Parameters<typeof mockedFormatter>[0]) {
  const made = await mockAws();
  mockedFormatter(changes);
  await settled();
  const { assumeRolePolicy } = inputsOf(made, "aws:iam/role:Role", "kms-messages");
  const { role, policy } = inputsOf(made, "aws:iam/rolePolicy:RolePolicy", "kms-messages");
  assert.equal(role, "kms-messages");
  return { trust: JSON.parse(assumeRolePolicy), permissions: JSON.parse(policy) };
}

describe("the role of the formatter", () => {
  it("may do exactly what a message needs", async () => {
    const { permissions } = await roleOf({});
    assert.deepEqual(permissions, { Version: "2012-10-17", Statement: always });
  });

  it("may use the keys of topics that others own, through SNS and for these topics only", async () => {
    const { permissions } = await roleOf({
      topicArns: { critical: EXISTING, warning: "arn:warning", info: "arn:info" },
      existingTopicArns: { critical: EXISTING, info: undefined },
    });
    assert.deepEqual(permissions.Statement[2].Resource, [EXISTING, "arn:warning", "arn:info"]);
    assert.deepEqual(permissions.Statement.slice(always.length), [
      {
        Sid: "UseKeysOfExistingTopics",
        Effect: "Allow",
        Action: ["kms:Decrypt", "kms:GenerateDataKey"],
        Resource: "arn:aws:kms:us-east-1:*:key/*",
        Condition: {
          StringEquals: {
            "kms:ViaService": "sns.us-east-1.amazonaws.com",
            "kms:EncryptionContext:aws:sns:topicArn": [EXISTING],
          },
        },
      },
    ]);
  });

  it("is taken by functions, and nobody else", async () => {
    const { trust } = await roleOf({});
    assert.deepEqual(trust, {
      Version: "2012-10-17",
      Statement: [
        {
          Sid: "FunctionAssumesRole",
          Effect: "Allow",
          Principal: { Service: "lambda.amazonaws.com" },
          Action: "sts:AssumeRole",
        },
      ],
    });
  });
});
