import assert from "node:assert/strict";
import { BlindSpot, kmsBlindSpots, managementEventIsLogged } from "./loggedEvents";
import { UNKNOWN } from "../rule";
import { PULUMI_NAMES } from "./selectorNames";

// An exact table: selectors of a trail, and the blind spots that they make.

const KMS = "kms.amazonaws.com";
const MANAGEMENT = { field: "eventCategory", equals: ["Management"] };
const DATA = { field: "eventCategory", equals: ["Data"] };
const READS = { field: "readOnly", equals: ["true"] };
const WRITES = { field: "readOnly", equals: ["false"] };
const NOT_KMS = { field: "eventSource", notEquals: [KMS] };

const basic = (...eventSelectors: readonly unknown[]): object => ({ eventSelectors });
const advanced = (...fieldSelectors: readonly (readonly unknown[])[]): object => ({
  advancedEventSelectors: fieldSelectors.map((fields) => ({ fieldSelectors: fields })),
});

type Found = readonly [missing: BlindSpot["missing"], path: string, why: string, fix: string];

function found(selectors: object): readonly Found[] {
  return kmsBlindSpots(selectors, PULUMI_NAMES).map(({ missing, path, why, fix }) => [
    missing,
    path,
    why,
    fix,
  ]);
}

const LOGGED: Readonly<Record<string, object>> = {
  "no selectors": {},
  "undefined, null and empty lists": { eventSelectors: null, advancedEventSelectors: [] },
  "an empty basic selector, because the defaults log everything": basic({}),
  "a basic selector with every property null": basic({
    readWriteType: null,
    includeManagementEvents: null,
    excludeManagementEventSources: null,
    dataResources: null,
  }),
  "a basic selector with every property spelt out": basic({
    readWriteType: "All",
    includeManagementEvents: true,
    excludeManagementEventSources: [],
    dataResources: [{ type: "AWS::S3::Object", values: ["arn:aws:s3"] }],
  }),
  "exclusion of the RDS Data API, once and twice": basic({
    excludeManagementEventSources: ["rdsdata.amazonaws.com", "rdsdata.amazonaws.com"],
  }),
  "reads in one basic selector and writes in another": basic(
    { readWriteType: "ReadOnly" },
    { readWriteType: "WriteOnly" },
  ),
  "KMS excluded by one basic selector and logged by another": basic(
    { excludeManagementEventSources: [KMS] },
    {},
  ),
  "a basic selector for data events beside one for management events": basic(
    { includeManagementEvents: false },
    {},
  ),
  "an advanced selector for management events": advanced([MANAGEMENT]),
  "a category that is repeated": advanced([
    { field: "eventCategory", equals: ["Management", "Management"] },
    MANAGEMENT,
  ]),
  "other operators that are null or empty": advanced([
    { ...MANAGEMENT, notEquals: [], startsWiths: null, endsWiths: undefined },
  ]),
  "reads in one advanced selector and writes in another": advanced(
    [MANAGEMENT, READS],
    [MANAGEMENT, WRITES],
  ),
  "advanced exclusion of the RDS Data API": advanced([
    MANAGEMENT,
    { field: "eventSource", notEquals: ["rdsdata.amazonaws.com"] },
  ]),
  "an advanced selector for data events, never looked into, beside one for management events":
    advanced([MANAGEMENT], [DATA, { field: UNKNOWN }]),
  "something not understood, where another selector logs everything": basic({}, null, 7, UNKNOWN),
  "an unknown ARN among data resources": basic({ dataResources: [{ values: [UNKNOWN] }] }),
  "what a provider notes of its defaults": {
    advancedEventSelectors: [
      { __defaults: ["name"], fieldSelectors: [{ __defaults: [], ...MANAGEMENT }] },
    ],
    eventSelectors: [],
  },
  "what a provider notes of its defaults in a basic selector": basic({
    __defaults: ["includeManagementEvents", "readWriteType"],
    includeManagementEvents: true,
    readWriteType: "All",
  }),
  "an unknown name": {
    advancedEventSelectors: [{ name: UNKNOWN, fieldSelectors: [MANAGEMENT] }],
  },
};

const remove = "remove it";
const all = 'set it to "All", or leave it out';
const include = "set it to true, or leave it out";
const known = "give it a value that is known before deployment";
const everything = "reads and writes";
const notAccepted = "is not something that CloudTrail accepts here";
const fields0 = "advancedEventSelectors[0].fieldSelectors";
const onlyFields =
  "is not eventCategory, readOnly or eventSource, the only fields that a trail has for management events";
