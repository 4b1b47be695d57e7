import assert from "node:assert/strict";
import fc from "fast-check";
import { recordDetections } from "../detections/catalogue";
import type { CloudTrailRecord } from "../detections/detection";
import { filterPatternOf, subscriptionPatternOf } from "../detections/filterPattern";
import { matchesFilterPattern } from "../filterPatterns/match";
import { parseFilterPattern } from "../filterPatterns/parse";
import { eventLooks } from "./eventLooks";
import { filterLooks } from "./filterLooks";
import { reducer } from "./looks";

const ownNames = { prefix: "kms", trailName: "trail", logGroupName: "group" };
const reducedBy = (pattern: string, record: object) =>
  reducer(filterLooks(parseFilterPattern(pattern)))(record);
const reducedEvent = (pattern: object, event: object) =>
  reducer(eventLooks(JSON.stringify(pattern)))(event);

describe("reducing a record to what a filter pattern looks at", () => {
  it("keeps the fields, and of texts what is compared", () => {
    const record = {
      a: "x",
      b: { c: "long text", d: 1 },
      e: "kms.amazonaws.com",
      f: [1],
      g: {},
      h: 5,
    };
    assert.deepEqual(
      reducedBy(
        '{ $.a = "y" && $.b.c = "*xt" && $.e = kms* && $.f[0] = 1 && $.g NOT EXISTS }',
        record,
      ),
      { a: "other", b: { c: "~xt" }, e: "kms~", f: [1], g: {} },
    );
  });

  it("keeps a whole text for wildcards within it and regular expressions", () => {
    const record = { a: "one two three", b: "one two three", c: "🔑".repeat(9) };
    assert.deepEqual(reducedBy("{ $.a = *two* && $.b = %t.o% && $.c = a* }", record), record);
  });

  it("leaves few of any number of texts", () => {
    const pattern = '{ $.a = "User*" || $.a = "* is pending deletion." }';
    const endings = ["on.", "deletion.", " is pending deletion.", "!"];
    const texts = Array.from(
      { length: 10_000 },
      (_, index) => `${index % 2 ? "User" : "Use"} ${index}${endings[index % 4]}`,
    );
    const reduced = new Set(texts.map((a) => JSON.stringify(reducedBy(pattern, { a }))));
    assert.equal(reduced.size, 4);
  });

  it("tells a text that stands for others from those that a pattern names", () => {
    assert.deepEqual(reducedBy("{ $.a = other || $.a = x }", { a: "z" }), { a: "other-" });
    assert.deepEqual(reducedBy("{ $.a = abcd || $.a = ab* }", { a: "abcd" }), { a: "abcd" });
    assert.deepEqual(reducedBy('{ $.a = "~zz" || $.a = *zz }', { a: "aa-zz" }), { a: "aa-zz" });
    assert.deepEqual(reducedBy('{ $.a = "*~zz" }', { a: "aa-zz" }), { a: "aa-zz" });
  });

  it("changes nothing in what every pattern of the catalogue says", () => {
    const patterns = [
      ...recordDetections.map(({ calls }) => filterPatternOf(calls, ownNames)),
      subscriptionPatternOf(recordDetections),
    ].map((text) => parseFilterPattern(text));
    const records = recordDetections.flatMap(({ matching, notMatching }) => [
      ...matching,
      ...notMatching,
    ]);
    const differing = patterns.flatMap((pattern) => {
      const reduce = reducer(filterLooks(pattern));
      const says = (record: object) => matchesFilterPattern(pattern, record);
      return records.filter((record) => says(record) !== says(reduce(record)));
    });
    assert.deepEqual(differing, []);
    assert.ok(records.length > 100);
  });

  it("changes nothing in what random patterns say of random records", () => {
    const word = fc.string({ unit: fc.constantFrom("a", "b", "~"), maxLength: 12 });
    const operand = fc.oneof(
      word.map((text) => `"${text}"`),
      word.map((text) => `"*${text}"`),
      word.map((text) => `"${text}*"`),
      fc.tuple(word, word).map(([first, last]) => `"*${first}*${last}"`),
      fc.integer({ min: 0, max: 3 }).map(String),
    );
    const field = fc.constantFrom("$.a", "$.b.c", "$.b", "$.d[0]");
    const test = fc.oneof(
      fc.tuple(field, fc.constantFrom("=", "!="), operand).map((parts) => `(${parts.join(" ")})`),
      fc
        .tuple(field, fc.constantFrom("NOT EXISTS", "IS NULL", "IS TRUE"))
        .map((parts) => `(${parts.join(" ")})`),
    );
    const pattern = fc
      .tuple(fc.array(test, { minLength: 1, maxLength: 4 }), fc.constantFrom(" && ", " || "))
      .map(([tests, operator]) => `{ ${tests.join(operator)} }`);
    const value = fc.oneof(word, fc.constantFrom(null, true, 1, "1", {}, []));
    const record = fc.record(
      {
        a: value,
        b: fc.oneof(value, fc.record({ c: value })),
        d: fc.array(value, { maxLength: 2 }),
      },
      { requiredKeys: [] },
    );
    fc.assert(
      fc.property(pattern, record, (text, one) => {
        const parsed = parseFilterPattern(text);
        const reduced = reducer(filterLooks(parsed))(one);
        assert.equal(matchesFilterPattern(parsed, reduced), matchesFilterPattern(parsed, one));
      }),
      { numRuns: 3000 },
    );
  });
});

