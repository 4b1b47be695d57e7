// Detections on custom key stores that the settings name: those outside AWS, and those in CloudHSM.
// https://docs.aws.amazon.com/kms/latest/developerguide/xks-alarms.html
import type { AlarmSettings, MetricDetection } from "./detection";

/** How the settings name a kind of key store. */
export const keyStoreTypes = ["external", "cloudhsm"] as const;
export type KeyStoreType = (typeof keyStoreTypes)[number];

/** A custom key store of the account. */
export interface KeyStore {
  readonly id: string;
  readonly type: KeyStoreType;
  readonly region: string;
}

/**
 * A detection on the metrics of one key store.
 * https://docs.aws.amazon.com/kms/latest/developerguide/monitoring-cloudwatch.html
 */
export interface KeyStoreDetection extends MetricDetection {
  readonly keyStoreType: KeyStoreType;
  /** Dimensions besides CustomKeyStoreId. */
  readonly dimensions: Readonly<Record<string, string>>;
  /** The metric has still others, of any value: it is asked by a query, as on AWS's page. */
  readonly hasMoreDimensions: boolean;
}

const failing = "Data that the store's keys protect cannot be read or written as long as it fails.";

function detection(
  parts: Pick<KeyStoreDetection, "id" | "title" | "severity" | "why" | "runbook"> & {
    readonly keyStoreType: KeyStoreType;
    readonly metricName: string;
    readonly dimensions?: KeyStoreDetection["dimensions"];
    readonly hasMoreDimensions?: false;
    readonly alarm: Omit<AlarmSettings, "evaluationPeriods"> & {
      readonly evaluationPeriods?: number;
    };
  },
): KeyStoreDetection {
  return {
    metricNamespace: "AWS/KMS",
    dimensions: {},
    hasMoreDimensions: true,
    ...parts,
    alarm: { evaluationPeriods: 1, ...parts.alarm },
  };
}

/** More than five errors in a minute, as AWS advises. No errors are no data, which is well. */
const errors = {
  statistic: "Sum",
  comparisonOperator: "GreaterThanThreshold",
  threshold: 5,
  thresholdUnit: "errors",
  periodSeconds: 60,
  treatMissingData: "notBreaching",
} as const;

/** Any instance in this state, for ten of fifteen minutes. A store that is disconnected reports nothing. */
const instances = {
  statistic: "Maximum",
  comparisonOperator: "GreaterThanOrEqualToThreshold",
  threshold: 1,
  thresholdUnit: "instances of the key manager",
  periodSeconds: 300,
  evaluationPeriods: 3,
  datapointsToAlarm: 2,
  treatMissingData: "notBreaching",
} as const;

const throttled = {
  statistic: "Sum",
  comparisonOperator: "GreaterThanOrEqualToThreshold",
  threshold: 1,
  thresholdUnit: "refused requests",
  periodSeconds: 300,
  treatMissingData: "notBreaching",
} as const;

export const keyStoreDetections: readonly KeyStoreDetection[] = [
  detection({
    id: "key-store-certificate-expires",
    title: "The certificate of an external key store's proxy expires soon",
    severity: "critical",
    why: "When it expires, KMS cannot reach the proxy, and nothing that the store's keys protect can be read.",
    runbook: "renew the TLS certificate of the proxy's endpoint, with the same subject.",
    keyStoreType: "external",
    metricName: "XksProxyCertificateDaysToExpire",
    // Ignored: the metric may end with the certificate, and the alarm must not turn green by that.
    alarm: {
      name: "KeyStoreCertificateExpiresSoon",
      statistic: "Minimum",
      comparisonOperator: "LessThanOrEqualToThreshold",
      threshold: 10,
      thresholdUnit: "days",
      periodSeconds: 300,
      treatMissingData: "ignore",
    },
  }),
  detection({
    id: "key-store-fails",
    title: "An external key store fails in a way that trying again does not mend",
    severity: "critical",
    why: failing,
    runbook:
      "look up the exception in the metric XksProxyErrors, and see what was changed in the store's configuration, its proxy or its key manager.",
    keyStoreType: "external",
    metricName: "XksProxyErrors",
    dimensions: { ErrorType: "Non-retryable" },
    alarm: { name: "KeyStoreFails", ...errors },
  }),
  detection({
    id: "key-store-errors",
    title: "An external key store has many passing errors",
    severity: "warning",
    why: "Calls are tried again and become slow; often the network or the proxy's capacity is at fault.",
    runbook: "look at the proxy's logs and at the metric XksProxyLatency for timeouts.",
    keyStoreType: "external",
    metricName: "XksProxyErrors",
    dimensions: { ErrorType: "Retryable" },
    alarm: { name: "KeyStoreErrors", ...errors },
  }),
  detection({
    id: "key-store-manager-unavailable",
    title: "Instances of an external key manager are unavailable",
    severity: "critical",
    why: failing,
    runbook: "find in the proxy's logs which instances are unavailable, and call who runs them.",
    keyStoreType: "external",
    metricName: "XksExternalKeyManagerStates",
    dimensions: { XksExternalKeyManagerState: "Unavailable" },
    hasMoreDimensions: false,
    alarm: { name: "KeyManagerUnavailable", ...instances },
  }),
  detection({
    id: "key-store-manager-degraded",
    title: "Instances of an external key manager are degraded",
    severity: "warning",
    why: "They still serve, but the next fault may stop them.",
    runbook: "find in the proxy's logs which instances are degraded, and call who runs them.",
    keyStoreType: "external",
    metricName: "XksExternalKeyManagerStates",
    dimensions: { XksExternalKeyManagerState: "Degraded" },
    hasMoreDimensions: false,
    alarm: { name: "KeyManagerDegraded", ...instances },
  }),
  detection({
    id: "external-key-store-throttled",
    title: "KMS refuses requests to an external key store because they are too many",
    severity: "warning",
    why: "Calls with the store's keys fail although the store may be well.",
    runbook: "find who calls most, and ask AWS for another quota of the key store.",
    keyStoreType: "external",
    metricName: "ExternalKeyStoreThrottle",
    alarm: { name: "ExternalKeyStoreThrottled", ...throttled },
  }),
  detection({
    id: "cloudhsm-key-store-throttled",
    title: "KMS refuses requests to a CloudHSM key store because they are too many",
    severity: "warning",
    why: "Calls with the store's keys fail, by the store's quota or for want of HSMs in the cluster.",
    runbook:
      "find who calls most, and add HSMs to the cluster; the quota of such a store is fixed.",
    keyStoreType: "cloudhsm",
    metricName: "CloudHSMKeyStoreThrottle",
    alarm: { name: "CloudHsmKeyStoreThrottled", ...throttled },
  }),
];
