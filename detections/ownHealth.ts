// Detections on the way messages take: code that fails, events that cannot be delivered, and silence. Alarms tell of them directly.
import { DELIVERY_FAILURES, METRIC_NAMESPACE } from "../messages/names";
import type { MetricDetection } from "./detection";

const FIVE_MINUTES = { periodSeconds: 300, evaluationPeriods: 1 } as const;
const why =
  "Messages may be missing. Critical detections that the log group shows still come, as plain alarms.";

/**
 * One error is none: Lambda tries again after one minute and two more, so that two in five minutes are a failure that lasts.
 * https://docs.aws.amazon.com/lambda/latest/dg/monitoring-metrics-types.html
 */
export const formatterFailed: MetricDetection = {
  id: "formatter-failed",
  title: "The function that writes the messages fails",
  severity: "critical",
  why,
  runbook: "read the function's log group, whose last lines say which event it could not tell.",
  metricNamespace: "AWS/Lambda",
  metricName: "Errors",
  alarm: {
    name: "MessageFormatterFailed",
    statistic: "Sum",
    comparisonOperator: "GreaterThanOrEqualToThreshold",
    threshold: 2,
    treatMissingData: "notBreaching",
    ...FIVE_MINUTES,
  },
};

export const formatterThrottled: MetricDetection = {
  id: "formatter-throttled",
  title: "The function that writes the messages is throttled",
  severity: "critical",
  why,
  runbook:
    "look at the function's reserved concurrency and the account's limit, and who changed them (PutFunctionConcurrency).",
  metricNamespace: "AWS/Lambda",
  metricName: "Throttles",
  alarm: {
    name: "MessageFormatterThrottled",
    statistic: "Sum",
    comparisonOperator: "GreaterThanOrEqualToThreshold",
    treatMissingData: "notBreaching",
    ...FIVE_MINUTES,
  },
};

/** https://docs.aws.amazon.com/lambda/latest/dg/monitoring-metrics-types.html#async-invocation-metrics */
export const formatterLostEvents: MetricDetection = {
  id: "formatter-lost-events",
  title: "Events that could not be told could not be kept either",
  severity: "critical",
  why: "They are in no dead-letter queue: only the log group and the archive have their records.",
  runbook:
    "look at the dead-letter queue of the home region and its policy, then search the log group for what was not told.",
  metricNamespace: "AWS/Lambda",
  metricName: "DestinationDeliveryFailures",
  alarm: {
    name: "MessageFormatterLostEvents",
    statistic: "Sum",
    comparisonOperator: "GreaterThanOrEqualToThreshold",
    treatMissingData: "notBreaching",
    ...FIVE_MINUTES,
  },
};

/** A rule wakes the function every five minutes, so that no invocation in a quarter of an hour means that it is gone or cut off. */
export const formatterSilent: MetricDetection = {
  id: "formatter-silent",
  title: "The function that writes the messages was not called",
  severity: "critical",
  why,
  runbook:
    "see whether function, hub bus and the rule of its heartbeat exist and are enabled; `pulumi preview --refresh` shows what was changed.",
  metricNamespace: "AWS/Lambda",
  metricName: "Invocations",
  alarm: {
    name: "MessageFormatterSilent",
    statistic: "Sum",
    comparisonOperator: "LessThanThreshold",
    periodSeconds: 900,
    evaluationPeriods: 1,
    treatMissingData: "breaching",
  },
};

/**
 * Every five minutes the function asks KMS about the monitoring's own key, and that call must come back through the trail. It does not
 * when a trail was stopped, leaves KMS out or lost its log group, or when the log group's filter is gone.
 */
export const monitoringBlind: MetricDetection = {
  id: "monitoring-blind",
  title: "KMS calls do not reach the log group any more",
  severity: "critical",
  why: "What is done to keys from now on may not be seen, and events that were missed do not come back.",
  runbook:
    "look at the trail: is it logging, does it log KMS, does it deliver to the log group? `pulumi preview --refresh` shows what was changed.",
  metricNamespace: METRIC_NAMESPACE,
  metricName: "Heartbeat",
  alarm: {
    name: "MonitoringBlind",
    statistic: "Sum",
    comparisonOperator: "LessThanThreshold",
    periodSeconds: 1800,
    evaluationPeriods: 1,
    treatMissingData: "breaching",
  },
};

/**
 * At each heartbeat the function asks CloudTrail in each watched region how its deliveries go: https://docs.aws.amazon.com/awscloudtrail/latest/APIReference/API_GetTrailStatus.html
 * No data mean that the function does not run, of which other alarms tell.
 */
export const trailNotDelivering: MetricDetection = {
  id: "trail-not-delivering",
  title: "The trail does not deliver",
  severity: "warning",
  why: "Log files, records or notifications are missing; CloudTrail tries again for some time, and then they are lost.",
  runbook:
    "read in the log of the function which regions have which errors, ask `aws cloudtrail get-trail-status` there, and put right what refuses: bucket, key, log group, role or topic.",
  metricNamespace: METRIC_NAMESPACE,
  metricName: DELIVERY_FAILURES,
  alarm: {
    name: "TrailNotDelivering",
    statistic: "Maximum",
    comparisonOperator: "GreaterThanOrEqualToThreshold",
    periodSeconds: 900,
    evaluationPeriods: 1,
    treatMissingData: "notBreaching",
  },
};

/** https://docs.aws.amazon.com/AWSSimpleQueueService/latest/SQSDeveloperGuide/sqs-available-cloudwatch-metrics.html */
export const eventsNotDelivered: MetricDetection = {
  id: "events-not-delivered",
  title: "Events about keys could not be delivered",
  severity: "critical",
  why: "What they tell has reached nobody yet; it waits in the dead-letter queue for 14 days.",
  runbook:
    "read the messages in the dead-letter queue: each holds the event, and its attributes say which rule and why.",
  metricNamespace: "AWS/SQS",
  metricName: "ApproximateNumberOfMessagesVisible",
  alarm: {
    name: "EventsNotDelivered",
    statistic: "Maximum",
    comparisonOperator: "GreaterThanOrEqualToThreshold",
    treatMissingData: "notBreaching",
    ...FIVE_MINUTES,
  },
};

/** https://docs.aws.amazon.com/sns/latest/dg/sns-monitoring-using-cloudwatch.html */
export const alertsNotDelivered: MetricDetection = {
  id: "alerts-not-delivered",
  title: "SNS could not reach a subscriber of an alert topic",
  severity: "warning",
  why: "Somebody who is to be told may not be. SNS tries HTTPS endpoints again for a while, and others for hours, and then gives up.",
  runbook:
    "find the subscription that fails, by the topic's delivery status or its endpoints, and read what it missed in the log of the function that writes the messages.",
  metricNamespace: "AWS/SNS",
  metricName: "NumberOfNotificationsFailed",
  alarm: {
    name: "AlertsNotDelivered",
    statistic: "Sum",
    comparisonOperator: "GreaterThanOrEqualToThreshold",
    treatMissingData: "notBreaching",
    ...FIVE_MINUTES,
  },
};
