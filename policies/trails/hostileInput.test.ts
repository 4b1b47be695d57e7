import assert from "node:assert/strict";
import { catalogue } from "../catalogue";
import { type Resource, type Rule, SECRET, UNKNOWN, type Violation } from "../rule";
import { cloudtrailTrailLogsKmsEvents } from "../rules/cloudtrailTrailLogsKmsEvents";

// Input that is made to crash the judgement, to hang it, or to slip through: no rule of the catalogue throws or takes long, and
// the rule on what trails log refuses each case.

const TRAIL = "aws:cloudtrail/trail:Trail";
const STORE = "aws:cloudtrail/eventDataStore:EventDataStore";
const STACK = "aws:cloudformation/stack:Stack";
const CONTROL = "aws:cloudcontrol/resource:Resource";
/** Far more than it takes, for slow machines: what grows faster than its input takes hours. */
const MOST_MILLISECONDS = 20_000;
const LONGEST_MESSAGE = 20_000;
const TEMPLATE_BYTES = 51_200;
const DEEP = 100_000;

const LONG = "x".repeat(100 * 1024 * 1024);
const MANAGEMENT = { field: "eventCategory", equals: ["Management"] };
const EXCLUDING = { excludeManagementEventSources: ["kms.amazonaws.com"] };

const many = <T>(count: number, item: T): readonly T[] => Array.from({ length: count }, () => item);

function nested(depth: number): unknown {
  let value: unknown = [];
  for (let level = 0; level < depth; level += 1) value = level % 2 === 0 ? [value] : { a: value };
  return value;
}

function cyclicRecord(): Record<string, unknown> {
  const record: Record<string, unknown> = {};
  for (const key of ["readWriteType", "fieldSelectors", "field", "equals", "Resources", "Type"]) {
    record[key] = record;
  }
  return record;
}

function cyclicList(): unknown[] {
  const list: unknown[] = [];
  list.push(list, list);
  return list;
}

const filled = (text: string): string => text.repeat(TEMPLATE_BYTES / text.length);
const state = (desiredState: unknown): Resource["props"] => ({
  typeName: "AWS::CloudTrail::Trail",
  desiredState,
});
const body = (templateBody: unknown): Resource["props"] => ({ templateBody });
const advanced = (...fieldSelectors: readonly unknown[]): Resource["props"] => ({
  advancedEventSelectors: [{ fieldSelectors }],
});
/** Nine aliases of nine aliases, and so on: a billion at the end. */
const BOMB = Array.from(
  { length: 9 },
  (_, level) => `a${level}: &a${level} [${many(9, level === 0 ? "x" : `*a${level - 1}`).join()}]`,
).join("\n");
const loops = (depth: number): string =>
  `{"Resources":${'{"Fn::ForEach::a":["x",[],'.repeat(depth)}{}${"]}".repeat(depth)}}`;

