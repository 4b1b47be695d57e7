import assert from "node:assert/strict";
import {
  formatterFailed,
  formatterLostEvents,
  formatterSilent,
  formatterThrottled,
} from "../detections/ownHealth";
import { inputsOf, mockAws, namesOf, settled, type MadeResource } from "../tests/mockedAws";
import { mockedFormatter } from "../tests/mockedFormatter";
import { FormatterHealth } from "./formatterHealth";

const ALARM = "aws:cloudwatch/metricAlarm:MetricAlarm";

describe("FormatterHealth", () => {
  let made: readonly MadeResource[];
  let health: FormatterHealth;

  before(async () => {
    made = await mockAws();
    health = new FormatterHealth("kms", {
      formatter: mockedFormatter(),
      homeRegion: "us-east-1",
      topicArns: { critical: "arn:critical", warning: "arn:warning", info: "arn:info" },
    });
    await settled();
  });

  it("makes four alarms", () => {
    assert.deepEqual(
      namesOf(made).filter((title) => title.startsWith("MetricAlarm ")),
      [
        "MetricAlarm kms-formatter-failed",
        "MetricAlarm kms-formatter-lost-events",
        "MetricAlarm kms-formatter-silent",
        "MetricAlarm kms-formatter-throttled",
      ],
    );
  });

  /** What is the same of an alarm on the function's failures. */
  const common = {
    namespace: "AWS/Lambda",
    dimensions: { FunctionName: "kms-messages" },
    statistic: "Sum",
    evaluationPeriods: 1,
    threshold: 1,
    // Not by way of the formatter.
    alarmActions: ["arn:critical"],
  };
  const failures = [
    // The first retry comes after a minute: only then it is no accident.
    ["formatter-failed", "MessageFormatterFailed", "Errors", 2],
    ["formatter-throttled", "MessageFormatterThrottled", "Throttles", 1],
    ["formatter-lost-events", "MessageFormatterLostEvents", "DestinationDeliveryFailures", 1],
  ] as const;

  for (const [id, name, metricName, threshold] of failures) {
    it(`tells people directly as soon as Lambda counts ${threshold} of ${metricName}`, () => {
      const { alarmDescription, ...alarm } = inputsOf(made, ALARM, `kms-${id}`);
      assert.deepEqual(alarm, {
        ...common,
        name: `kms-monitoring-test-critical-${name}`,
        metricName,
        threshold,
        period: 300,
        comparisonOperator: "GreaterThanOrEqualToThreshold",
        treatMissingData: "notBreaching",
        tags: { detection: id },
      });
      assert.ok(String(alarmDescription).includes(" First: "));
    });
  }

  it("tells people directly when nobody called the function in a quarter of an hour", () => {
    const { alarmDescription, ...alarm } = inputsOf(made, ALARM, "kms-formatter-silent");
    assert.deepEqual(alarm, {
      ...common,
      name: "kms-monitoring-test-critical-MessageFormatterSilent",
      metricName: "Invocations",
      period: 900,
      comparisonOperator: "LessThanThreshold",
      treatMissingData: "breaching",
      tags: { detection: "formatter-silent" },
    });
    assert.match(String(alarmDescription), /^The function that writes the messages was not called/);
  });

  it("says of each alarm which detection, severity and region it is", () => {
    assert.deepEqual(
      health.alarms.map(({ detection, severity, region }) => [detection, severity, region]),
      [formatterFailed, formatterThrottled, formatterSilent, formatterLostEvents].map(
        (detection) => [detection, "critical", "us-east-1"],
      ),
    );
  });
});
