import assert from "node:assert/strict";
import { recordDetections } from "../detections/catalogue";
import type { RecordDetection } from "../detections/detection";
import { keyPendingDeletionUsed } from "../detections/keyUse";
import { inputsOf, mockAws, namesOf, settled, valueOf } from "../tests/mockedAws";
import { ALARM, topicArns } from "../tests/mockedSurroundings";
import type { Alarm } from "./alarm";
import { recordAlarms } from "./recordAlarms";

async function alarmsFor(detections: readonly RecordDetection[]) {
  const made = await mockAws();
  const alarms = recordAlarms("kms", {
    detections,
    ownNames: { prefix: "kms", trailName: "kms-dev", logGroupName: "trail-logs" },
    logGroupName: "trail-logs",
    homeRegion: "us-east-1",
    topicArns,
    controlTopicArn: "arn:controls",
  });
  await settled();
  return { made, alarms };
}

/** @param telling How people hear of it. */
function told(
  telling: RecordDetection["telling"],
  severity: RecordDetection["severity"],
): RecordDetection {
  return { ...keyPendingDeletionUsed, telling, severity };
}

async function describeAlarms(alarms: readonly Alarm[]) {
  return Promise.all(
    alarms.map(async ({ severity, region, arn }) => [severity, region, await valueOf(arn)]),
  );
}

const ID = "key-pending-deletion-used";

describe("recordAlarms", () => {
  it("make an alarm that notifies the topic of the severity where records are counted", async () => {
    const count = { by: "count", threshold: 3, periodSeconds: 60 } as const;
    const { made, alarms } = await alarmsFor([told(count, "warning")]);
    assert.deepEqual(namesOf(made), [`LogMetricFilter kms-${ID}`, `MetricAlarm kms-${ID}`]);
    assert.deepEqual(inputsOf(made, ALARM, `kms-${ID}`)["alarmActions"], ["arn:warning"]);
    assert.deepEqual(await describeAlarms(alarms), [
      ["warning", "us-east-1", `arn:MetricAlarm:kms-${ID}`],
    ]);
  });

  it("make an alarm that notifies the topic of controls where a control looks for one", async () => {
    const { made, alarms } = await alarmsFor([told({ by: "control" }, "info")]);
    assert.deepEqual(namesOf(made), [`LogMetricFilter kms-${ID}`, `MetricAlarm kms-${ID}`]);
    assert.deepEqual(inputsOf(made, ALARM, `kms-${ID}`)["alarmActions"], ["arn:controls"]);
    assert.deepEqual(await describeAlarms(alarms), [
      ["info", "us-east-1", `arn:MetricAlarm:kms-${ID}`],
    ]);
  });

  it("make a second way to people where critical records are told by messages", async () => {
    const { made, alarms } = await alarmsFor([told({ by: "message" }, "critical")]);
    assert.deepEqual(namesOf(made), [
      `CompositeAlarm kms-${ID}`,
      `LogMetricFilter kms-${ID}`,
      `MetricAlarm kms-${ID}`,
      `MetricAlarm kms-${ID}-told`,
    ]);
    const logAlarm = inputsOf(made, ALARM, `kms-${ID}`);
    assert.deepEqual(logAlarm["alarmActions"], []);
    const composite = inputsOf(made, "aws:cloudwatch/compositeAlarm:CompositeAlarm", `kms-${ID}`);
    assert.equal(composite["alarmRule"], `ALARM("${logAlarm["name"]}")`);
    assert.deepEqual(composite["alarmActions"], ["arn:critical"]);
    // The alarm that notifies is the one to know of.
    assert.deepEqual(await describeAlarms(alarms), [
      ["critical", "us-east-1", `arn:CompositeAlarm:kms-${ID}`],
    ]);
  });

  it("give no two alarms of a detection one name, so that a change from one way to the other clashes with nothing", async () => {
    const ways = [
      told({ by: "message" }, "critical"),
      told({ by: "count", threshold: 1, periodSeconds: 60 }, "critical"),
      told({ by: "count", threshold: 1, periodSeconds: 60 }, "warning"),
    ];
    const names: unknown[] = [];
    for (const way of ways) {
      const { made } = await alarmsFor([way]);
      const alarms = made.filter(({ type }) => /:(Metric|Composite)Alarm$/.test(type));
      names.push(...alarms.map(({ inputs }) => inputs["name"] ?? inputs["alarmName"]));
    }
    assert.equal(new Set(names).size, 3 + 1 + 1);
    assert.equal(names.length, 5);
  });

  it("make none where messages tell of what is not critical", async () => {
    for (const severity of ["warning", "info"] as const) {
      const { made, alarms } = await alarmsFor([told({ by: "message" }, severity)]);
      assert.deepEqual(namesOf(made), []);
      assert.deepEqual(alarms, []);
    }
  });

  it("make one that notifies for each detection of the catalogue, but for messages that are not critical", async () => {
    const { alarms } = await alarmsFor(recordDetections);
    const expected = recordDetections.filter(
      ({ telling, severity }) => telling.by !== "message" || severity === "critical",
    );
    assert.deepEqual(
      alarms.map(({ detection }) => detection.id),
      expected.map(({ id }) => id),
    );
  });
});