const bothWays = "remove this field selector, so that reads and writes are both logged";
const addCategory = 'add { field: "eventCategory", equals: ["Management"] }';

const BLIND: Readonly<Record<string, readonly [object, ...Found[]]>> = {
  "basic exclusion": [
    basic({ excludeManagementEventSources: ["rdsdata.amazonaws.com", KMS, KMS] }),
    [
      everything,
      "eventSelectors[0].excludeManagementEventSources",
      `excludes "${KMS}"`,
      `remove "${KMS}" from it`,
    ],
  ],
  "basic exclusion spelt otherwise, empty, or of another type": [
    basic({ excludeManagementEventSources: ["KMS.amazonaws.com", "", null, 1] }),
    ...[0, 1, 2, 3].map((index): Found => [
      everything,
      `eventSelectors[0].excludeManagementEventSources[${index}]`,
      "is not an event source that CloudTrail can exclude",
      remove,
    ]),
  ],
  "an exclusion that is no list": [
    basic({ excludeManagementEventSources: KMS }),
    [
      everything,
      "eventSelectors[0].excludeManagementEventSources",
      "is not a list of event sources",
      remove,
    ],
  ],
  "reads only": [
    basic({ readWriteType: "ReadOnly" }),
    ["writes", "eventSelectors[0].readWriteType", 'is "ReadOnly"', all],
  ],
  "writes only": [
    basic({ readWriteType: "WriteOnly" }),
    ["reads", "eventSelectors[0].readWriteType", 'is "WriteOnly"', all],
  ],
  "two basic selectors with the same half": [
    basic({ readWriteType: "WriteOnly" }, { readWriteType: "WriteOnly" }),
    ["reads", "eventSelectors[0].readWriteType", 'is "WriteOnly"', all],
    ["reads", "eventSelectors[1].readWriteType", 'is "WriteOnly"', all],
  ],
  "KMS excluded from one half": [
    basic(
      { readWriteType: "ReadOnly" },
      { readWriteType: "WriteOnly", excludeManagementEventSources: [KMS] },
    ),
    ["writes", "eventSelectors[0].readWriteType", 'is "ReadOnly"', all],
    [
      "writes",
      "eventSelectors[1].excludeManagementEventSources",
      `excludes "${KMS}"`,
      `remove "${KMS}" from it`,
    ],
  ],
  "a readWriteType in another case": [
    basic({ readWriteType: "all" }),
    [everything, "eventSelectors[0].readWriteType", "is not a value that CloudTrail knows", all],
  ],
  "an empty readWriteType": [
    basic({ readWriteType: "" }),
    [everything, "eventSelectors[0].readWriteType", "is not a value that CloudTrail knows", all],
  ],
  "management events off, beside an exclusion": [
    basic({ includeManagementEvents: false }, { excludeManagementEventSources: [KMS] }),
    [
      everything,
      "eventSelectors[1].excludeManagementEventSources",
      `excludes "${KMS}"`,
      `remove "${KMS}" from it`,
    ],
  ],
  "management events off everywhere": [
    basic({ includeManagementEvents: false }, { includeManagementEvents: false }),
    [
      everything,
      "eventSelectors",
      "has no selector for management events",
      "set includeManagementEvents to true in one selector",
    ],
  ],
  "includeManagementEvents of another type": [
    basic({ includeManagementEvents: "false" }),
    [everything, "eventSelectors[0].includeManagementEvents", "is neither true nor false", include],
  ],
  "a misspelt property": [
    basic({ excludeManagementEventSource: [KMS] }),
    [everything, "eventSelectors[0].excludeManagementEventSource", notAccepted, remove],
  ],
  "a selector that is null": [
    basic(null),
    [everything, "eventSelectors[0]", "is not an event selector", remove],
  ],
  "a selector that is a list": [
    basic([{}]),
    [everything, "eventSelectors[0]", "is not an event selector", remove],
  ],
  "selectors that are no list": [
    { eventSelectors: { readWriteType: "All" } },
    [everything, "eventSelectors", "is not a list of selectors", remove],
  ],
  "empty text for selectors": [
    { advancedEventSelectors: "" },
    [everything, "advancedEventSelectors", "is not a list of selectors", remove],
  ],
  "both forms, which AWS refuses": [
    { ...basic({}), ...advanced([MANAGEMENT]) },
    [
      everything,
      "advancedEventSelectors",
      "is set beside eventSelectors, and CloudTrail accepts only one of the two",
      "remove one of them",
    ],
  ],
  "both forms, one of them unknown": [
    { ...basic({}), advancedEventSelectors: UNKNOWN },
    [
      everything,
      "advancedEventSelectors",
      "is set beside eventSelectors, and CloudTrail accepts only one of the two",
      "remove one of them",
    ],
  ],
  "advanced exclusion": [
    advanced([MANAGEMENT, NOT_KMS]),
    [everything, `${fields0}[1].notEquals`, `excludes "${KMS}"`, `remove "${KMS}" from it`],
  ],
  "advanced exclusion by an operator that trails do not have": [
    advanced([MANAGEMENT, { field: "eventSource", notStartsWiths: ["kms"] }]),
    [everything, `${fields0}[1].notStartsWiths`, notAccepted, remove],
    [everything, `${fields0}[1]`, "has no notEquals", `remove ${fields0}[1], or complete it`],
  ],
  "a field that trails do not have": [
    advanced([MANAGEMENT, { field: "eventName", notEquals: ["Decrypt"] }]),
    [everything, `${fields0}[1].field`, onlyFields, `remove ${fields0}[1]`],
  ],
  "a field in another case": [
    advanced([MANAGEMENT, { field: "EventSource", notEquals: [KMS] }]),
    [everything, `${fields0}[1].field`, onlyFields, `remove ${fields0}[1]`],
  ],
  "advanced reads only": [
    advanced([MANAGEMENT, READS]),
    ["writes", `${fields0}[1].equals`, 'is ["true"]', bothWays],
  ],
  "advanced writes only, and data events": [
    advanced([MANAGEMENT, WRITES], [DATA, { field: "eventName", equals: ["GetObject"] }]),
    ["reads", `${fields0}[1].equals`, 'is ["false"]', bothWays],
  ],
  "reads and writes demanded of the same event": [
    advanced([MANAGEMENT, READS, WRITES]),
    ["writes", `${fields0}[1].equals`, 'is ["true"]', bothWays],
    ["reads", `${fields0}[2].equals`, 'is ["false"]', bothWays],
  ],
  "readOnly that is neither": [
    advanced([MANAGEMENT, { field: "readOnly", equals: ["maybe"] }]),
    [everything, `${fields0}[1].equals`, 'is neither ["true"] nor ["false"]', bothWays],
  ],
  "readOnly that is both, which AWS does not document": [
    advanced([MANAGEMENT, { field: "readOnly", equals: ["true", "false"] }]),
    [everything, `${fields0}[1].equals`, 'is neither ["true"] nor ["false"]', bothWays],
  ],
  "a category in another case": [
    advanced([{ field: "eventCategory", equals: ["management"] }]),
    [everything, `${fields0}[0].equals`, 'is not ["Management"]', 'set it to ["Management"]'],
  ],
  "two categories at once": [
    advanced([{ field: "eventCategory", equals: ["Management", "Data"] }]),
    [everything, `${fields0}[0].equals`, 'is not ["Management"]', 'set it to ["Management"]'],
  ],
  "no category, and reads only": [
    advanced([READS]),
    ["writes", `${fields0}[0].equals`, 'is ["true"]', bothWays],
    [everything, fields0, "has no eventCategory", addCategory],
  ],
  "no field selectors": [advanced([]), [everything, fields0, "has no eventCategory", addCategory]],
  "field selectors left out": [
    { advancedEventSelectors: [{}] },
    [everything, fields0, "is not a list of field selectors", addCategory],
  ],
  "a field selector that is null": [
    advanced([MANAGEMENT, null]),
    [everything, `${fields0}[1]`, "is not a field selector", remove],
  ],
  "data events only": [
    advanced([DATA], [{ field: "eventCategory", equals: ["NetworkActivity"] }]),
    [
      everything,
      "advancedEventSelectors",
      "has no selector for management events",
      'add a selector with fieldSelectors [{ field: "eventCategory", equals: ["Management"] }]',
    ],
  ],
  "a misspelt property beside the field selectors": [
    { advancedEventSelectors: [{ fieldSelectors: [MANAGEMENT], fieldSelector: [NOT_KMS] }] },
    [everything, "advancedEventSelectors[0].fieldSelector", notAccepted, remove],
  ],
  ...Object.fromEntries(
    (
      [
        ["eventSelectors", { eventSelectors: UNKNOWN }],
        ["advancedEventSelectors", { advancedEventSelectors: UNKNOWN }],
        ["eventSelectors[0]", basic(UNKNOWN)],
        ["eventSelectors[0].readWriteType", basic({ readWriteType: UNKNOWN })],
        ["eventSelectors[0].includeManagementEvents", basic({ includeManagementEvents: UNKNOWN })],
        [
          "eventSelectors[0].excludeManagementEventSources",
          basic({ excludeManagementEventSources: UNKNOWN }),
        ],
        [
          "eventSelectors[0].excludeManagementEventSources[1]",
          basic({ excludeManagementEventSources: ["rdsdata.amazonaws.com", UNKNOWN] }),
        ],
        [`${fields0}[1]`, advanced([MANAGEMENT, UNKNOWN])],
        [`${fields0}[1].field`, advanced([MANAGEMENT, { ...NOT_KMS, field: UNKNOWN }])],
        [`${fields0}[1].notEquals`, advanced([MANAGEMENT, { ...NOT_KMS, notEquals: UNKNOWN }])],
        [`${fields0}[1].equals[0]`, advanced([MANAGEMENT, { ...READS, equals: [UNKNOWN] }])],
        [`${fields0}[0].equals[0]`, advanced([{ ...MANAGEMENT, equals: [UNKNOWN] }])],
        [`${fields0}[0].endsWiths`, advanced([{ ...MANAGEMENT, endsWiths: UNKNOWN }])],
      ] as const
    ).map(([path, selectors]) => [
      `an unknown ${path}`,
      [selectors, [everything, path, "is not known at preview", known]] as const,
    ]),
  ),
};