describe("reducing an event to what an event pattern looks at", () => {
  const detail: CloudTrailRecord = {
    eventName: "DisableKey",
    errorMessage: "arn:aws:kms:us-west-2:111122223333:key/1 is pending deletion.",
    readOnly: false,
    resources: [{ ARN: "arn:1", type: "key" }, { ARN: "arn:2" }],
    other: 1,
  };

  it("keeps named values and puts all others together", () => {
    const pattern = {
      "detail-type": ["x"],
      detail: { eventName: ["DisableKey", "EnableKey"], readOnly: [true] },
    };
    assert.deepEqual(reducedEvent(pattern, { "detail-type": "y", source: "s", detail }), {
      "detail-type": "other",
      detail: { eventName: "DisableKey", readOnly: false },
    });
  });

  it("keeps the ends that prefixes and suffixes look at", () => {
    const pattern = { detail: { errorMessage: [{ suffix: "deletion." }, { prefix: "User" }] } };
    assert.deepEqual(reducedEvent(pattern, { detail }), {
      detail: { errorMessage: "~deletion." },
    });
  });

  it("looks into lists, and into each side of $or", () => {
    const pattern = {
      $or: [
        { detail: { resources: { ARN: ["arn:1"] } } },
        { detail: { eventName: [{ wildcard: "D*y" }] } },
      ],
    };
    assert.deepEqual(reducedEvent(pattern, { detail }), {
      detail: { resources: [{ ARN: "arn:1" }, { ARN: "other" }], eventName: "DisableKey" },
    });
  });

  const kept: readonly unknown[] = [
    { wildcard: "a*b*c" },
    { "equals-ignore-case": "a" },
    { cidr: "10.0.0.0/24" },
    { "anything-but": { prefix: "a" } },
    { prefix: { "equals-ignore-case": "a" } },
    { numeric: [">", 1] },
  ];
  for (const filter of kept) {
    it(`keeps the whole value for ${JSON.stringify(filter)}`, () => {
      const event = { detail: { a: "something longer" } };
      assert.deepEqual(reducedEvent({ detail: { a: [filter] } }, event), event);
    });
  }

  it("keeps of a value only whether it is there, or is none of the excluded", () => {
    const pattern = {
      detail: {
        a: [{ exists: true }],
        b: [{ "anything-but": ["x", "y"] }],
        c: [{ exists: false }],
      },
    };
    assert.deepEqual(reducedEvent(pattern, { detail: { a: "long", b: "x" } }), {
      detail: { a: "other", b: "x" },
    });
  });
});
