import assert from "node:assert/strict";
import fc from "fast-check";
import { kmsBlindSpots, managementEventIsLogged } from "./loggedEvents";
import { UNKNOWN } from "../rule";
import { PULUMI_NAMES } from "./selectorNames";

// The judgement compared with a brute-force oracle, written the other way round: it lists every form of selector that
// CloudTrail accepts with the events that pass it, and takes anything that is not in the list to pass nothing.

const KMS = "kms.amazonaws.com";
const RDS = "rdsdata.amazonaws.com";
const EVENTS = [KMS, RDS, "sts.amazonaws.com"].flatMap((eventSource) =>
  [true, false].map((readOnly) => ({ eventSource, readOnly })),
);

type Event = (typeof EVENTS)[number];
type Passes = (event: Event) => boolean;

const SINGLE_VALUES = ["readWriteType", "includeManagementEvents"];

/** One text for all ways to write the same thing: no nulls, no empty lists, no repeats, sorted. */
function canonical(value: unknown): string {
  if (value === UNKNOWN) return "unknown";
  if (Array.isArray(value)) return `[${[...new Set(value.map(canonical))].sort().join()}]`;
  if (typeof value !== "object" || value === null) return JSON.stringify(value) ?? "undefined";
  const texts = Object.entries(value)
    .map(([key, inner]): [string, string] => [key, canonical(inner)])
    .filter(([key, text]) => !(isAbsent(text) && !(text === "[]" && SINGLE_VALUES.includes(key))));
  return `{${texts
    .map((pair) => pair.join("="))
    .sort()
    .join()}}`;
}

function isAbsent(canonicalText: string): boolean {
  return ["null", "undefined", "[]"].includes(canonicalText);
}

const SOURCE_LISTS = [[KMS], [RDS], [KMS, RDS]];

function basicForms(): Map<string, Passes> {
  const forms = new Map<string, Passes>();
  for (const readWriteType of [undefined, "All", "ReadOnly", "WriteOnly"]) {
    for (const includeManagementEvents of [undefined, true]) {
      for (const sources of [[], ...SOURCE_LISTS]) {
        const form = {
          readWriteType,
          includeManagementEvents,
          excludeManagementEventSources: sources,
        };
        const halves =
          readWriteType === "ReadOnly"
            ? [true]
            : readWriteType === "WriteOnly"
              ? [false]
              : [true, false];
        forms.set(
          canonical(form),
          (event) => halves.includes(event.readOnly) && !sources.includes(event.eventSource),
        );
      }
    }
  }
  return forms;
}

const BASIC_FORMS = basicForms();
const CATEGORY = canonical({ field: "eventCategory", equals: ["Management"] });
const FIELD_FORMS = new Map<string, Passes>([
  [CATEGORY, () => true],
  [canonical({ field: "readOnly", equals: ["true"] }), (event) => event.readOnly],
  [canonical({ field: "readOnly", equals: ["false"] }), (event) => !event.readOnly],
  ...SOURCE_LISTS.map((notEquals): [string, Passes] => [
    canonical({ field: "eventSource", notEquals }),
    (event) => !notEquals.includes(event.eventSource),
  ]),
]);

interface Selectors {
  readonly eventSelectors?: unknown;
  readonly advancedEventSelectors?: unknown;
}

/** Reads the selectors once, and answers for each event. */
function oracle({ eventSelectors, advancedEventSelectors }: Selectors): Passes {
  const absent = (list: unknown): boolean => isAbsent(canonical(list));
  if (absent(eventSelectors) && absent(advancedEventSelectors)) return () => true;
  if (!absent(eventSelectors) && !absent(advancedEventSelectors)) return () => false;
  const passes = [
    ...listed(eventSelectors).map(passesBasic),
    ...listed(advancedEventSelectors).map(passesAdvanced),
  ];
  return (event) => passes.some((pass) => pass(event));
}

