import assert from "node:assert/strict";
import { cloudtrailTrailLogsKmsEvents as rule } from "../rules/cloudtrailTrailLogsKmsEvents";
import type { Resource } from "../rule";

// Input that is made to crash the judgement, to hang it, or to slip through: each case ends within two seconds of work, in a violation.

const TRAIL = "aws:cloudtrail/trail:Trail";
const STORE = "aws:cloudtrail/eventDataStore:EventDataStore";
const STACK = "aws:cloudformation/stack:Stack";
const CONTROL = "aws:cloudcontrol/resource:Resource";
const MOST_MILLISECONDS = 2_000;
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

describe("hostile input", () => {
  for (const [what, [type, props]] of Object.entries(HOSTILE)) {
    it(`is refused in time: ${what}`, () => {
      const resource = { type, name: "x", urn: "urn", props, protect: false, ignoreChanges: [] };
      const start = process.cpuUsage();
      const violations = rule.judge(resource, rule.settings.parse({}));
      const { user, system } = process.cpuUsage(start);
      const longest = Math.max(...violations.slice(0, 100).map(textLength));
      // Not the time on the clock: other programs may keep the machine busy.
      const milliseconds = (user + system) / 1_000;
      assert.equal(milliseconds < MOST_MILLISECONDS, true, `took ${milliseconds} ms`);
      assert.equal(violations.length > 0, true, "passed");
      assert.equal(longest < 20_000, true, `a message has ${longest} characters`);
    });
  }
});

function textLength({ path, why, fix }: ReturnType<typeof rule.judge>[number]): number {
  return path.length + why.length + fix.length;
}
