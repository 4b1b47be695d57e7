import assert from "node:assert/strict";
import { kmsRecord, sampleKeyArn } from "../detections/kmsRecord";
import { sessionOf } from "../detections/callers";
import { monitoringBlind, trailNotDelivering } from "../detections/ownHealth";
import { matchesFilterPattern } from "../filterPatterns/match";
import { parseFilterPattern } from "../filterPatterns/parse";
import {
  inputsOf,
  mockAws,
  namesOf,
  settled,
  valueOf,
  type MadeResource,
} from "../tests/mockedAws";
import { TrailHealth } from "./trailHealth";

const FILTER = "aws:cloudwatch/logMetricFilter:LogMetricFilter";
const ALARM = "aws:cloudwatch/metricAlarm:MetricAlarm";
const ID = monitoringBlind.id;

describe("TrailHealth", () => {
  let made: readonly MadeResource[];
  let health: TrailHealth;

  before(async () => {
    made = await mockAws();
    health = new TrailHealth("kms", {
      ownNames: { prefix: "kms", trailName: "kms-dev", logGroupName: "trail-logs" },
      logGroupName: "trail-logs",
      homeRegion: "us-east-1",
      topicArns: { critical: "arn:critical", warning: "arn:warning", info: "arn:info" },
    });
    await settled();
  });

  it("makes a metric filter and two alarms", () => {
    assert.deepEqual(namesOf(made), [
      "LogMetricFilter kms-heartbeat",
      `MetricAlarm kms-${ID}`,
      `MetricAlarm kms-${trailNotDelivering.id}`,
    ]);
  });

  it("counts the calls by which the formatter asks KMS about its key, and no others", () => {
    const { pattern, ...filter } = inputsOf(made, FILTER, "kms-heartbeat");
    assert.deepEqual(filter, {
      logGroupName: "trail-logs",
      metricTransformation: {
        namespace: monitoringBlind.metricNamespace,
        name: monitoringBlind.metricName,
        value: "1",
      },
    });
    const call = { eventName: "DescribeKey", keyArn: sampleKeyArn, readOnly: true };
    const own = kmsRecord({ ...call, userIdentity: sessionOf("kms-messages-1234567") });
    const others = [
      kmsRecord({ ...call, userIdentity: sessionOf("other-messages-1234567") }),
      kmsRecord({ ...call, userIdentity: sessionOf("kms-trail-delivery-1234567") }),
      { ...own, eventName: "Decrypt" },
      { ...own, eventSource: "s3.amazonaws.com" },
    ];
    const counts = (record: unknown) => matchesFilterPattern(parseFilterPattern(pattern), record);
    assert.deepEqual([own, ...others].map(counts), [true, false, false, false, false]);
  });

  it("alarms when none of them comes back, which is when there are no data", () => {
    const { alarmDescription, ...alarm } = inputsOf(made, ALARM, `kms-${ID}`);
    assert.deepEqual(alarm, {
      name: `kms-monitoring-test-critical-${monitoringBlind.alarm.name}`,
      namespace: monitoringBlind.metricNamespace,
      metricName: monitoringBlind.metricName,
      dimensions: {},
      statistic: "Sum",
      period: 1800,
      evaluationPeriods: 1,
      threshold: 1,
      comparisonOperator: "LessThanThreshold",
      treatMissingData: "breaching",
      alarmActions: ["arn:critical"],
      tags: { detection: ID },
    });
    assert.ok(String(alarmDescription).startsWith(`${monitoringBlind.title}. `));
  });

  it("alarms when the formatter says that the trail cannot deliver", () => {
    const { id, title, alarm } = trailNotDelivering;
    const { alarmDescription, ...inputs } = inputsOf(made, ALARM, `kms-${id}`);
    assert.deepEqual(inputs, {
      name: `kms-monitoring-test-warning-${alarm.name}`,
      namespace: "KmsMonitoring",
      metricName: "DeliveryFailures",
      dimensions: {},
      statistic: "Maximum",
      period: 900,
      evaluationPeriods: 1,
      threshold: 1,
      comparisonOperator: "GreaterThanOrEqualToThreshold",
      treatMissingData: "notBreaching",
      alarmActions: ["arn:warning"],
      tags: { detection: id },
    });
    assert.ok(String(alarmDescription).startsWith(`${title}. `));
  });

  it("says which alarms there are", async () => {
    const said = health.alarms.map(async ({ arn, ...alarm }) => ({
      ...alarm,
      arn: await valueOf(arn),
    }));
    assert.deepEqual(await Promise.all(said), [
      {
        detection: monitoringBlind,
        severity: "critical",
        region: "us-east-1",
        arn: `arn:MetricAlarm:kms-${ID}`,
      },
      {
        detection: trailNotDelivering,
        severity: "warning",
        region: "us-east-1",
        arn: `arn:MetricAlarm:kms-${trailNotDelivering.id}`,
      },
    ]);
  });
});