function listed(value: unknown): readonly unknown[] {
  return Array.isArray(value) ? value : [];
}

/** The properties of a selector, without those that say nothing about management events. */
function judgedProperties(selector: unknown, ignored: string): Record<string, unknown> | undefined {
  return typeof selector === "object" && selector !== null && !Array.isArray(selector)
    ? { ...selector, [ignored]: undefined }
    : undefined;
}

const NOTHING: Passes = () => false;

function passesBasic(selector: unknown): Passes {
  const properties = judgedProperties(selector, "dataResources");
  return (properties && BASIC_FORMS.get(canonical(properties))) ?? NOTHING;
}

function passesAdvanced(selector: unknown): Passes {
  const properties = judgedProperties(selector, "name");
  if (properties === undefined) return NOTHING;
  const forms = listed(properties["fieldSelectors"]).map(canonical);
  const understood =
    canonical({ ...properties, fieldSelectors: [] }) === "{}" && forms.includes(CATEGORY);
  return understood
    ? (event) => forms.every((form) => FIELD_FORMS.get(form)?.(event) ?? false)
    : NOTHING;
}

/** Mostly what CloudTrail accepts, so that both answers are common; else anything. */
const anything = fc.constantFrom<unknown>(
  null,
  undefined,
  UNKNOWN,
  "",
  "all",
  "true",
  false,
  true,
  0,
  KMS,
  [],
  {},
  [null],
  [""],
  [KMS],
  [UNKNOWN],
  [[KMS]],
  ["KMS.amazonaws.com"],
  ["true", "false"],
  ["maybe"],
  ["Data"],
  { field: "eventName" },
);
const mostly = (...values: readonly unknown[]): fc.Arbitrary<unknown> =>
  fc.oneof(
    { weight: 12, arbitrary: fc.constantFrom(...values) },
    { weight: 1, arbitrary: anything },
  );
const listOf = (item: fc.Arbitrary<unknown>, maxLength: number): fc.Arbitrary<unknown> =>
  fc.oneof(
    { weight: 12, arbitrary: fc.array(item, { maxLength }) },
    { weight: 1, arbitrary: anything },
  );
const some = (properties: Record<string, fc.Arbitrary<unknown>>): fc.Arbitrary<unknown> =>
  fc.oneof(
    { weight: 20, arbitrary: fc.record(properties, { requiredKeys: [] }) },
    { weight: 1, arbitrary: anything },
  );

const sources = mostly([], [KMS], [RDS], [RDS, RDS], [RDS, KMS]);
const basicSelector = fc.oneof(
  some({
    readWriteType: mostly("All", "ReadOnly", "WriteOnly", null),
    includeManagementEvents: mostly(true, true, true, false, null),
    excludeManagementEventSources: sources,
    dataResources: anything,
  }),
  some({ readWriteType: fc.constant("All"), typo: anything }),
);
const category = mostly(
  { field: "eventCategory", equals: ["Management"] },
  { field: "eventCategory", equals: ["Management", "Management"], notEquals: [] },
  { field: "eventCategory", equals: ["Data"] },
);
const otherField = fc.oneof(
  some({
    field: fc.constant("readOnly"),
    equals: mostly(["true"], ["false"]),
    endsWiths: anything,
  }),
  mostly({ field: "readOnly", equals: ["true"] }, { field: "readOnly", equals: ["false"] }),
  some({ field: fc.constant("eventSource"), notEquals: sources, equals: anything }),
  mostly({ field: "eventSource", notEquals: [RDS] }, { field: "eventSource", notEquals: [KMS] }),
  mostly(
    { field: "eventName", equals: ["Decrypt"] },
    { field: "eventCategory", equals: ["Management"] },
  ),
);
const advancedSelector = some({
  name: anything,
  fieldSelectors: fc.oneof(
    {
      weight: 8,
      arbitrary: fc
        .tuple(category, fc.array(otherField, { maxLength: 2 }))
        .map(([first, rest]) => [first, ...rest]),
    },
    { weight: 1, arbitrary: listOf(otherField, 2) },
  ),
});
const selectors = fc.oneof(
  { weight: 10, arbitrary: fc.record({ eventSelectors: listOf(basicSelector, 3) }) },
  { weight: 10, arbitrary: fc.record({ advancedEventSelectors: listOf(advancedSelector, 3) }) },
  {
    weight: 1,
    arbitrary: fc.record({
      eventSelectors: listOf(basicSelector, 2),
      advancedEventSelectors: listOf(advancedSelector, 2),
    }),
  },
);

