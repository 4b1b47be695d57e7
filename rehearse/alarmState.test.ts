import assert from "node:assert/strict";
import { AlarmState, type Change } from "./alarmState";

/** Each time in seconds. */
function changes(threshold: number, seconds: readonly number[]): readonly Change[] {
  const alarm = new AlarmState({ threshold, periodSeconds: 300 });
  return seconds.map((second, index) => alarm.add(second * 1000, index));
}

const went = (count: number): Change => ({ state: "ALARM", count });
const ok = (count: number): Change => ({ state: "OK", count });
const still = (since: number): Change => ({ state: "still", since });

describe("an alarm on the number of records", () => {
  it("goes off once while records go on, and again after a period without", () => {
    assert.deepEqual(changes(1, [0, 299, 598, 898]), [went(1), still(0), still(0), went(1)]);
  });

  it("goes off with the record that makes enough within a period", () => {
    assert.deepEqual(changes(3, [0, 100, 299, 399]), [ok(1), ok(2), went(3), still(2)]);
  });

  it("does not count what is a whole period older", () => {
    assert.deepEqual(changes(3, [0, 100, 300, 400, 401]), [ok(1), ok(2), ok(2), ok(2), went(3)]);
  });

  it("does not mind the order in which records come", () => {
    assert.deepEqual(changes(3, [1000, 200, 0, 1200, 100, 1100]), [
      ok(1),
      ok(1),
      ok(2),
      ok(2),
      went(3),
      went(3),
    ]);
  });

  it("takes 100,000 records of one second without delay", () => {
    const started = performance.now();
    const alarm = new AlarmState({ threshold: 10, periodSeconds: 300 });
    let last: Change = ok(0);
    for (let index = 0; index < 100_000; index += 1) last = alarm.add(1000, index);
    assert.deepEqual(last, still(9));
    assert.ok(performance.now() - started < 5000);
  });
});
