import type { GivenResource } from "../tests/catalogue/judgedStack";

// The stack on which the pack's speed is measured: 5,000 resources, of which 500 are IAM policies and 50 are templates.

const POLICIES = 500;
const TEMPLATES = 50;
const TRAILS = 5;
const KEYS = 100;
const ALARMS = 200;
const ALL = 5000;

export function largeStack(): readonly GivenResource[] {
  const made = [
    ...times(POLICIES, iamPolicy),
    ...times(TEMPLATES, template),
    ...times(TRAILS, trail),
    ...times(KEYS, key),
    ...times(ALARMS, alarm),
  ];
  return [...made, ...times(ALL - made.length, instance)];
}

function times<T>(count: number, make: (index: number) => T): readonly T[] {
  return Array.from({ length: count }, (_, index) => make(index));
}

/** As long as policies of real roles are: ten statements. */
function iamPolicy(index: number): GivenResource {
  const statements = times(10, (statement) => ({
    Effect: "Allow",
    Action: ["s3:GetObject", "s3:PutObject", "dynamodb:Query", `sqs:*`],
    Resource: `arn:aws:s3:::bucket-${index}-${statement}/*`,
    Condition: { StringEquals: { "aws:PrincipalOrgID": "o-1234567890" } },
  }));
  const policy = JSON.stringify({ Version: "2012-10-17", Statement: statements });
  return { type: "aws:iam/policy:Policy", name: `policy-${index}`, props: { policy } };
}

/** Sixty queues in YAML, about 10 kB. */
function template(index: number): GivenResource {
  const queues = times(
    60,
    (queue) =>
      `  Queue${queue}:\n    Type: AWS::SQS::Queue\n    Properties:\n      QueueName: !Sub "\${AWS::StackName}-${index}-${queue}"\n      VisibilityTimeout: 30\n`,
  );
  const templateBody = `AWSTemplateFormatVersion: "2010-09-09"\nResources:\n${queues.join("")}`;
  return {
    type: "aws:cloudformation/stack:Stack",
    name: `template-${index}`,
    props: { templateBody },
  };
}

function trail(index: number): GivenResource {
  return {
    type: "aws:cloudtrail/trail:Trail",
    name: `trail-${index}`,
    props: {
      s3BucketName: "archive",
      isMultiRegionTrail: true,
      enableLogFileValidation: true,
      kmsKeyId: "arn:aws:kms:us-east-1:111122223333:key/1234abcd-12ab-34cd-56ef-1234567890ab",
    },
  };
}

function key(index: number): GivenResource {
  return {
    type: "aws:kms/key:Key",
    name: `key-${index}`,
    props: { enableKeyRotation: true, deletionWindowInDays: 30 },
  };
}

function alarm(index: number): GivenResource {
  return {
    type: "aws:cloudwatch/metricAlarm:MetricAlarm",
    name: `alarm-${index}`,
    props: {
      namespace: "AWS/SQS",
      metricName: "ApproximateAgeOfOldestMessage",
      comparisonOperator: "GreaterThanThreshold",
      evaluationPeriods: 1,
      alarmActions: ["arn:aws:sns:us-east-1:111122223333:on-call"],
    },
  };
}

/** Judged by no policy, as most resources of a stack. */
function instance(index: number): GivenResource {
  return {
    type: "aws:ec2/instance:Instance",
    name: `instance-${index}`,
    props: { ami: "ami-0abcdef1234567890", instanceType: "t3.micro", tags: { Name: `i-${index}` } },
  };
}
