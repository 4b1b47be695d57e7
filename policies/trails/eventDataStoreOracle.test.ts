import assert from "node:assert/strict";
import fc from "fast-check";
import { kmsBlindSpots } from "./loggedEvents";
import { PULUMI_NAMES } from "./selectorNames";

// The judgement of event data stores, compared with a brute-force oracle: it makes up every KMS event that differs in a field
// that some selector names, and filters each as AWS words it: excluding conditions are ANDed, including ones are ORed, and
// both groups are ANDed. https://docs.aws.amazon.com/awscloudtrail/latest/userguide/filtering-data-events.html

type Fields = Readonly<Record<string, string | undefined>>;
interface FieldSelector {
  readonly field: string;
  readonly equals?: readonly string[];
  readonly startsWiths?: readonly string[];
  readonly endsWiths?: readonly string[];
  readonly notEquals?: readonly string[];
  readonly notStartsWiths?: readonly string[];
  readonly notEndsWiths?: readonly string[];
}
interface Selector {
  readonly fieldSelectors: readonly FieldSelector[];
}

const OPEN_FIELDS = ["eventName", "eventType", "sessionCredentialFromConsole", "userIdentity.arn"];

/** The event lacks a field when its value is undefined: then no condition on it can match. */
function passes(event: Fields, selector: FieldSelector): boolean {
  const value = event[selector.field];
  const hits = (values: readonly string[] | undefined, test: (text: string) => boolean): number =>
    (values ?? []).filter((text) => value !== undefined && test(text)).length;
  const equal = (text: string): boolean => value === text;
  const begins = (text: string): boolean => value?.slice(0, text.length) === text;
  const ends = (text: string): boolean =>
    value !== undefined && value.length >= text.length && value.slice(-text.length) === text;
  const excluded =
    hits(selector.notEquals, equal) +
    hits(selector.notStartsWiths, begins) +
    hits(selector.notEndsWiths, ends);
  const asked = [selector.equals, selector.startsWiths, selector.endsWiths].some(
    (values) => values !== undefined,
  );
  const included =
    hits(selector.equals, equal) +
    hits(selector.startsWiths, begins) +
    hits(selector.endsWiths, ends);
  return excluded === 0 && (!asked || included > 0);
}

/** KMS events that differ in every field that a selector names: each value that is written somewhere, another one, and none. */
function kmsEvents(selectors: readonly Selector[]): readonly Fields[] {
  const fields = selectors.flatMap((selector) => selector.fieldSelectors);
  let events: readonly Fields[] = ["true", "false"].map((readOnly) => ({
    eventCategory: "Management",
    eventSource: "kms.amazonaws.com",
    readOnly,
  }));
  for (const open of OPEN_FIELDS) {
    const written = fields
      .filter(({ field }) => field === open)
      .flatMap((selector) => Object.values(selector).filter(Array.isArray).flat() as string[]);
    if (written.length === 0) continue;
    const values = new Set([undefined, "another", ...written]);
    events = events.flatMap((event) => [...values].map((value) => ({ ...event, [open]: value })));
  }
  return events;
}

/** Undefined if the store asks for no management event at all. */
function logsAllOfKms(selectors: readonly Selector[]): boolean | undefined {
  if (selectors.length === 0) return true;
  const asks = selectors.some((selector) => !isForOtherEvents(selector));
  return asks
    ? kmsEvents(selectors).every((event) =>
        selectors.some(({ fieldSelectors }) =>
          fieldSelectors.every((field) => passes(event, field)),
        ),
      )
    : undefined;
}

function isForOtherEvents({ fieldSelectors }: Selector): boolean {
  return fieldSelectors.some(
    ({ field, equals }) => field === "eventCategory" && equals?.includes("Management") === false,
  );
}

const SOURCES = [
  "kms.amazonaws.com",
  "kms.",
  "k",
  ".amazonaws.com",
  "amazonaws.com",
  "com",
  "sts.amazonaws.com",
  "ec2.",
  "kms",
];
const values = (from: readonly string[]): fc.Arbitrary<readonly string[]> =>
  fc.uniqueArray(fc.constantFrom(...from), { minLength: 1, maxLength: 2 });
const OPERATORS = [
  "equals",
  "startsWiths",
  "endsWiths",
  "notEquals",
  "notStartsWiths",
  "notEndsWiths",
] as const;
const conditions = (from: readonly string[], max: number): fc.Arbitrary<object> =>
  fc
    .uniqueArray(fc.tuple(fc.constantFrom(...OPERATORS), values(from)), {
      minLength: 1,
      maxLength: max,
      selector: ([operator]) => operator,
    })
    .map((entries) => Object.fromEntries(entries));
const OPEN_VALUES: Readonly<Record<string, readonly string[]>> = {
  eventName: ["Decrypt", "De", "Key"],
  eventType: ["AwsServiceEvent", "AwsApiCall"],
  sessionCredentialFromConsole: ["true"],
  "userIdentity.arn": ["arn:aws:iam::1:role/x", "arn:"],
};
const openField = fc
  .constantFrom(...OPEN_FIELDS)
  .chain((field) => conditions(OPEN_VALUES[field] ?? [], 2).map((given) => ({ field, ...given })));
const fieldSelector = fc.oneof(
  {
    weight: 5,
    arbitrary: conditions(SOURCES, 3).map((given) => ({ field: "eventSource", ...given })),
  },
  {
    weight: 2,
    arbitrary: fc.constantFrom("true", "false").map((is) => ({ field: "readOnly", equals: [is] })),
  },
  { weight: 1, arbitrary: openField },
);
const category = fc
  .oneof(
    { weight: 9, arbitrary: fc.constant("Management") },
    { weight: 1, arbitrary: fc.constantFrom("Data", "Insight", "ConfigurationItem", "Evidence") },
  )
  .map((is) => ({ field: "eventCategory", equals: [is] }));
const selector = fc
  .tuple(category, fc.array(fieldSelector, { maxLength: 2 }))
  .map(([first, rest]) => ({ fieldSelectors: [first, ...rest] }));
const store = fc.array(selector, { maxLength: 3 }) as fc.Arbitrary<readonly Selector[]>;

describe("the judgement of event data stores, against a brute-force oracle", function () {
  it("never accepts a store that misses a KMS event, and refuses no other, in 100,000 cases", () => {
    const answers = { accepted: 0, refused: 0, others: 0, tooCareful: 0 };
    fc.assert(
      fc.property(store, (advancedEventSelectors) => {
        const expected = logsAllOfKms(advancedEventSelectors);
        const given = { advancedEventSelectors };
        const isAccepted = kmsBlindSpots(given, PULUMI_NAMES, "eventDataStore").length === 0;
        if (expected === true && !isAccepted) {
          // Two selectors that are each other's opposite in an open field are full cover; the judgement does not look so far.
          answers.tooCareful += 1;
          assert.equal(withOpenField(advancedEventSelectors) >= 2, true);
          return;
        }
        assert.equal(isAccepted, expected ?? true);
        answers[expected === undefined ? "others" : isAccepted ? "accepted" : "refused"] += 1;
      }),
      { numRuns: 100_000 },
    );
    const { accepted, refused, others, tooCareful } = answers;
    assert.equal(accepted > 20_000 && refused > 20_000, true, JSON.stringify(answers));
    assert.equal(others > 1_000 && tooCareful < 1_000, true, JSON.stringify(answers));
  });
});

function withOpenField(selectors: readonly Selector[]): number {
  return selectors.filter(({ fieldSelectors }) =>
    fieldSelectors.some(({ field }) => OPEN_FIELDS.includes(field)),
  ).length;
}
