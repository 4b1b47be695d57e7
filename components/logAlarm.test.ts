import assert from "node:assert/strict";
import { keyPendingDeletionUsed } from "../detections/keyUse";
import { inputsOf, mockAws, namesOf, settled, type MadeResource } from "../tests/mockedAws";
import { LogAlarm } from "./logAlarm";

const ALARM = "aws:cloudwatch/metricAlarm:MetricAlarm";

describe("LogAlarm", () => {
  let made: readonly MadeResource[];

  before(async () => {
    made = await mockAws();
    new LogAlarm("kms", {
      detection: keyPendingDeletionUsed,
      logGroupName: "trail-logs",
      homeRegion: "us-east-1",
      topicArns: { critical: "arn:critical", warning: "arn:warning", info: "arn:info" },
    });
    await settled();
  });

  it("makes one metric filter and one alarm", () => {
    assert.deepEqual(namesOf(made), ["LogMetricFilter kms", "MetricAlarm kms"]);
  });

  it("filters the use of keys pending deletion exactly as AWS's guide does", () => {
    assert.deepEqual(inputsOf(made, "aws:cloudwatch/logMetricFilter:LogMetricFilter", "kms"), {
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
      name: "kms-monitoring-test-KMSKeyPendingDeletionErrorAlarm-critical",
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
});
