import assert from "node:assert/strict";
import type { RecordDetection } from "../detections/detection";
import { keyPendingDeletionUsed } from "../detections/keyUse";
import {
  inputsOf,
  mockAws,
  namesOf,
  settled,
  valueOf,
  type MadeResource,
} from "../tests/mockedAws";
import { ALARM } from "../tests/mockedSurroundings";
import { LogAlarm } from "./logAlarm";

const FILTER = "aws:cloudwatch/logMetricFilter:LogMetricFilter";

async function logAlarmOf(detection: RecordDetection, topicArns: readonly string[]) {
  const made = await mockAws();
  const logAlarm = new LogAlarm("kms", {
    detection,
    ownNames: { prefix: "kms", trailName: "kms-dev", logGroupName: "trail-logs" },
    logGroupName: "trail-logs",
    homeRegion: "us-east-1",
    topicArns,
  });
  await settled();
  return { made, logAlarm };
}

describe("LogAlarm", () => {
  let made: readonly MadeResource[];
  let logAlarm: LogAlarm;

  before(async () => {
    ({ made, logAlarm } = await logAlarmOf(keyPendingDeletionUsed, ["arn:critical"]));
  });

  it("makes one metric filter and one alarm", () => {
    assert.deepEqual(namesOf(made), ["LogMetricFilter kms", "MetricAlarm kms"]);
  });

  it("filters the use of keys pending deletion exactly as AWS's guide does", () => {
    assert.deepEqual(inputsOf(made, FILTER, "kms"), {
      logGroupName: "trail-logs",
      pattern: '{ $.eventSource = kms* && $.errorMessage = "* is pending deletion."}',
      metricTransformation: {
        namespace: "CloudTrailLogMetrics",
        name: "KMSKeyPendingDeletionErrorCount",
        value: "1",
      },
    });
  });

  it("alarms on the first use, with AWS's values, on the metric that the filter writes", () => {
    const { alarmDescription, ...alarm } = inputsOf(made, ALARM, "kms");
    assert.deepEqual(alarm, {
      name: "kms-monitoring-test-records-KMSKeyPendingDeletionErrorAlarm",
      namespace: "CloudTrailLogMetrics",
      metricName: "KMSKeyPendingDeletionErrorCount",
      statistic: "Sum",
      comparisonOperator: "GreaterThanOrEqualToThreshold",
      threshold: 1,
      period: 300,
      evaluationPeriods: 1,
      treatMissingData: "notBreaching",
      alarmActions: ["arn:critical"],
      tags: { detection: "key-pending-deletion-used" },
    });
    assert.match(String(alarmDescription), /cancel the deletion/);
  });

  it("says which detection, severity and region its alarm is, and what its name is", async () => {
    const { arn, ...alarm } = logAlarm.alarm;
    assert.deepEqual(alarm, {
      detection: keyPendingDeletionUsed,
      severity: "critical",
      region: "us-east-1",
    });
    assert.equal(await valueOf(arn), "arn:MetricAlarm:kms");
    assert.equal(
      await valueOf(logAlarm.alarmName),
      "kms-monitoring-test-records-KMSKeyPendingDeletionErrorAlarm",
    );
  });

  it("has no severity in its name if it notifies nobody, so that no rule takes it for an alert", async () => {
    const silent = await logAlarmOf(keyPendingDeletionUsed, []);
    const alarm = inputsOf(silent.made, ALARM, "kms");
    assert.deepEqual(alarm["alarmActions"], []);
    assert.equal(alarm["name"], "kms-monitoring-test-records-KMSKeyPendingDeletionErrorAlarm");
  });

  it("counts in the period that the detection says, under the stack's own names", async () => {
    const { alarmNames, ...unnamed } = keyPendingDeletionUsed;
    assert.equal(alarmNames?.metricName, "KMSKeyPendingDeletionErrorCount");
    const { made: resources } = await logAlarmOf(
      {
        ...unnamed,
        id: "own-topic-deleted",
        calls: {
          eventSources: ["sns.amazonaws.com"],
          eventNames: ["DeleteTopic"],
          outcome: "any",
          where: '$.requestParameters.topicArn = "*:{{prefix}}*"',
        },
        telling: { by: "count", threshold: 10, periodSeconds: 900 },
      },
      ["arn:warning"],
    );
    assert.deepEqual(inputsOf(resources, FILTER, "kms"), {
      logGroupName: "trail-logs",
      pattern:
        '{ ($.eventSource = "sns.amazonaws.com") && ($.eventName = "DeleteTopic") && ($.requestParameters.topicArn = "*:kms*") }',
      metricTransformation: { namespace: "KmsMonitoring", name: "own-topic-deleted", value: "1" },
    });
    const { name, threshold, period } = inputsOf(resources, ALARM, "kms");
    assert.deepEqual(
      [name, threshold, period],
      ["kms-monitoring-test-critical-own-topic-deleted", 10, 900],
    );
  });
});
