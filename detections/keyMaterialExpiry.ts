// Detections on the time left until imported key material expires, found in the metrics that KMS publishes.
// https://docs.aws.amazon.com/kms/latest/developerguide/imported-key-material-expiration-alarm.html
import type { MetricDetection } from "./detection";

const expiryMetric = {
  metricNamespace: "AWS/KMS",
  metricName: "SecondsUntilKeyMaterialExpiration",
} as const;

const CONTRIBUTOR = "KeyId";

/**
 * A series for each key. Of more than 500 CloudWatch returns the first 500, so the order must begin with what expires next.
 * https://docs.aws.amazon.com/AmazonCloudWatch/latest/monitoring/cloudwatch-metrics-insights-limits.html
 */
export const soonestKeys =
  `SELECT MIN(${expiryMetric.metricName}) FROM SCHEMA("${expiryMetric.metricNamespace}", ${CONTRIBUTOR}) ` +
  `GROUP BY ${CONTRIBUTOR} ORDER BY MIN() ASC`;

const expiryAlarm = {
  statistic: "Minimum",
  comparisonOperator: "LessThanOrEqualToThreshold",
  periodSeconds: 60,
  evaluationPeriods: 1,
} as const;

const why = "When it expires, KMS deletes the material and the key cannot be used.";
const runbook =
  "import the same key material again with a later expiration date (kms:ImportKeyMaterial).";

/**
 * Imported material of a key that the settings name.
 * Missing data are ignored: the metric ends when the material expires, and an alarm must not turn green by that.
 * https://docs.aws.amazon.com/AmazonCloudWatch/latest/monitoring/alarms-and-missing-data.html
 */
export const namedKeyMaterialExpires: MetricDetection = {
  id: "named-key-material-expires",
  title: "Imported key material of a named key expires soon",
  severity: "warning",
  shortestNotice: "critical",
  why,
  runbook: `${runbook} An alarm that goes on after an import without expiration date must be set to OK by hand.`,
  ...expiryMetric,
  alarm: {
    name: "KeyMaterialExpiresSoon",
    treatMissingData: "ignore",
    ...expiryAlarm,
  },
};

/**
 * Imported material of any key of a region, present or future.
 * Missing data do not breach: a region without imported keys has none, which is well. A key is a contributor only while its metric
 * has data, and never in INSUFFICIENT_DATA; were missing data ignored, a key that is gone could keep the alarm on for good. The key
 * whose material expired leaves the alarm, which is why its expiration and its use are critical detections of their own.
 * https://docs.aws.amazon.com/AmazonCloudWatch/latest/monitoring/Acting_Alarm_Changes.html
 */
export const anyKeyMaterialExpires: MetricDetection = {
  id: "any-key-material-expires",
  title: "Imported key material of some key expires soon",
  severity: "warning",
  shortestNotice: "critical",
  why,
  runbook: `find the key among the alarm's contributors, and ${runbook}`,
  ...expiryMetric,
  alarm: {
    name: "AnyKeyMaterialExpiresSoon",
    treatMissingData: "notBreaching",
    contributor: CONTRIBUTOR,
    ...expiryAlarm,
  },
};
