// Samples for the alarms on key stores, with all dimensions that KMS gives its metrics.
// https://docs.aws.amazon.com/kms/latest/developerguide/monitoring-cloudwatch.html
import { always, kept, series, type Samples, type SamplesOf } from "./sample";

type Values = readonly (number | null)[];

export const EXTERNAL_STORE = "cks-1234567890abcdef0";
export const HSM_STORE = "cks-9876543210fedcba9";

const certificate = (CustomKeyStoreId: string, values: Values) =>
  series(
    "AWS/KMS",
    "XksProxyCertificateDaysToExpire",
    { CustomKeyStoreId, CertificateName: "proxy.example.com" },
    values,
  );

const errorsOf = (ErrorType: string, KmsOperation: string, values: Values) =>
  series(
    "AWS/KMS",
    "XksProxyErrors",
    {
      CustomKeyStoreId: EXTERNAL_STORE,
      KmsOperation,
      XksOperation: KmsOperation === "Decrypt" ? "Decrypt" : "Encrypt",
      KeySpec: "SYMMETRIC_DEFAULT",
      ErrorType,
      ExceptionName: ErrorType === "N/A" ? "None" : "XksProxyInvalidResponseException",
    },
    values,
  );

function manyErrors(type: string, otherType: string): () => Samples {
  return () => ({
    fires: [
      { what: "six errors in a minute", series: [errorsOf(type, "Decrypt", [0, 0, 6])] },
      {
        what: "six errors of two operations",
        series: [errorsOf(type, "Decrypt", [3]), errorsOf(type, "Encrypt", [3])],
      },
    ],
    quiet: [
      { what: "five errors", series: [errorsOf(type, "Decrypt", [5])] },
      {
        what: "many of the other kind, and successes",
        series: [
          errorsOf(type, "Decrypt", [0]),
          errorsOf(otherType, "Decrypt", [100]),
          errorsOf("N/A", "Decrypt", [100]),
        ],
      },
    ],
    missing: [{ what: "no requests at all", series: [], from: always("OK") }],
  });
}

const instances = (state: string, values: Values) =>
  series(
    "AWS/KMS",
    "XksExternalKeyManagerStates",
    { CustomKeyStoreId: EXTERNAL_STORE, XksExternalKeyManagerState: state },
    values,
  );

function unwell(state: string, otherState: string): () => Samples {
  return () => ({
    fires: [{ what: "ten of fifteen minutes", series: [instances(state, [0, 0, 1, 0, 1])] }],
    quiet: [
      { what: "five minutes", series: [instances(state, [0, 0, 0, 1, 0])] },
      {
        what: "another state",
        series: [instances(otherState, [2, 2, 2, 2, 2]), instances(state, [0, 0, 0, 0, 0])],
      },
    ],
    missing: [{ what: "a store that is disconnected", series: [], from: always("OK") }],
  });
}

function throttled(metricName: string, store: string): () => Samples {
  const refused = (KmsOperation: string, values: Values, CustomKeyStoreId = store) =>
    series(
      "AWS/KMS",
      metricName,
      { CustomKeyStoreId, KmsOperation, KeySpec: "SYMMETRIC_DEFAULT" },
      values,
    );
  return () => ({
    fires: [{ what: "one refused request", series: [refused("Encrypt", [0, 0, 1])] }],
    quiet: [
      { what: "none", series: [refused("Encrypt", [0, 0, 0])] },
      {
        what: "one of another store",
        series: [refused("Encrypt", [0]), refused("Encrypt", [1], "cks-other")],
      },
    ],
    missing: [{ what: "no requests at all", series: [], from: always("OK") }],
  });
}

export const keyStoreSamples: SamplesOf = {
  "key-store-certificate-expires": () => ({
    fires: [
      { what: "ten days", series: [certificate(EXTERNAL_STORE, [11, 10])] },
      { what: "an expired one", series: [certificate(EXTERNAL_STORE, [-1])] },
    ],
    quiet: [
      { what: "eleven days", series: [certificate(EXTERNAL_STORE, [11])] },
      {
        what: "another store's three",
        series: [certificate(EXTERNAL_STORE, [90]), certificate("cks-other", [3])],
      },
    ],
    missing: [{ what: "a metric that ended", series: [], from: kept }],
  }),
  "key-store-fails": manyErrors("Non-retryable", "Retryable"),
  "key-store-errors": manyErrors("Retryable", "Non-retryable"),
  "key-store-manager-unavailable": unwell("Unavailable", "Degraded"),
  "key-store-manager-degraded": unwell("Degraded", "Active"),
  "external-key-store-throttled": throttled("ExternalKeyStoreThrottle", EXTERNAL_STORE),
  "cloudhsm-key-store-throttled": throttled("CloudHSMKeyStoreThrottle", HSM_STORE),
};
