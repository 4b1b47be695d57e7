import assert from "node:assert/strict";
import { kmsRecord, sampleKeyArn } from "../detections/kmsRecord";
import { FormatterRun } from "./formatterRun";
import { itemIn } from "./item";
import { HOME, sampleStack } from "./sampleStack";

describe("the formatter's memory while rehearsing", () => {
  it("keeps the latest acts only, in whatever order of time they come", async () => {
    const { formatter } = sampleStack;
    assert.ok(formatter);
    const run = new FormatterRun(formatter, HOME, 2);
    const told: string[] = [];
    const years = { a: "2023", b: "2021", c: "2022" };
    for (const [index, eventID] of (["a", "b", "a", "c", "c", "a", "b"] as const).entries()) {
      const eventTime = `${years[eventID]}-07-14T20:17:42Z`;
      const call = { eventName: "DisableKey", readOnly: false, keyArn: sampleKeyArn, eventTime };
      const item = itemIn({ ...kmsRecord(call), eventID });
      assert.ok(typeof item === "object");
      const { messages, repeated } = await run.run(item, { file: "f", record: index });
      told.push(
        ...messages.map(() => `${eventID} told`),
        ...repeated.map((one) => `${eventID} as ${one.record}`),
      );
    }
    assert.deepEqual(told, ["a told", "b told", "a as 0", "c told", "c as 3", "a told", "b told"]);
  });
});