const HOSTILE: Readonly<Record<string, readonly [string, Resource["props"]]>> = {
  "100 MB of text for selectors": [TRAIL, { eventSelectors: LONG }],
  "100 MB of text for readWriteType": [TRAIL, { eventSelectors: [{ readWriteType: LONG }] }],
  "100 MB of text as a source, a field and a value": [
    TRAIL,
    advanced(MANAGEMENT, { field: LONG, equals: [LONG] }, { field: "readOnly", equals: [LONG] }),
  ],
  "100 MB of text as the name of a selector": [
    TRAIL,
    { advancedEventSelectors: [{ name: LONG, fieldSelectors: [] }] },
  ],
  "100 MB of text as a key": [TRAIL, { eventSelectors: [{ [LONG]: true }] }],
  "100 MB of text as an event source of a store": [
    STORE,
    advanced(MANAGEMENT, { field: "eventSource", startsWiths: [LONG] }),
  ],
  "100 MB of text for a template": [STACK, body(LONG)],
  "100 MB of text for a template URL": [STACK, { templateUrl: LONG }],
  "100 MB of text for a desired state": [CONTROL, state(LONG)],
  "100 MB of JSON for a desired state": [CONTROL, state(`["${LONG}"]`)],
  "10,000 selectors, each of them excluding": [TRAIL, { eventSelectors: many(10_000, EXCLUDING) }],
  "10,000 advanced selectors with 100 fields each": [
    TRAIL,
    { advancedEventSelectors: many(10_000, { fieldSelectors: many(100, { field: "x" }) }) },
  ],
  "10,000 sources of a store, each of them excluding": [
    STORE,
    advanced(MANAGEMENT, { field: "eventSource", notEquals: many(10_000, "kms.amazonaws.com") }),
  ],
  "a million sources, none of them known": [
    TRAIL,
    { eventSelectors: [{ excludeManagementEventSources: many(1_000_000, 7) }] },
  ],
  "selectors that nest 100,000 levels deep": [TRAIL, { eventSelectors: nested(DEEP) }],
  "field selectors that nest 100,000 levels deep": [TRAIL, advanced(nested(DEEP))],
  "a template object that nests 100,000 levels deep": [STACK, body({ Resources: nested(DEEP) })],
  "a cyclic selector": [TRAIL, { eventSelectors: [cyclicRecord()] }],
  "a cyclic list of selectors": [TRAIL, { advancedEventSelectors: cyclicList() }],
  "a cyclic template": [STACK, body(cyclicRecord())],
  "a cyclic list for a template": [STACK, body(cyclicList())],
  "a desired state that nests 100,000 levels deep": [
    CONTROL,
    state(`${"[".repeat(DEEP)}${"]".repeat(DEEP)}`),
  ],
  "a desired state with 100,000 objects in one another": [
    CONTROL,
    state(`${'{"EventSelectors":'.repeat(50_000)}1${"}".repeat(50_000)}`),
  ],
  "a template with loops in loops": [STACK, body(loops(800))],
  "a YAML bomb": [STACK, body(BOMB)],
  "an endless YAML alias": [STACK, body("Resources: &a { A: *a }")],
  "open brackets": [STACK, body(filled("["))],
  "open braces": [STACK, body(filled("{a: "))],
  "nested dashes": [STACK, body(filled("- "))],
  "nested questions": [STACK, body(filled("? "))],
  "brackets that close again": [STACK, body(filled("[").slice(0, 25_600) + "]".repeat(25_600))],
  commas: [STACK, body(`[${filled(",").slice(2)}]`)],
  quotes: [STACK, body(filled('"'))],
  tags: [STACK, body(filled("!a "))],
  anchors: [STACK, body(filled("&a "))],
  "document marks": [STACK, body(filled("--- "))],
  "thousands of empty documents": [STACK, body("---\n".repeat(12_000))],
  "null characters": [STACK, body(filled("\0"))],
  "half a surrogate pair": [STACK, body(filled("\uD800").slice(0, 10_000))],
  "one byte more than CloudFormation takes": [STACK, body(`{"Resources":{}}${" ".repeat(51_185)}`)],
  "more bytes than characters": [STACK, body(`{"Resources":{"${"é".repeat(25_600)}":{}}}`)],
  "a number for selectors": [TRAIL, { eventSelectors: 7 }],
  "a function for selectors": [TRAIL, { eventSelectors: () => [] }],
  "a big integer for a value": [TRAIL, { eventSelectors: [{ readWriteType: 7n }] }],
  "a date for a value": [TRAIL, { eventSelectors: [{ includeManagementEvents: new Date(0) }] }],
  "a symbol for a field": [TRAIL, advanced(MANAGEMENT, { field: Symbol("eventName") })],
  "a number for a template": [STACK, body(7)],
  "a boolean for a desired state": [CONTROL, state(true)],
  "a selector without a prototype": [
    TRAIL,
    { eventSelectors: [Object.assign(Object.create(null) as object, EXCLUDING)] },
  ],
  "a list with a hole": [STORE, { advancedEventSelectors: Array<unknown>(1) }],
};

/** Every type that a rule looks at; stack rules do not name theirs. */
const TYPES = new Set(catalogue.flatMap((rule) => ("types" in rule ? rule.types : [])));

/** A kilobyte that no text of ordinary length matches, though every beginning of one does. */
const STARS = "*a".repeat(512);
const pattern = (...eventName: readonly unknown[]): string =>
  JSON.stringify({ source: ["aws.kms"], detail: { eventName } });
const statement = (Action: unknown, Resource: unknown = "*"): string =>
  JSON.stringify({ Statement: [{ Effect: "Allow", Principal: "*", Action, Resource }] });
const ors = (depth: number): unknown =>
  depth === 0 ? ["a"] : { $or: many(2, { [`a${depth}`]: ors(depth - 1) }) };