describe("kmsBlindSpots", () => {
  for (const [what, selectors] of Object.entries(LOGGED)) {
    it(`finds none in ${what}`, () => {
      assert.deepEqual(found(selectors), []);
    });
  }
  for (const [what, [selectors, ...expected]] of Object.entries(BLIND)) {
    it(`finds ${what}`, () => {
      assert.deepEqual(found(selectors), expected);
    });
  }

  it("tells the name of the selector, if it has one", () => {
    const fieldSelectors = [MANAGEMENT, NOT_KMS];
    const names = ["No KMS", "", null, UNKNOWN].map((name) =>
      kmsBlindSpots({ advancedEventSelectors: [{ name, fieldSelectors }] }, PULUMI_NAMES).map(
        (spot) => spot.selectorName,
      ),
    );
    assert.deepEqual(names, [["No KMS"], [undefined], [undefined], [undefined]]);
  });

  it("never repeats a value that it does not know, which may be a secret", () => {
    const secret = "s3cr3t";
    const held = [
      basic(secret),
      basic({ readWriteType: secret, includeManagementEvents: secret }),
      basic({ excludeManagementEventSources: [secret] }),
      advanced([MANAGEMENT, { field: secret, equals: [secret] }, { ...READS, equals: [secret] }]),
    ].flatMap((selectors) => kmsBlindSpots(selectors, PULUMI_NAMES));
    assert.equal(held.length, 6);
    assert.equal(JSON.stringify(held).includes(secret), false);
  });
});

