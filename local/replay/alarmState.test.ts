import assert from "node:assert/strict";
import type { StateValue } from "@aws-sdk/client-cloudwatch";
import { alarmStateOf, type Breach, type MissingData } from "./alarmState";

/** As AWS writes data points: 0 within the threshold, X beyond it, - missing. */
function points(text: string): readonly Breach[] {
  return text.split(" ").map((sign) => (sign === "-" ? undefined : sign === "X"));
}

const ways: readonly MissingData[] = ["missing", "ignore", "breaching", "notBreaching"];
const KEPT = "as before";
type Row = readonly [string, readonly (StateValue | typeof KEPT)[]];

/**
 * AWS's own tables: three evaluation periods, five retrieved data points.
 * https://docs.aws.amazon.com/AmazonCloudWatch/latest/monitoring/alarms-and-missing-data.html
 */
const threeOfThree: readonly Row[] = [
  ["0 - X - X", ["OK", "OK", "OK", "OK"]],
  ["- - - - 0", ["OK", "OK", "OK", "OK"]],
  ["- - - - -", ["INSUFFICIENT_DATA", KEPT, "ALARM", "OK"]],
  ["0 X X - X", ["ALARM", "ALARM", "ALARM", "ALARM"]],
  ["- - X - -", ["ALARM", KEPT, "ALARM", "OK"]],
  ["- - - - X", ["INSUFFICIENT_DATA", KEPT, "ALARM", "OK"]],
];
const twoOfThree: readonly Row[] = [
  ["0 - X - X", ["ALARM", "ALARM", "ALARM", "ALARM"]],
  ["0 0 X 0 X", ["ALARM", "ALARM", "ALARM", "ALARM"]],
  ["0 - X - -", ["OK", "OK", "ALARM", "OK"]],
  ["- - - - 0", ["OK", "OK", "ALARM", "OK"]],
  ["- - - X -", ["ALARM", KEPT, "ALARM", "OK"]],
];

describe("alarm states", () => {
  for (const [DatapointsToAlarm, rows] of [
    [3, threeOfThree],
    [2, twoOfThree],
  ] as const) {
    for (const [text, expected] of rows) {
      it(`are AWS's for ${text} with ${DatapointsToAlarm} of 3`, () => {
        for (const before of ["OK", "ALARM", "INSUFFICIENT_DATA"] as const) {
          const states = ways.map((TreatMissingData) =>
            alarmStateOf(
              points(text),
              { EvaluationPeriods: 3, DatapointsToAlarm, TreatMissingData },
              before,
            ),
          );
          assert.deepEqual(
            states,
            expected.map((state) => (state === KEPT ? before : state)),
          );
        }
      });
    }
  }

  it("need all data points if the alarm does not say how many, and take missing data as missing", () => {
    assert.equal(alarmStateOf(points("X X 0 X X"), { EvaluationPeriods: 3 }, "OK"), "OK");
    assert.equal(alarmStateOf(points("0 0 X X X"), { EvaluationPeriods: 3 }, "OK"), "ALARM");
    assert.equal(
      alarmStateOf(points("- - -"), { EvaluationPeriods: 1 }, "OK"),
      "INSUFFICIENT_DATA",
    );
  });
});
