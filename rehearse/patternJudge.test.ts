import assert from "node:assert/strict";
import { kmsRecord, sampleKeyArn } from "../detections/kmsRecord";
import { itemIn } from "./item";
import { PatternJudge } from "./patternJudge";
import { testEventPattern, testFilterPattern } from "./sampleTests";

/** Counts what AWS is asked. */
function counted() {
  const asked = { events: 0, filters: [] as number[] };
  const judge = new PatternJudge({
    testEventPattern: (pattern, event) => {
      asked.events += 1;
      return testEventPattern(pattern, event);
    },
    testFilterPattern: (pattern, messages) => {
      asked.filters.push(messages.length);
      assert.equal(new Set(messages).size, messages.length);
      return testFilterPattern(pattern, messages);
    },
  });
  return { asked, judge };
}

const records = Array.from({ length: 10_000 }, (_, index) => ({
  ...kmsRecord({
    eventName: index % 100 === 0 ? "DisableKey" : `Call${index}`,
    keyArn: sampleKeyArn,
    readOnly: false,
  }),
  eventID: String(index),
}));

describe("asking AWS about patterns", () => {
  it("asks once for all events that a pattern cannot tell apart", async () => {
    const { asked, judge } = counted();
    const pattern = JSON.stringify({ detail: { eventName: ["DisableKey", "EnableKey"] } });
    const answers = await Promise.all(
      records.map((record) => {
        const item = itemIn(record);
        assert.ok(typeof item === "object");
        return judge.event(pattern, item.event);
      }),
    );
    assert.equal(answers.filter((matches) => matches).length, 100);
    assert.deepEqual(asked, { events: 2, filters: [] });
  });

  it("asks once for all records that a filter pattern cannot tell apart", async () => {
    const { asked, judge } = counted();
    const pattern = '{ $.eventName = "DisableKey" && $.errorCode NOT EXISTS }';
    const answers = await Promise.all(records.map((record) => judge.filter(pattern, record)));
    assert.equal(answers.filter((matches) => matches).length, 100);
    assert.deepEqual(asked, { events: 0, filters: [2] });
  });

  it("asks about 50 different records at once, and never again", async () => {
    const { asked, judge } = counted();
    const some = records.slice(1, 100);
    const ask = () =>
      Promise.all(some.map((record) => judge.filter("{ $.eventName = *all1* }", record)));
    const answers = await ask();
    assert.equal(answers.filter((matches) => matches).length, 11);
    assert.deepEqual(await ask(), answers);
    assert.deepEqual(asked.filters, [50, 49]);
  });

  it("hands on why AWS did not answer", async () => {
    const failing = () => Promise.reject(new Error("throttled"));
    const judge = new PatternJudge({ testEventPattern: failing, testFilterPattern: failing });
    await assert.rejects(judge.filter("{ $.a = 1 }", { a: 1 }), { message: "throttled" });
    const item = itemIn(records[0]);
    assert.ok(typeof item === "object");
    await assert.rejects(judge.event('{"source":["a"]}', item.event), { message: "throttled" });
  });
});