describe("managementEventIsLogged, on the answer of GetEventSelectors", () => {
  const decrypt = { eventSource: KMS, readOnly: true };
  const disableKey = { eventSource: KMS, readOnly: false };
  const stopLogging = { eventSource: "cloudtrail.amazonaws.com", readOnly: false };
  const logged = (answer: object): readonly boolean[] =>
    [decrypt, disableKey, stopLogging].map((event) => managementEventIsLogged(answer, event));

  it("is true of every event without selectors", () => {
    assert.deepEqual(logged({ $metadata: {}, EventSelectors: [] }), [true, true, true]);
  });

  it("is false of KMS alone when KMS is excluded, in either form", () => {
    const EventSelectors = [
      { ReadWriteType: "All", ExcludeManagementEventSources: [KMS], DataResources: [] },
    ];
    const FieldSelectors = [
      { Field: "eventCategory", Equals: ["Management"] },
      { Field: "eventSource", NotEquals: [KMS] },
    ];
    const AdvancedEventSelectors = [{ Name: "No KMS", FieldSelectors }];
    assert.deepEqual(logged({ EventSelectors }), [false, false, true]);
    assert.deepEqual(logged({ AdvancedEventSelectors }), [false, false, true]);
  });

  it("is false of the half that is left out", () => {
    assert.deepEqual(logged({ EventSelectors: [{ ReadWriteType: "WriteOnly" }] }), [
      false,
      true,
      true,
    ]);
  });

  it("is false of everything when selectors are not understood", () => {
    const FieldSelectors = [
      { Field: "eventCategory", Equals: ["Management"] },
      { Field: "eventName", NotStartsWith: ["Decrypt"] },
    ];
    assert.deepEqual(logged({ AdvancedEventSelectors: [{ FieldSelectors }] }), [
      false,
      false,
      false,
    ]);
  });
});
