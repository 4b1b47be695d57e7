import type { Values } from "../../resourceType";
import { archive, asset, forCloudTrail, KEY_ID, policy, ROLE_ARN } from "./sample";

// The resources that samples refer to.

interface World {
  readonly token: string;
  readonly inputs: Values;
}

/** Made before the samples, in this order. */
export const WORLD: readonly World[] = [
  { token: "aws:s3/bucket:Bucket", inputs: { bucket: "sample-bucket" } },
  { token: "aws:s3/bucket:Bucket", inputs: { bucket: "sample-other" } },
  {
    token: "aws:s3/bucket:Bucket",
    inputs: { bucket: "sample-locked", objectLockEnabled: true },
  },
  {
    token: "aws:kms/key:Key",
    inputs: { policy: forCloudTrail("kms:*"), tags: { _custom_id_: KEY_ID } },
  },
  {
    token: "aws:sns/topic:Topic",
    inputs: { name: "sample-trail", policy: forCloudTrail("sns:Publish") },
  },
  ...trailDestinations("sample-trail"),
  ...trailDestinations("sample-other-trail"),
  { token: "aws:cloudwatch/logGroup:LogGroup", inputs: { name: "sample-group" } },
  { token: "aws:sns/topic:Topic", inputs: { name: "sample-topic" } },
  { token: "aws:cloudwatch/eventBus:EventBus", inputs: { name: "sample-bus" } },
  {
    token: "aws:cloudwatch/eventRule:EventRule",
    inputs: { name: "sample-rule", eventBusName: "sample-bus", eventPattern: '{"source":["a"]}' },
  },
  { token: "aws:glue/catalogDatabase:CatalogDatabase", inputs: { name: "sample_database" } },
  {
    token: "aws:iam/role:Role",
    inputs: { name: "sample-role", assumeRolePolicy: policy("sts:AssumeRole") },
  },
  { token: "aws:sqs/queue:Queue", inputs: { name: "sample-queue" } },
  { token: "aws:lambda/function:Function", inputs: sampleFunction("sample-function", "1") },
  { token: "aws:cloudwatch/metricAlarm:MetricAlarm", inputs: sampleAlarm("sample-child") },
  { token: "aws:cloudwatch/metricAlarm:MetricAlarm", inputs: sampleAlarm("sample-suppressor") },
];

/** A function that answers a value. */
export function sampleFunction(name: string, answer: string): Values {
  const runtime = { runtime: "nodejs22.x", handler: "index.handler" };
  return { name, role: ROLE_ARN, ...runtime, code: sampleCode(answer) };
}

export function sampleCode(answer: string): Values {
  const text = `exports.handler = async () => ${answer};`;
  return archive({ "index.js": asset(text) });
}

function sampleAlarm(name: string): Values {
  const metric = { namespace: "Sample", metricName: name, statistic: "Sum", period: 60 };
  const comparisonOperator = "GreaterThanThreshold";
  return { name, ...metric, comparisonOperator, threshold: 0, evaluationPeriods: 1 };
}

/** Everything that a trail writes to, and the role in which it writes, all of one name. */
export function trailDestinations(name: string): World[] {
  const Resource = [`arn:aws:s3:::${name}`, `arn:aws:s3:::${name}/*`];
  const Principal = { Service: "cloudtrail.amazonaws.com" };
  const write = { Effect: "Allow", Principal, Action: "s3:*", Resource };
  const log = { Effect: "Allow", Action: "logs:*", Resource: "*" };
  return [
    { token: "aws:s3/bucket:Bucket", inputs: { bucket: name } },
    {
      token: "aws:s3/bucketPolicy:BucketPolicy",
      inputs: {
        bucket: name,
        policy: JSON.stringify({ Version: "2012-10-17", Statement: [write] }),
      },
    },
    { token: "aws:cloudwatch/logGroup:LogGroup", inputs: { name } },
    {
      token: "aws:iam/role:Role",
      inputs: { name, assumeRolePolicy: forCloudTrail("sts:AssumeRole") },
    },
    {
      token: "aws:iam/rolePolicy:RolePolicy",
      inputs: {
        role: name,
        name,
        policy: JSON.stringify({ Version: "2012-10-17", Statement: [log] }),
      },
    },
  ];
}
