import assert from "node:assert/strict";
import { alertsNotDelivered } from "../detections/ownHealth";
import {
  inputsOf,
  mockAws,
  namesOf,
  settled,
  valueOf,
  type MadeResource,
} from "../tests/mockedAws";
import { TopicHealth } from "./topicHealth";

describe("TopicHealth", () => {
  let made: readonly MadeResource[];
  let health: TopicHealth;
  const { id, title } = alertsNotDelivered;

  before(async () => {
    made = await mockAws();
    health = new TopicHealth("kms", {
      homeRegion: "us-east-1",
      topicArns: {
        critical: "arn:aws:sns:us-east-1:111122223333:kms-critical",
        info: "arn:aws:sns:us-east-1:111122223333:existing",
      },
      watchdogTopicArn: "arn:watchdog",
    });
    await settled();
  });

  it("makes an alarm for each topic", async () => {
    assert.deepEqual(namesOf(made), [
      `MetricAlarm kms-critical-${id}`,
      `MetricAlarm kms-info-${id}`,
    ]);
    const arns = await Promise.all(health.alarms.map(({ arn }) => valueOf(arn)));
    assert.deepEqual(arns, [
      `arn:MetricAlarm:kms-critical-${id}`,
      `arn:MetricAlarm:kms-info-${id}`,
    ]);
  });

  it("tells by the other topic that a subscriber of this one was not reached", () => {
    const { alarmDescription, ...alarm } = inputsOf(
      made,
      "aws:cloudwatch/metricAlarm:MetricAlarm",
      `kms-info-${id}`,
    );
    assert.ok(String(alarmDescription).startsWith(`${title}. `));
    assert.deepEqual(alarm, {
      name: "kms-monitoring-test-warning-AlertsNotDelivered-info",
      namespace: "AWS/SNS",
      metricName: "NumberOfNotificationsFailed",
      dimensions: { TopicName: "existing" },
      statistic: "Sum",
      period: 300,
      evaluationPeriods: 1,
      threshold: 1,
      comparisonOperator: "GreaterThanOrEqualToThreshold",
      treatMissingData: "notBreaching",
      alarmActions: ["arn:watchdog"],
      tags: { detection: id },
    });
  });
});
