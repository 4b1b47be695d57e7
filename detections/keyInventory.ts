// Detections on what the key inventory finds, and on the inventory itself. Its function publishes the metrics.
import { AGE_METRIC, MOST_KEYS_OF_AN_ALARM, regionMetrics } from "../inventory/names";
import { METRIC_NAMESPACE } from "../messages/names";
import type { MetricDetection } from "./detection";

const atLeast = {
  statistic: "Maximum",
  comparisonOperator: "GreaterThanOrEqualToThreshold",
  periodSeconds: 3600,
} as const;

/** Without data the last answer stands: that the inventory is silent is told by itself. */
const ofRegion = { ...atLeast, evaluationPeriods: 1, treatMissingData: "ignore" } as const;

const listKeys = "list the keys (npm run inventory, or the widget of the dashboard)";

/** https://docs.aws.amazon.com/AmazonCloudWatch/latest/monitoring/cloudwatch-metrics-insights-limits.html */
export const tooManyExpiringKeys: MetricDetection = {
  id: "too-many-expiring-keys",
  title: "A region has more keys with expiring material than one alarm sees",
  severity: "warning",
  why: `The alarm on all keys of the region sees ${MOST_KEYS_OF_AN_ALARM} keys; of the others only alarms of their own and the inventory tell.`,
  runbook: `${listKeys}, and name the important ones in importedKeys.`,
  metricNamespace: METRIC_NAMESPACE,
  metricName: regionMetrics.expiring,
  alarm: { name: "TooManyExpiringKeys", ...ofRegion },
};

/** https://docs.aws.amazon.com/AmazonCloudWatch/latest/APIReference/API_MetricAlarm.html */
export const alarmSeesPart: MetricDetection = {
  id: "alarm-sees-part",
  title: "An alarm on keys does not see all that it should",
  severity: "warning",
  why: "Its state says nothing of what it does not see: CloudWatch gave it a part of the data, or cannot evaluate it.",
  runbook:
    "ask CloudWatch which alarm it is and why (describe-alarms: EvaluationState, StateReason).",
  metricNamespace: METRIC_NAMESPACE,
  metricName: regionMetrics.partialAlarms,
  alarm: { name: "AlarmSeesPart", ...ofRegion },
};

/** Of a key that is new, or whose policy was changed. https://docs.aws.amazon.com/kms/latest/developerguide/key-policies.html */
export const keyNotReadable: MetricDetection = {
  id: "key-not-readable",
  title: "A key does not let the inventory read it",
  severity: "warning",
  why: "The inventory sees neither its state nor its dates, and cannot tell that no alarm is sure to see its material expire.",
  runbook: `${listKeys}, and ask who owns the key to allow kms:DescribeKey.`,
  metricNamespace: METRIC_NAMESPACE,
  metricName: regionMetrics.notReadable,
  alarm: { name: "KeyNotReadable", ...ofRegion },
};

/** A second path that needs neither the metric of the key nor the alarm on all keys. */
export const expiringKeyUnseen: MetricDetection = {
  id: "expiring-key-unseen",
  title: "Imported key material expires soon, and no alarm is sure to see it",
  severity: "critical",
  why: "When it expires, KMS deletes the material and the key cannot be used; no other alarm may tell of it.",
  runbook: `${listKeys}, import the material of those that expire again, and see why no alarm watches them.`,
  metricNamespace: METRIC_NAMESPACE,
  metricName: regionMetrics.expiringUnseen,
  alarm: { name: "ExpiringKeyUnseen", ...ofRegion },
};

const why =
  "The list of keys, its metrics and the detections on them are not of today. Alarms on KMS's own metrics go on.";

/** A region that fails is tried again in an hour, so one error in two hours keeps the alarm on. */
export const inventoryFailed: MetricDetection = {
  id: "inventory-failed",
  title: "The key inventory fails, or misses a region",
  severity: "warning",
  why,
  runbook: "read the log group of the inventory's functions, which names the region and the error.",
  metricNamespace: "AWS/Lambda",
  metricName: "Errors",
  alarm: {
    name: "InventoryFailed",
    statistic: "Sum",
    comparisonOperator: "GreaterThanOrEqualToThreshold",
    periodSeconds: 3600,
    evaluationPeriods: 2,
    datapointsToAlarm: 1,
    treatMissingData: "notBreaching",
  },
};

/** The function publishes the inventory's age four times an hour. The alarm's threshold is the time of two inventories. */
export const inventorySilent: MetricDetection = {
  id: "inventory-silent",
  title: "There is no new key inventory",
  severity: "warning",
  why,
  runbook:
    "see whether the function and its schedule exist and are enabled, and read the function's log group.",
  metricNamespace: METRIC_NAMESPACE,
  metricName: AGE_METRIC,
  alarm: {
    name: "InventorySilent",
    ...atLeast,
    evaluationPeriods: 2,
    treatMissingData: "breaching",
  },
};
