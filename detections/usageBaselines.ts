// Detections on use of keys that is unlike before: many more calls, many fewer, or none at all.
// https://docs.aws.amazon.com/AmazonCloudWatch/latest/monitoring/CloudWatch_Anomaly_Detection.html
import { METRIC_NAMESPACE } from "../messages/names";
import type { Calls, MetricDetection } from "./detection";

/**
 * Two whole hours outside of the band. Sums of five minutes are mostly zero where few calls are made, and no band can be drawn around them;
 * an hour still shows the rhythm of day and week, by which CloudWatch learns.
 */
const band = {
  statistic: "Sum",
  comparisonOperator: "LessThanLowerOrGreaterThanUpperThreshold",
  threshold: 3,
  thresholdUnit: "standard deviations from what is usual",
  // A wider band reaches below zero, so that silence is inside of it. AWS takes any positive number:
  // https://docs.aws.amazon.com/AmazonCloudWatch/latest/monitoring/using-metric-math.html
  thresholdRange: { min: 0.1, max: 10 },
  periodSeconds: 3600,
  evaluationPeriods: 2,
  // Silence is a number. Data are missing only before there is a band, which judges nothing, and while no record arrives at all, which
  // monitoring-blind tells: https://docs.aws.amazon.com/AmazonCloudWatch/latest/monitoring/alarms-and-missing-data.html
  treatMissingData: "missing",
} as const;

/** A detection on calls that the trail's log group counts, of all regions. */
export interface CallBaseline extends MetricDetection {
  readonly calls: Calls;
}

/** The default value of the filter makes silence a number: https://docs.aws.amazon.com/AmazonCloudWatch/latest/logs/FilterAndPatternSyntaxForMetricFilters.html */
function baseline(
  id: string,
  name: string,
  eventNames: readonly [string, ...string[]],
): CallBaseline {
  return {
    id,
    title: `${eventNames[0]} calls are unusually many or few`,
    severity: "warning",
    why: "Somebody may be decrypting in bulk or encrypting what is not theirs; or an application has lost a key that it needs.",
    runbook: "see who made the calls in the last hours, and who no longer does.",
    metricNamespace: METRIC_NAMESPACE,
    metricName: `${eventNames[0]}Calls`,
    calls: { eventSources: ["kms.amazonaws.com"], eventNames, outcome: "any" },
    alarm: { name, ...band },
  };
}

export const callBaselines: readonly CallBaseline[] = [
  baseline("decrypt-calls-unusual", "DecryptCallsUnusual", ["Decrypt"]),
  baseline("encrypt-calls-unusual", "EncryptCallsUnusual", ["Encrypt"]),
  baseline("re-encrypt-calls-unusual", "ReEncryptCallsUnusual", ["ReEncrypt"]),
  // One number for all ways to get a data key: EBS uses that without plaintext, most others the first.
  baseline("data-key-calls-unusual", "DataKeyCallsUnusual", [
    "GenerateDataKey",
    "GenerateDataKeyWithoutPlaintext",
    "GenerateDataKeyPair",
    "GenerateDataKeyPairWithoutPlaintext",
  ]),
];

/**
 * Operations whose successful requests are summed for a named key: those that use secret material. ReEncrypt is not among them, for KMS publishes it
 * by pairs of source and destination key. https://docs.aws.amazon.com/kms/latest/developerguide/monitoring-cloudwatch.html
 */
export const KEY_OPERATIONS = [
  "Decrypt",
  "Encrypt",
  "GenerateDataKey",
  "GenerateDataKeyWithoutPlaintext",
  "Sign",
  "GenerateMac",
] as const;

/** Use of a key that the settings name. KMS publishes nothing in a minute without requests: the alarm's expression makes it zero, so that a key that falls silent is told. */
export const namedKeyUseUnusual: MetricDetection = {
  id: "named-key-use-unusual",
  title: "A named key is used unusually much or little",
  severity: "warning",
  why: "What depends on the key may have stopped working, or somebody uses it for more than it is for.",
  runbook:
    "see who used the key before and who does now, by the saved query on the users of one key.",
  metricNamespace: "AWS/KMS",
  metricName: "SuccessfulRequest",
  alarm: { name: "NamedKeyUseUnusual", ...band },
};
