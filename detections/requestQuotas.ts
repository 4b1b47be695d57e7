// Detections on request rates that come near a quota of KMS, and the names of the quotas that can be watched.
// https://docs.aws.amazon.com/AmazonCloudWatch/latest/monitoring/CloudWatch-Quotas-Visualize-Alarms.html
import type { MetricDetection } from "./detection";

const SHARED = {
  CryptographicOperationsSymmetric: "Cryptographic operations (symmetric) request rate",
  CryptographicOperationsRsa: "Cryptographic operations (RSA) request rate",
  CryptographicOperationsEcc: "Cryptographic operations (ECC and SM2) request rate",
} as const;

/** Operations with a quota of their own. */
const OPERATIONS = [
  "CancelKeyDeletion",
  "ConnectCustomKeyStore",
  "CreateAlias",
  "CreateCustomKeyStore",
  "CreateGrant",
  "CreateKey",
  "DeleteAlias",
  "DeleteCustomKeyStore",
  "DeleteImportedKeyMaterial",
  "DescribeCustomKeyStores",
  "DescribeKey",
  "DisableKey",
  "DisableKeyRotation",
  "DisconnectCustomKeyStore",
  "EnableKey",
  "EnableKeyRotation",
  "GetKeyPolicy",
  "GetKeyRotationStatus",
  "GetParametersForImport",
  "GetPublicKey",
  "ImportKeyMaterial",
  "ListAliases",
  "ListGrants",
  "ListKeyPolicies",
  "ListKeys",
  "ListResourceTags",
  "ListRetirableGrants",
  "PutKeyPolicy",
  "ReplicateKey",
  "RetireGrant",
  "RevokeGrant",
  "ScheduleKeyDeletion",
  "TagResource",
  "UntagResource",
  "UpdateAlias",
  "UpdateCustomKeyStore",
  "UpdateKeyDescription",
  "UpdatePrimaryRegion",
] as const;

/** Kinds of data key pairs, each with a quota of its own. */
const PAIRS = [
  "ECC_NIST_P256",
  "ECC_NIST_P384",
  "ECC_NIST_P521",
  "ECC_SECG_P256K1",
  "RSA_2048",
  "RSA_3072",
  "RSA_4096",
] as const;

/**
 * Names of quotas by the `Resource` of their usage metric. Defaults are on AWS's page:
 * https://docs.aws.amazon.com/kms/latest/developerguide/requests-per-second.html
 */
export const requestQuotas: Readonly<Record<string, string>> = {
  ...SHARED,
  ...Object.fromEntries(OPERATIONS.map((name) => [name, `${name} request rate`])),
  ...Object.fromEntries(
    PAIRS.map((kind) => [
      `GenerateDataKeyPair-${kind}`,
      `GenerateDataKeyPair (${kind}) request rate`,
    ]),
  ),
};

/**
 * Calls in each minute. No calls are no data, which is well.
 * https://docs.aws.amazon.com/AmazonCloudWatch/latest/monitoring/AWS-API-Usage-Metrics.html
 */
const usage = {
  metricNamespace: "AWS/Usage",
  metricName: "CallCount",
} as const;

const rate = {
  statistic: "Sum",
  comparisonOperator: "GreaterThanOrEqualToThreshold",
  thresholdUnit: "% of the quota",
  // Calls beyond the quota are refused.
  thresholdRange: { min: 1, max: 100 },
  periodSeconds: 60,
  treatMissingData: "notBreaching",
} as const;

const why =
  "Beyond the quota KMS refuses calls of everybody in the region, AWS services that encrypt and decrypt among them.";
const runbook =
  "find who calls most, and ask for a higher quota under Service Quotas, AWS Key Management Service.";

export const requestQuotaNearlyReached: MetricDetection = {
  id: "request-quota-nearly-reached",
  title: "Requests to KMS have nearly reached their quota",
  severity: "critical",
  why,
  runbook,
  ...usage,
  alarm: { name: "RequestRateAtQuota", ...rate, threshold: 95, evaluationPeriods: 1 },
};

export const requestQuotaNear: MetricDetection = {
  id: "request-quota-near",
  title: "Requests to KMS come near their quota",
  severity: "warning",
  why,
  runbook,
  ...usage,
  // Most of five minutes: a single one is often a deployment or a batch.
  alarm: {
    name: "RequestRateNearQuota",
    ...rate,
    threshold: 80,
    thresholdBelow: requestQuotaNearlyReached.id,
    evaluationPeriods: 5,
    datapointsToAlarm: 3,
  },
};

/**
 * AWS's own expression, which divides the calls of a minute by the quota: SERVICE_QUOTA is that of the metric's period, not of a second.
 * https://aws.amazon.com/blogs/security/manage-your-aws-kms-api-request-rates-using-service-quotas-and-amazon-cloudwatch/
 * @param usage Id of the usage metric.
 */
export function percentOfQuota(usage: string): string {
  return `${usage}/SERVICE_QUOTA(${usage})*100`;
}

/** Dimensions of the metric that AWS publishes of a quota's use. */
export function usageDimensions(resource: string): Readonly<Record<string, string>> {
  return { Type: "API", Service: "KMS", Resource: resource, Class: "None" };
}
