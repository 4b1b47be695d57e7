import assert from "node:assert/strict";
import { inputsOf, mockAws, namesOf, settled, type MadeResource } from "../tests/mockedAws";
import { KeyStoreAlarms } from "./keyStoreAlarms";

const ALARM = "aws:cloudwatch/metricAlarm:MetricAlarm";
const EXTERNAL = "cks-1234567890abcdef0";
const HSM = "cks-9876543210fedcba9";

const args = {
  homeRegion: "us-east-1",
  keyStores: [
    { id: EXTERNAL, type: "external", region: "us-east-1" },
    { id: HSM, type: "cloudhsm", region: "us-west-2" },
  ],
  topicArns: { critical: "arn:critical", warning: "arn:warning", info: "arn:info" },
  detectionSettings: {},
} as const;

describe("KeyStoreAlarms", () => {
  let made: readonly MadeResource[];

  before(async () => {
    made = await mockAws();
    new KeyStoreAlarms("kms", args);
    await settled();
  });

  it("makes the alarms of the store's kind", () => {
    assert.deepEqual(namesOf(made), [
      `MetricAlarm kms-cloudhsm-key-store-throttled-us-west-2-${HSM}`,
      `MetricAlarm kms-external-key-store-throttled-us-east-1-${EXTERNAL}`,
      `MetricAlarm kms-key-store-certificate-expires-us-east-1-${EXTERNAL}`,
      `MetricAlarm kms-key-store-errors-us-east-1-${EXTERNAL}`,
      `MetricAlarm kms-key-store-fails-us-east-1-${EXTERNAL}`,
      `MetricAlarm kms-key-store-manager-degraded-us-east-1-${EXTERNAL}`,
      `MetricAlarm kms-key-store-manager-unavailable-us-east-1-${EXTERNAL}`,
    ]);
  });

  it("asks by a query where the metric has dimensions that nobody knows beforehand", () => {
    const queries = (id: string, store: string): unknown =>
      inputsOf(made, ALARM, `kms-${id}-${store}`)["metricQueries"];
    assert.deepEqual(queries("key-store-certificate-expires", `us-east-1-${EXTERNAL}`), [
      {
        id: "store",
        expression: `SELECT MIN(XksProxyCertificateDaysToExpire) FROM "AWS/KMS" WHERE CustomKeyStoreId = '${EXTERNAL}'`,
        period: 300,
        returnData: true,
      },
    ]);
    assert.deepEqual(queries("key-store-fails", `us-east-1-${EXTERNAL}`), [
      {
        id: "store",
        expression: `SELECT SUM(XksProxyErrors) FROM "AWS/KMS" WHERE CustomKeyStoreId = '${EXTERNAL}' AND ErrorType = 'Non-retryable'`,
        period: 60,
        returnData: true,
      },
    ]);
    assert.deepEqual(queries("cloudhsm-key-store-throttled", `us-west-2-${HSM}`), [
      {
        id: "store",
        expression: `SELECT SUM(CloudHSMKeyStoreThrottle) FROM "AWS/KMS" WHERE CustomKeyStoreId = '${HSM}'`,
        period: 300,
        returnData: true,
      },
    ]);
  });

  it("watches the one metric where the dimensions are known", () => {
    const name = `kms-key-store-manager-unavailable-us-east-1-${EXTERNAL}`;
    const { alarmDescription, ...alarm } = inputsOf(made, ALARM, name);
    assert.deepEqual(alarm, {
      name: `kms-monitoring-test-critical-KeyManagerUnavailable-us-east-1-${EXTERNAL}`,
      region: "us-east-1",
      namespace: "AWS/KMS",
      metricName: "XksExternalKeyManagerStates",
      dimensions: { CustomKeyStoreId: EXTERNAL, XksExternalKeyManagerState: "Unavailable" },
      statistic: "Maximum",
      period: 300,
      evaluationPeriods: 3,
      datapointsToAlarm: 2,
      comparisonOperator: "GreaterThanOrEqualToThreshold",
      threshold: 1,
      treatMissingData: "notBreaching",
      alarmActions: ["arn:critical"],
      tags: { detection: "key-store-manager-unavailable" },
    });
    assert.match(
      String(alarmDescription),
      /^Instances of an external key manager are unavailable\./,
    );
  });

  it("warns of a certificate ten days before, or as many as the settings say", async () => {
    const name = `kms-key-store-certificate-expires-us-east-1-${EXTERNAL}`;
    const { threshold, comparisonOperator, treatMissingData } = inputsOf(made, ALARM, name);
    assert.deepEqual(
      [threshold, comparisonOperator, treatMissingData],
      [10, "LessThanOrEqualToThreshold", "ignore"],
    );
    const others = await mockAws();
    new KeyStoreAlarms("kms", {
      ...args,
      detectionSettings: { "key-store-certificate-expires": { threshold: 30 } },
    });
    await settled();
    assert.equal(inputsOf(others, ALARM, name)["threshold"], 30);
  });
});
