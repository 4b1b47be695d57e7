import assert from "node:assert/strict";
import fc from "fast-check";
import { SECRET, UNKNOWN } from "../rule";
import { kmsBlindSpots } from "./loggedEvents";
import { remediateTrail, remedyOfTrail } from "./remediateTrail";
import { PULUMI_NAMES } from "./selectorNames";

const KMS = "kms.amazonaws.com";
const RDS = "rdsdata.amazonaws.com";
const MANAGEMENT = { field: "eventCategory", equals: ["Management"] };
const DATA = { fieldSelectors: [{ field: "eventCategory", equals: ["Data"] }] };
const dataResources = [{ type: "AWS::S3::Object", values: [UNKNOWN] }];

/** Things out of which selectors are made, put together at random. */
const WORDS = [
  ...[KMS, RDS, "All", "ReadOnly", "WriteOnly", "Management", "Data", "true", "eventCategory"],
  ...["eventSource", "readOnly", "eventName", ""],
];
const KEYS = [
  ...["readWriteType", "includeManagementEvents", "excludeManagementEventSources", "typo", "name"],
  ...["dataResources", "fieldSelectors", "field", "equals", "notEquals", "endsWiths", "__proto__"],
];
const { tree } = fc.letrec((tie) => ({
  tree: fc.oneof(
    { depthSize: "medium" },
    fc.constantFrom<unknown>(...WORDS, UNKNOWN, SECRET, true, false, null, undefined, 7),
    fc.array(tie("tree"), { maxLength: 3 }),
    fc.dictionary(fc.constantFrom(...KEYS), tie("tree"), { maxKeys: 4 }),
  ),
}));
const LISTS = ["eventSelectors", "advancedEventSelectors", "EventSelectors", "tags"];
const properties = fc.dictionary(fc.constantFrom(...LISTS), tree, { maxKeys: 3 });

describe("remediateTrail", () => {
  it("makes of any selectors some that pass, and leaves other properties alone", () => {
    let mended = 0;
    fc.assert(
      fc.property(properties, (given) => {
        const result = remediateTrail(given);
        assert.deepEqual(kmsBlindSpots(result, PULUMI_NAMES), []);
        assert.equal(result["tags"], given["tags"]);
        if (result !== given) mended += 1;
      }),
      { numRuns: 20_000 },
    );
    assert.equal(mended > 5_000, true, `${mended} were mended`);
  });

  it("gives the same object back if there is nothing to mend", () => {
    const props = { eventSelectors: [{ readWriteType: "All" }] };
    assert.equal(remediateTrail(props), props);
  });

  it("mends basic selectors, and keeps what they say of data events and of RDS", () => {
    const eventSelectors = [
      {
        readWriteType: "WriteOnly",
        includeManagementEvents: true,
        excludeManagementEventSources: [KMS, RDS],
        dataResources,
        typo: 1,
      },
      { includeManagementEvents: false, readWriteType: "ReadOnly", dataResources },
    ];
    assert.deepEqual(remediateTrail({ name: "audit", eventSelectors }), {
      name: "audit",
      eventSelectors: [
        {
          readWriteType: "All",
          includeManagementEvents: true,
          excludeManagementEventSources: [RDS],
          dataResources,
        },
        eventSelectors[1],
      ],
    });
  });

  it("adds a selector where none is for management events", () => {
    const basic = { includeManagementEvents: false, dataResources };
    assert.deepEqual(remediateTrail({ eventSelectors: [basic] }), {
      eventSelectors: [basic, { readWriteType: "All", includeManagementEvents: true }],
    });
    assert.deepEqual(remediateTrail({ advancedEventSelectors: [DATA] }), {
      advancedEventSelectors: [DATA, { fieldSelectors: [MANAGEMENT] }],
    });
  });

  it("mends advanced selectors, and keeps their names and what they say of RDS", () => {
    const fieldSelectors = [
      MANAGEMENT,
      { field: "readOnly", equals: ["false"] },
      { field: "eventSource", notEquals: [KMS, RDS] },
    ];
    const advancedEventSelectors = [{ name: "Most", fieldSelectors }, DATA];
    const rds = { field: "eventSource", notEquals: [RDS] };
    assert.deepEqual(remediateTrail({ advancedEventSelectors, eventSelectors: [{}] }), {
      advancedEventSelectors: [{ name: "Most", fieldSelectors: [MANAGEMENT, rds] }, DATA],
    });
  });

  it("leaves out selectors that are not known", () => {
    assert.deepEqual(remediateTrail({ name: "audit", eventSelectors: UNKNOWN }), { name: "audit" });
    assert.deepEqual(remediateTrail({ advancedEventSelectors: SECRET }), {});
  });

  it("is handed on as the properties that change, and not at all if a value of theirs is unknown", () => {
    const blind = { excludeManagementEventSources: [KMS] };
    const mended = { readWriteType: "All", includeManagementEvents: true };
    const props = { name: "audit", eventSelectors: [blind], EventSelectors: [] };
    assert.deepEqual(remedyOfTrail(props), { eventSelectors: [mended], EventSelectors: undefined });
    assert.deepEqual(remedyOfTrail({ eventSelectors: UNKNOWN }), { eventSelectors: undefined });
    assert.deepEqual(remedyOfTrail({ eventSelectors: [{ ...blind, dataResources }] }), {});
    assert.deepEqual(remedyOfTrail({ name: "audit" }), {});
  });
});
