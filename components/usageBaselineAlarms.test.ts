import assert from "node:assert/strict";
import { inputsOf, mockAws, namesOf, settled, type MadeResource } from "../tests/mockedAws";
import { Account } from "./account";
import { UsageBaselineAlarms, type UsageBaselineAlarmsArgs } from "./usageBaselineAlarms";

const ALARM = "aws:cloudwatch/metricAlarm:MetricAlarm";
const FILTER = "aws:cloudwatch/logMetricFilter:LogMetricFilter";
const keyId = "1234abcd-12ab-34cd-56ef-1234567890ab";

async function makeWith(
  more: Partial<UsageBaselineAlarmsArgs>,
): Promise<[readonly MadeResource[], UsageBaselineAlarms]> {
  const made = await mockAws();
  const baselines = new UsageBaselineAlarms("kms", {
    account: new Account("us-east-1"),
    ownNames: { prefix: "kms", trailName: "kms-dev", logGroupName: "trail-logs" },
    logGroupName: "trail-logs",
    homeRegion: "us-east-1",
    usageKeys: [{ keyId, region: "us-west-2" }],
    topicArns: { critical: "arn:critical", warning: "arn:warning", info: "arn:info" },
    detectionSettings: {},
    ...more,
  });
  await settled();
  return [made, baselines];
}

describe("UsageBaselineAlarms", () => {
  let made: readonly MadeResource[];
  let baselines: UsageBaselineAlarms;

  before(async () => {
    [made, baselines] = await makeWith({});
  });

  it("makes a filter and an alarm for each operation, and an alarm for each named key", () => {
    const ids = ["data-key", "decrypt", "encrypt", "re-encrypt"].map(
      (id) => `kms-${id}-calls-unusual`,
    );
    assert.deepEqual(namesOf(made), [
      ...ids.map((id) => `LogMetricFilter ${id}`),
      ...ids.slice(0, 3).map((id) => `MetricAlarm ${id}`),
      `MetricAlarm kms-named-key-use-unusual-us-west-2-${keyId}`,
      `MetricAlarm ${ids[3]}`,
    ]);
    assert.deepEqual(
      baselines.alarms.map(({ detection, severity, region }) => [detection.id, severity, region]),
      [
        ["decrypt-calls-unusual", "warning", "us-east-1"],
        ["encrypt-calls-unusual", "warning", "us-east-1"],
        ["re-encrypt-calls-unusual", "warning", "us-east-1"],
        ["data-key-calls-unusual", "warning", "us-east-1"],
        ["named-key-use-unusual", "warning", "us-west-2"],
      ],
    );
  });

  it("counts all ways to get a data key as one, and makes silence a number", () => {
    assert.deepEqual(inputsOf(made, FILTER, "kms-data-key-calls-unusual"), {
      logGroupName: "trail-logs",
      pattern:
        '{ ($.eventSource = "kms.amazonaws.com") && (($.eventName = "GenerateDataKey") || ($.eventName = "GenerateDataKeyWithoutPlaintext") || ($.eventName = "GenerateDataKeyPair") || ($.eventName = "GenerateDataKeyPairWithoutPlaintext")) }',
      metricTransformation: {
        namespace: "KmsMonitoring",
        name: "GenerateDataKeyCalls",
        value: "1",
        defaultValue: "0",
      },
    });
  });

  it("compares two hours with the band of their metric, above and below", () => {
    const { alarmDescription, ...alarm } = inputsOf(made, ALARM, "kms-decrypt-calls-unusual");
    assert.deepEqual(alarm, {
      name: "kms-monitoring-test-warning-DecryptCallsUnusual",
      region: "us-east-1",
      comparisonOperator: "LessThanLowerOrGreaterThanUpperThreshold",
      evaluationPeriods: 2,
      treatMissingData: "missing",
      metricQueries: [
        {
          id: "calls",
          metric: {
            namespace: "KmsMonitoring",
            metricName: "DecryptCalls",
            period: 3600,
            stat: "Sum",
          },
          returnData: true,
        },
        {
          id: "band",
          expression: "ANOMALY_DETECTION_BAND(calls, 3)",
          label: "usual",
          returnData: true,
        },
      ],
      thresholdMetricId: "band",
      alarmActions: ["arn:warning"],
      tags: { detection: "decrypt-calls-unusual" },
    });
    assert.match(String(alarmDescription), /^Decrypt calls are unusually many or few\. /);
  });

  it("sums what a named key is used for, hours without use as zero", () => {
    const alarm = inputsOf(made, ALARM, `kms-named-key-use-unusual-us-west-2-${keyId}`);
    const queries = alarm["metricQueries"] as readonly Record<string, unknown>[];
    assert.deepEqual(
      queries.map(({ id, expression }) => [id, expression]),
      [
        ["decrypt", undefined],
        ["encrypt", undefined],
        ["generateDataKey", undefined],
        ["generateDataKeyWithoutPlaintext", undefined],
        ["sign", undefined],
        ["generateMac", undefined],
        [
          "calls",
          "SUM([FILL(decrypt, 0), FILL(encrypt, 0), FILL(generateDataKey, 0), FILL(generateDataKeyWithoutPlaintext, 0), FILL(sign, 0), FILL(generateMac, 0)])",
        ],
        ["band", "ANOMALY_DETECTION_BAND(calls, 3)"],
      ],
    );
    assert.deepEqual(queries[0], {
      id: "decrypt",
      metric: {
        namespace: "AWS/KMS",
        metricName: "SuccessfulRequest",
        dimensions: {
          KeyArn: `arn:aws:kms:us-west-2:111122223333:key/${keyId}`,
          Operation: "Decrypt",
        },
        period: 3600,
        stat: "Sum",
      },
      returnData: false,
    });
    assert.equal(alarm["treatMissingData"], "missing");
    assert.deepEqual(alarm["alarmActions"], []);
    assert.equal(
      alarm["name"],
      `kms-monitoring-test-warning-NamedKeyUseUnusual-us-west-2-${keyId}`,
    );
  });

  it("makes neither filter nor alarm of a detection that is off, and a wider band if the settings say so", async () => {
    const off = { enabled: false };
    const [fewer] = await makeWith({
      usageKeys: [],
      detectionSettings: {
        "decrypt-calls-unusual": { threshold: 4.5 },
        "encrypt-calls-unusual": off,
        "re-encrypt-calls-unusual": off,
        "data-key-calls-unusual": off,
      },
    });
    const name = "kms-decrypt-calls-unusual";
    assert.deepEqual(namesOf(fewer), [`LogMetricFilter ${name}`, `MetricAlarm ${name}`]);
    assert.equal(
      inputsOf(fewer, ALARM, name)["metricQueries"][1].expression,
      "ANOMALY_DETECTION_BAND(calls, 4.5)",
    );
  });
});
