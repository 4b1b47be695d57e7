import {
  ACCOUNT,
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

// Samples of the resource types of KMS, IAM and SNS.

export const others: Samples = {
  "aws:kms/key:Key": {
    inputs: {
      description: "first",
      policy: keyPolicy("first"),
      deletionWindowInDays: 7,
      tags: TAGS,
    },
    updates: oneByOne({
      description: "second",
      policy: keyPolicy("second"),
      enableKeyRotation: true,
      rotationPeriodInDays: 120,
      isEnabled: false,
      tags: OTHER_TAGS,
    }),
  },
  "aws:iam/role:Role": {
    inputs: { name: "sample-other-role", assumeRolePolicy: policy("sts:AssumeRole"), tags: TAGS },
    updates: oneByOne({
      assumeRolePolicy: policy("sts:TagSession"),
      description: "changed",
      maxSessionDuration: 7200,
      permissionsBoundary: `arn:aws:iam::${ACCOUNT}:policy/sample-boundary`,
      tags: OTHER_TAGS,
    }),
  },
  "aws:iam/rolePolicy:RolePolicy": {
    inputs: { name: "sample-policy", role: "sample-role", policy: policy("logs:PutLogEvents") },
    updates: oneByOne({ policy: policy("logs:CreateLogStream") }),
  },
  "aws:sns/topic:Topic": {
    inputs: { name: "sample-other-topic", tags: TAGS },
    updates: oneByOne({
      displayName: "changed",
      kmsMasterKeyId: KEY_ARN,
      policy: policy("sns:Publish"),
      deliveryPolicy: '{"http":{"defaultHealthyRetryPolicy":{"numRetries":5}}}',
      signatureVersion: 2,
      tracingConfig: "Active",
      tags: OTHER_TAGS,
    }),
  },
  "aws:sns/topicPolicy:TopicPolicy": {
    inputs: { arn: TOPIC_ARN, policy: policy("sns:Publish") },
    isAlwaysThere: true,
    updates: oneByOne({ policy: policy("sns:Subscribe") }),
  },
  "aws:sns/topicSubscription:TopicSubscription": {
    inputs: { topic: TOPIC_ARN, protocol: "sqs", endpoint: QUEUE_ARN },
    updates: oneByOne({
      deliveryPolicy: '{"healthyRetryPolicy":{"numRetries":5}}',
      filterPolicy: '{"severity":["critical"]}',
      filterPolicyScope: "MessageBody",
      rawMessageDelivery: true,
      redrivePolicy: `{"deadLetterTargetArn":"${QUEUE_ARN}"}`,
      subscriptionRoleArn: ROLE_ARN,
    }),
  },
};

function keyPolicy(sid: string): string {
  const principal = { AWS: `arn:aws:iam::${ACCOUNT}:root` };
  const statement = {
    Sid: sid,
    Effect: "Allow",
    Principal: principal,
    Action: "kms:*",
    Resource: "*",
  };
  return JSON.stringify({ Version: "2012-10-17", Statement: [statement] });
}
