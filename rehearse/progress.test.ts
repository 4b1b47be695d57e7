import assert from "node:assert/strict";
import { Progress } from "./progress";

/** What is said while 500 records come in each second. */
function said(isTerminal: boolean, seconds: number): readonly string[] {
  const lines: string[] = [];
  let now = 0;
  const progress = new Progress(
    { isTerminal },
    (line) => lines.push(line),
    () => now,
  );
  for (let second = 1; second <= seconds; second += 1) {
    now = second * 1000;
    progress.add(500);
  }
  return lines;
}

describe("the progress of a rehearsal", () => {
  it("is told every five seconds on a terminal, and every half a minute elsewhere", () => {
    assert.deepEqual(said(true, 11), ["2,500 records in 5 s ...", "5,000 records in 10 s ..."]);
    assert.deepEqual(said(false, 65), ["15,000 records in 30 s ...", "30,000 records in 60 s ..."]);
  });

  it("is not told of what is done at once", () => {
    assert.deepEqual([...said(true, 4), ...said(false, 29)], []);
  });
});
