import assert from "node:assert/strict";
import { keyPendingDeletionUsed } from "../detections/keyUse";
import {
  inputsOf,
  mockAws,
  namesOf,
  settled,
  valueOf,
  type MadeResource,
} from "../tests/mockedAws";
import { FallbackAlarm } from "./fallbackAlarm";

const OWN_NAME = "KMSKeyPendingDeletionErrorAlarm";

describe("FallbackAlarm", () => {
  let made: readonly MadeResource[];
  let fallback: FallbackAlarm;

  before(async () => {
    made = await mockAws();
    fallback = new FallbackAlarm("kms", {
      detection: keyPendingDeletionUsed,
      logAlarmName: `kms-monitoring-test-records-${OWN_NAME}`,
      homeRegion: "us-east-1",
      topicArn: "arn:critical",
    });
    await settled();
  });

  it("makes the alarm that speaks and the one that keeps it silent", () => {
    assert.deepEqual(namesOf(made), ["CompositeAlarm kms", "MetricAlarm kms-told"]);
  });

  it("knows from the formatter's metric that it told of this detection in the last 15 minutes", () => {
    assert.deepEqual(inputsOf(made, "aws:cloudwatch/metricAlarm:MetricAlarm", "kms-told"), {
      name: `kms-monitoring-test-told-${OWN_NAME}`,
      alarmDescription: `In ALARM while the formatter has told of key-pending-deletion-used. It keeps kms-monitoring-test-critical-${OWN_NAME}-not-told silent, and notifies nobody.`,
      namespace: "KmsMonitoring",
      metricName: "Told",
      dimensions: { Detection: "key-pending-deletion-used" },
      statistic: "Sum",
      period: 60,
      evaluationPeriods: 15,
      datapointsToAlarm: 1,
      threshold: 1,
      comparisonOperator: "GreaterThanOrEqualToThreshold",
      treatMissingData: "notBreaching",
      tags: { detection: "key-pending-deletion-used" },
    });
  });

  it("goes off with the log alarm, and speaks unless the formatter says within 4 minutes that it told", () => {
    const { alarmDescription, ...alarm } = inputsOf(
      made,
      "aws:cloudwatch/compositeAlarm:CompositeAlarm",
      "kms",
    );
    assert.deepEqual(alarm, {
      alarmName: `kms-monitoring-test-critical-${OWN_NAME}-not-told`,
      alarmRule: `ALARM("kms-monitoring-test-records-${OWN_NAME}")`,
      actionsSuppressor: {
        alarm: `kms-monitoring-test-told-${OWN_NAME}`,
        waitPeriod: 240,
        extensionPeriod: 240,
      },
      alarmActions: ["arn:critical"],
      tags: { detection: "key-pending-deletion-used" },
    });
    const { title, why, runbook } = keyPendingDeletionUsed;
    assert.equal(
      alarmDescription,
      `${title}. ${why} First: ${runbook} No message could be made of it: look for the record in the log group.`,
    );
  });

  it("is the detection's alarm for the rest of the stack", async () => {
    const { arn, ...alarm } = fallback.alarm;
    assert.deepEqual(alarm, {
      detection: keyPendingDeletionUsed,
      severity: "critical",
      region: "us-east-1",
    });
    assert.equal(await valueOf(arn), "arn:CompositeAlarm:kms");
  });
});