describe("the judgement of selectors, against a brute-force oracle", function () {
  it("agrees in 100,000 cases, on every event and on the KMS events that are missed", () => {
    const answers = { true: 0, false: 0 };
    fc.assert(
      fc.property(selectors, (given) => {
        const expected = oracle(given);
        for (const event of EVENTS) {
          answers[`${expected(event)}`] += 1;
          assert.equal(managementEventIsLogged(given, event, PULUMI_NAMES), expected(event));
        }
        const missed = EVENTS.filter((event) => event.eventSource === KMS && !expected(event));
        const found = new Set(
          kmsBlindSpots(given, PULUMI_NAMES).flatMap((spot) => spot.missing.split(" and ")),
        );
        assert.equal(
          [...found].sort().join(),
          missed
            .map((event) => (event.readOnly ? "reads" : "writes"))
            .sort()
            .join(),
        );
      }),
      { numRuns: 100_000 },
    );
    assert.equal(Math.min(answers.true, answers.false) > 100_000, true, JSON.stringify(answers));
  });

  it("says the same of the same selectors in AWS's names", () => {
    fc.assert(
      fc.property(selectors, (given) => {
        const inAwsNames = capitalised(given) as object;
        const expected = oracle(given);
        for (const event of EVENTS) {
          assert.equal(managementEventIsLogged(inAwsNames, event), expected(event));
        }
      }),
      { numRuns: 2_000 },
    );
  });

  it("never accepts an unknown value where some value would be refused", () => {
    fc.assert(
      fc.property(selectors, fc.nat(), (given, pick) => {
        const masked = withOneUnknown(given, pick);
        if (kmsBlindSpots(masked, PULUMI_NAMES).length === 0) {
          assert.deepEqual(kmsBlindSpots(given, PULUMI_NAMES), []);
        }
      }),
      { numRuns: 5_000 },
    );
  });
});

/** eventSelectors -> EventSelectors, startsWiths -> StartsWith, in every object inside. */
function capitalised(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(capitalised);
  if (typeof value !== "object" || value === null) return value;
  return Object.fromEntries(
    Object.entries(value).map(([key, inner]) => [
      key.charAt(0).toUpperCase() + key.slice(1).replace(/Withs$/, "With"),
      capitalised(inner),
    ]),
  );
}

/** A copy in which one value, at any depth, is unknown. */
function withOneUnknown(given: Selectors, pick: number): Selectors {
  const places: (() => void)[] = [];
  const copy: unknown = structuredCloneWithSymbols(given);
  const visit = (owner: Record<string | number, unknown> | unknown[]): void => {
    for (const [key, inner] of Object.entries(owner)) {
      places.push(() => {
        (owner as Record<string, unknown>)[key] = UNKNOWN;
      });
      if (typeof inner === "object" && inner !== null) visit(inner as Record<string, unknown>);
    }
  };
  visit(copy as Record<string, unknown>);
  places[pick % places.length]?.();
  return copy as Selectors;
}

function structuredCloneWithSymbols(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(structuredCloneWithSymbols);
  if (typeof value !== "object" || value === null) return value;
  return Object.fromEntries(
    Object.entries(value).map(([key, inner]) => [key, structuredCloneWithSymbols(inner)]),
  );
}
