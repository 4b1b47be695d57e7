// The filters and alarms of CIS on a trail's log group, and rules on key events, all told to one topic.
import { resource, documentOf } from "../../policies/testing/resource";

const topic = "arn:aws:sns:us-east-1:111122223333:security";
const queue = "arn:aws:sqs:us-east-1:111122223333:undelivered";
const FILTERS = {
  "key-deletion":
    "{($.eventSource=kms.amazonaws.com) && (($.eventName=DisableKey) || ($.eventName=ScheduleKeyDeletion))}",
  "trail-changes":
    "{($.eventName=CreateTrail) || ($.eventName=UpdateTrail) || ($.eventName=DeleteTrail) || ($.eventName=StartLogging) || ($.eventName=StopLogging)}",
};

const filterAndAlarm = ([name, pattern]: readonly [string, string]) => [
  resource("aws:cloudwatch/logMetricFilter:LogMetricFilter", name, {
    logGroupName: "organization",
    pattern,
    metricTransformation: { name, namespace: "LogMetrics", value: "1" },
  }),
  resource("aws:cloudwatch/metricAlarm:MetricAlarm", name, {
    name,
    namespace: "LogMetrics",
    metricName: name,
    statistic: "Sum",
    comparisonOperator: "GreaterThanOrEqualToThreshold",
    threshold: 1,
    period: 300,
    evaluationPeriods: 1,
    alarmActions: [topic],
  }),
];

export const resources = [
  ...Object.entries(FILTERS).flatMap(filterAndAlarm),
  resource("aws:sns/topicPolicy:TopicPolicy", "security", {
    arn: topic,
    policy: documentOf({
      Effect: "Allow",
      Principal: { Service: ["events.amazonaws.com", "cloudwatch.amazonaws.com"] },
      Action: "sns:Publish",
      Resource: topic,
      Condition: { StringEquals: { "aws:SourceAccount": "111122223333" } },
    }),
  }),
  resource("aws:cloudwatch/eventRule:EventRule", "key-deleted", {
    name: "key-deleted",
    eventPattern: JSON.stringify({ source: ["aws.kms"], "detail-type": ["KMS CMK Deletion"] }),
    state: "ENABLED",
  }),
  resource("aws:cloudwatch/eventTarget:EventTarget", "key-deleted", {
    rule: "key-deleted",
    arn: topic,
    deadLetterConfig: { arn: queue },
  }),
];
