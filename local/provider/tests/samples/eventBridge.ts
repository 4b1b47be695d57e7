import {
  KEY_ARN,
  oneByOne,
  OTHER_TAGS,
  policy,
  QUEUE_ARN,
  ROLE_ARN,
  TAGS,
  TOPIC_ARN,
  type Samples,
} from "./sample";

// Samples of the resource types of EventBridge: buses, rules and targets.

export const eventBridge: Samples = {
  "aws:cloudwatch/eventBus:EventBus": {
    inputs: { name: "sample-other-bus", tags: TAGS },
    updates: oneByOne({
      description: "changed",
      kmsKeyIdentifier: KEY_ARN,
      deadLetterConfig: { arn: QUEUE_ARN },
      logConfig: { includeDetail: "FULL", level: "ERROR" },
      tags: OTHER_TAGS,
    }),
  },
  "aws:cloudwatch/eventBusPolicy:EventBusPolicy": {
    inputs: { eventBusName: "sample-bus", policy: policy("events:PutEvents") },
    updates: oneByOne({ policy: policy("events:PutRule") }),
  },
  "aws:cloudwatch/eventRule:EventRule": {
    inputs: { name: "sample-other-rule", eventPattern: '{"source":["aws.kms"]}', tags: TAGS },
    updates: oneByOne({
      description: "changed",
      eventPattern: '{"source":["aws.s3"]}',
      scheduleExpression: "rate(1 day)",
      state: "ENABLED_WITH_ALL_CLOUDTRAIL_MANAGEMENT_EVENTS",
      roleArn: ROLE_ARN,
      tags: OTHER_TAGS,
    }),
  },
  "aws:cloudwatch/eventTarget:EventTarget": {
    inputs: {
      eventBusName: "sample-bus",
      rule: "sample-rule",
      targetId: "sample-target",
      arn: TOPIC_ARN,
    },
    updates: [
      { input: '{"a":1}' },
      { input: undefined, inputPath: "$.detail" },
      {
        inputPath: undefined,
        inputTransformer: { inputPaths: { what: "$.detail-type" }, inputTemplate: '"<what>"' },
      },
      ...oneByOne({
        arn: QUEUE_ARN,
        roleArn: ROLE_ARN,
        deadLetterConfig: { arn: QUEUE_ARN },
        retryPolicy: { maximumEventAgeInSeconds: 3600, maximumRetryAttempts: 0 },
        sqsTarget: { messageGroupId: "a" },
      }),
    ],
  },
};
