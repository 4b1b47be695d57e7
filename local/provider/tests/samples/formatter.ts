import {
  arn,
  KEY_ARN,
  oneByOne,
  OTHER_TAGS,
  policy,
  QUEUE_ARN,
  QUEUE_URL,
  ACCOUNT,
  TAGS,
  TOPIC_ARN,
  type Samples,
} from "./sample";
import { sampleCode, sampleFunction } from "./world";

// Samples of the resource types of AWS Lambda, SQS and DynamoDB.

export const formatter: Samples = {
  "aws:lambda/function:Function": {
    inputs: { ...sampleFunction("sample-other-function", "1"), tags: TAGS },
    updates: [
      ...oneByOne({
        code: sampleCode("2"),
        architectures: ["arm64"],
        description: "changed",
        environment: { variables: { LEVEL: "debug" } },
        kmsKeyArn: KEY_ARN,
        deadLetterConfig: { targetArn: QUEUE_ARN },
        ephemeralStorage: { size: 1024 },
        handler: "index.other",
        loggingConfig: {
          applicationLogLevel: "WARN",
          logFormat: "JSON",
          logGroup: "sample-group",
          systemLogLevel: "DEBUG",
        },
        memorySize: 256,
        reservedConcurrentExecutions: 5,
        role: `arn:aws:iam::${ACCOUNT}:role/sample-trail`,
        runtime: "nodejs24.x",
        timeout: 30,
        tracingConfig: { mode: "Active" },
        tags: OTHER_TAGS,
      }),
      // With the SHA-256 of its zip file.
      { code: sampleCode("3"), codeSha256: "aIP3YCAxLoSG70ksAeFgJlvm5FuW155Oq/mGMpKXNVY=" },
      { reservedConcurrentExecutions: 0, deadLetterConfig: { targetArn: TOPIC_ARN } },
    ],
  },
  "aws:lambda/permission:Permission": {
    inputs: {
      statementId: "sample",
      function: "sample-function",
      action: "lambda:InvokeFunction",
      principal: "events.amazonaws.com",
      sourceArn: arn("events", "rule/sample-bus/sample-rule"),
      sourceAccount: ACCOUNT,
    },
    updates: [],
  },
  "aws:lambda/functionEventInvokeConfig:FunctionEventInvokeConfig": {
    inputs: { functionName: "sample-function" },
    updates: [
      ...oneByOne({
        maximumRetryAttempts: 0,
        maximumEventAgeInSeconds: 60,
        destinationConfig: { onFailure: { destination: QUEUE_ARN } },
      }),
      { destinationConfig: { onSuccess: { destination: TOPIC_ARN } } },
    ],
  },
  "aws:sqs/queue:Queue": {
    inputs: { name: "sample-other-queue", tags: TAGS },
    updates: [
      ...oneByOne({
        delaySeconds: 5,
        maxMessageSize: 1024,
        messageRetentionSeconds: 1_209_600,
        policy: policy("sqs:SendMessage"),
        receiveWaitTimeSeconds: 20,
        redriveAllowPolicy: '{"redrivePermission":"denyAll"}',
        redrivePolicy: `{"deadLetterTargetArn":"${QUEUE_ARN}","maxReceiveCount":3}`,
        sqsManagedSseEnabled: true,
        visibilityTimeoutSeconds: 0,
        tags: OTHER_TAGS,
      }),
      { sqsManagedSseEnabled: false },
      { kmsMasterKeyId: KEY_ARN },
      { kmsDataKeyReusePeriodSeconds: 3600 },
    ],
  },
  "aws:sqs/queuePolicy:QueuePolicy": {
    inputs: { queueUrl: QUEUE_URL, policy: policy("sqs:SendMessage") },
    updates: oneByOne({ policy: policy("sqs:ReceiveMessage") }),
  },
  "aws:dynamodb/table:Table": {
    inputs: {
      name: "sample-table",
      hashKey: "id",
      attributes: [{ name: "id", type: "S" }],
      billingMode: "PAY_PER_REQUEST",
      tags: TAGS,
    },
    updates: [
      ...oneByOne({
        ttl: { attributeName: "expiration", enabled: true },
        pointInTimeRecovery: { enabled: true },
        serverSideEncryption: { enabled: true, kmsKeyArn: KEY_ARN },
        deletionProtectionEnabled: true,
        tags: OTHER_TAGS,
      }),
      { ttl: { enabled: false }, pointInTimeRecovery: { enabled: false } },
      { deletionProtectionEnabled: false, serverSideEncryption: { enabled: false } },
      { billingMode: "PROVISIONED", readCapacity: 1, writeCapacity: 2 },
    ],
  },
};