/** What stands in each property of a resource, one at a time. */
const HOSTILE_VALUES: Readonly<Record<string, unknown>> = {
  "10 MB of text": "x".repeat(10 * 1024 * 1024),
  "a megabyte of stars": "*".repeat(1024 * 1024),
  "a megabyte of brackets": "[".repeat(1024 * 1024),
  "a megabyte of unclosed text": `{"a":"${"\\".repeat(1024 * 1024)}`,
  "JSON that nests 100,000 levels deep": `${'{"Statement":['.repeat(DEEP)}${"]}".repeat(DEEP)}`,
  "an object that nests 100,000 levels deep": nested(DEEP),
  "a cyclic record": cyclicRecord(),
  "a cyclic list": cyclicList(),
  "a pattern of events with many stars": pattern({ wildcard: STARS }),
  "a pattern of events with many names": pattern(...many(10_000, { prefix: "Disable" })),
  "a pattern of events with alternatives in alternatives": JSON.stringify(ors(12)),
  "a pattern of events that nests deep": `${'{"detail":'.repeat(DEEP)}["x"]${"}".repeat(DEEP)}`,
  "a filter of logs with many stars": `{ ($.eventSource = kms.amazonaws.com) && ($.eventName = ${STARS}) }`,
  "a filter of logs with many brackets": `${"(".repeat(DEEP)}$.eventSource = kms.amazonaws.com${")".repeat(DEEP)}`,
  "a filter of logs with many blanks": `{ $.eventSource = kms.amazonaws.com ${" ".repeat(DEEP)}&& `,
  "a policy with many stars": statement(`kms:${STARS}`, `arn:aws:s3:::${STARS}`),
  "a policy with many actions": statement(many(10_000, "cloudtrail:*a*")),
  "10,000 texts": many(10_000, "kms.amazonaws.com"),
  "10,000 objects": many(10_000, { Effect: "Allow", Action: "*", Resource: "*", Principal: "*" }),
  "a list with a hole": Array<unknown>(1),
  "an object without a prototype": Object.create(null),
  "a number": 7,
  "a big integer": 7n,
  "a function": () => [],
  "a symbol": Symbol("x"),
  "a date": new Date(0),
  unknown: UNKNOWN,
  "a secret": SECRET,
  nothing: null,
};

/** Whatever property a rule asks for is there and has the value. */
function withEverywhere(value: unknown): Resource["props"] {
  const descriptor = { value, enumerable: true, configurable: true, writable: true };
  return new Proxy<Record<string, unknown>>(
    {},
    {
      get: (_, key) => (typeof key === "string" ? value : undefined),
      has: () => true,
      getOwnPropertyDescriptor: () => descriptor,
    },
  );
}

describe("hostile input", () => {
  for (const [what, [type, props]] of Object.entries(HOSTILE)) {
    it(`is refused in time: ${what}`, () => {
      const violations = catalogue.map((rule) => judgedInTime(rule, type, props));
      const ofCore = violations[catalogue.indexOf(cloudtrailTrailLogsKmsEvents)] ?? [];
      assert.equal(ofCore.length > 0, true, "passed");
    });
  }

  for (const [what, value] of Object.entries(HOSTILE_VALUES)) {
    it(`is judged in time in every property of every type: ${what}`, () => {
      for (const type of TYPES) {
        for (const rule of catalogue) judgedInTime(rule, type, withEverywhere(value));
      }
    });
  }
});

/** Fails if the rule takes long or says too much. */
function judgedInTime(rule: Rule, type: string, props: Resource["props"]): readonly Violation[] {
  const resource = { type, name: "x", urn: "urn", props, protect: false, ignoreChanges: [] };
  // Not the time on the clock: other programs may keep the machine busy.
  const start = process.cpuUsage();
  const violations = judged(rule, resource);
  const { user, system } = process.cpuUsage(start);
  const milliseconds = (user + system) / 1_000;
  const longest = Math.max(0, ...violations.slice(0, 100).map(textLength));
  const where = `${rule.name} on ${type}`;
  assert.equal(milliseconds < MOST_MILLISECONDS, true, `${where} took ${milliseconds} ms`);
  assert.equal(longest < LONGEST_MESSAGE, true, `${where}: a message has ${longest} characters`);
  return violations;
}

function judged(rule: Rule, resource: Resource): readonly Violation[] {
  const settings = rule.settings.parse({});
  if ("judgeStack" in rule) {
    return rule.judgeStack([resource], settings).map(({ violation }) => violation);
  }
  return rule.types.includes(resource.type) ? rule.judge(resource, settings) : [];
}

function textLength({ path, why, fix }: Violation): number {
  return path.length + why.length + fix.length;
}
