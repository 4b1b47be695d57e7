import assert from "node:assert/strict";
import type { Incident } from "./incident";
import { isRight, type ReplayRow } from "./replay";
import { reportOf } from "./report";

const incident: Incident = {
  title: "A key is used",
  happen: () => Promise.resolve([]),
  expected: [],
};
const expected = { detection: "key-used", severity: "critical", mentions: "key" } as const;
const delivered = {
  severity: "critical",
  detection: "key-used",
  channel: "alarm, SNS critical",
  text: `ALARM: ${"k".repeat(70)}: crossed`,
};

const arrived: ReplayRow = { incident, expected, delivered };
const missing: ReplayRow = { incident, expected, delivered: undefined };
const unexpected: ReplayRow = { incident, expected: undefined, delivered };
const quiet: ReplayRow = { incident, expected: undefined, delivered: undefined };

describe("the report of a replay", () => {
  it("calls a row right when a message came that was expected, or none where none must", () => {
    assert.deepEqual([arrived, missing, unexpected, quiet].map(isRight), [
      true,
      false,
      false,
      true,
    ]);
  });

  it("shows each message whole, wrapped into its column", () => {
    const report = reportOf({ passed: true, rows: [arrived], notes: [] });
    const lastColumn = report.split("\n").map((line) => line.slice(92).trim());
    assert.equal(lastColumn.slice(2).join(""), `ALARM:${"k".repeat(70)}: crossed`);
  });

  it("says how many messages are missing, and how many nobody expected", () => {
    const report = reportOf({ passed: false, rows: [missing, unexpected, quiet], notes: ["x"] });
    assert.match(report, /FAILED +A key is used +key-used +SNS critical +NOTHING ARRIVED/);
    assert.match(report, /FAILED +A key is used +key-used +alarm, SNS/);
    assert.match(report, /ok +A key is used +none +none +nothing, as it must be/);
    assert.match(report, /Note: x\.\n/);
    assert.match(
      report,
      /\nThe replay failed: 1 expected messages did not arrive, and 1 came that nobody expected\.\nnpm run pulumi -- refresh /,
    );
  });
});
