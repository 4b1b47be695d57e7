// Every alarm on a metric, as deployed, over sample series: it fires, stays quiet, and knows what missing data mean.
import assert from "node:assert/strict";
import { evaluateAlarm } from "../local/replay/alarmEvaluation";
import {
  deployedAlarms,
  metricDetectionIds,
  type DeployedAlarm,
} from "./alarmSamples/deployedAlarms";
import { healthSamples } from "./alarmSamples/health";
import { inventorySamples } from "./alarmSamples/inventory";
import { keySamples } from "./alarmSamples/keys";
import { keyStoreSamples } from "./alarmSamples/keyStores";
import type { Sample, Samples } from "./alarmSamples/sample";

const all = { ...healthSamples, ...inventorySamples, ...keySamples, ...keyStoreSamples };

describe("every alarm on a metric", () => {
  const deployed = deployedAlarms();

  /** What each alarm does with each of its samples, where that is not what is expected. */
  function surprises(
    check: (
      samples: Samples,
      alarm: DeployedAlarm["alarm"],
    ) => readonly (readonly [Sample, boolean])[],
  ): readonly string[] {
    return deployed().flatMap(({ detection, alarm }) => {
      const samples = all[detection]?.(alarm);
      assert.ok(samples, `${alarm.AlarmName} has no samples`);
      const checked = check(samples, alarm);
      assert.ok(checked.length > 0, `${alarm.AlarmName} lacks samples of a kind`);
      return checked
        .filter(([, isRight]) => !isRight)
        .map(([{ what }]) => `${alarm.AlarmName}: ${what}`);
    });
  }

  it("is one of a detection, and every detection has samples and alarms", () => {
    const found = [...new Set(deployed().map(({ detection }) => detection))].sort();
    assert.deepEqual(found, metricDetectionIds.toSorted());
    assert.deepEqual(Object.keys(all).sort(), metricDetectionIds.toSorted());
  });

  it("fires", () => {
    const wrong = surprises(({ fires }, alarm) =>
      fires.map((sample) => [sample, evaluateAlarm(alarm, sample, "OK").state === "ALARM"]),
    );
    assert.deepEqual(wrong, []);
  });

  it("stays quiet", () => {
    const wrong = surprises(({ quiet }, alarm) =>
      quiet.map((sample) => [sample, evaluateAlarm(alarm, sample, "OK").state === "OK"]),
    );
    assert.deepEqual(wrong, []);
  });

  it("calms down again", () => {
    const wrong = surprises(({ quiet }, alarm) =>
      quiet.map((sample) => [sample, evaluateAlarm(alarm, sample, "ALARM").state === "OK"]),
    );
    assert.deepEqual(wrong, []);
  });

  it("knows what missing data mean", () => {
    const wrong = surprises(({ missing }, alarm) =>
      missing.flatMap((sample) =>
        (["OK", "ALARM"] as const).map(
          (before) =>
            [sample, evaluateAlarm(alarm, sample, before).state === sample.from[before]] as const,
        ),
      ),
    );
    assert.deepEqual(wrong, []);
  });
});
