import assert from "node:assert/strict";
import { SECRET, UNKNOWN } from "../rule";
import { kmsBlindSpots } from "./loggedEvents";
import { PULUMI_NAMES } from "./selectorNames";

// An exact table: selectors of an event data store, and the blind spots that they make.

const KMS = "kms.amazonaws.com";
const MANAGEMENT = { field: "eventCategory", equals: ["Management"] };
const source = (conditions: object): object => ({ field: "eventSource", ...conditions });
const ofCategory = (...equals: readonly string[]): readonly object[] => [
  { field: "eventCategory", equals },
];

const store = (...fieldSelectors: readonly (readonly unknown[])[]): object => ({
  advancedEventSelectors: fieldSelectors.map((fields) => ({ fieldSelectors: fields })),
});
const found = (selectors: object): readonly (readonly string[])[] =>
  kmsBlindSpots(selectors, PULUMI_NAMES, "eventDataStore").map(({ missing, path, why, fix }) => [
    missing,
    path,
    why,
    fix,
  ]);

const LOGGED: Readonly<Record<string, object>> = {
  "no selectors, because AWS then logs all management events": {},
  "all management events": store([MANAGEMENT]),
  "KMS alone": store([MANAGEMENT, source({ equals: [KMS] })]),
  "KMS among others, by the beginning of its name": store([
    MANAGEMENT,
    source({ equals: ["sts.amazonaws.com"], startsWiths: ["kms."] }),
  ]),
  "all but another service": store([
    MANAGEMENT,
    source({ notEquals: ["sts.amazonaws.com"], notStartsWiths: ["ec2"], notEndsWiths: [".cn"] }),
  ]),
  "reads in one selector and writes in another": store(
    [MANAGEMENT, { field: "readOnly", equals: ["true"] }],
    [MANAGEMENT, { field: "readOnly", equals: ["false"] }, source({ equals: [KMS] })],
  ),
  "a selector that leaves much out, beside one for all of KMS": store(
    [MANAGEMENT, { field: "eventName", equals: ["RunInstances"] }],
    [MANAGEMENT, source({ equals: [KMS] })],
  ),
  "configuration items, in which nobody looks for KMS events": store(
    ofCategory("ConfigurationItem"),
  ),
  "Insights events": store(ofCategory("Insight")),
  "data and network activity events alone": store(
    ofCategory("Data"),
    ofCategory("NetworkActivity"),
  ),
};

const everything = "reads and writes";
const at = "advancedEventSelectors[0].fieldSelectors[1]";
const include = `add "${KMS}", or remove ${at}`;
const notIncluded = `selects event sources without "${KMS}"`;
const openField = (name: string): readonly string[] => [
  everything,
  `${at}.field`,
  `is ${name}, by which KMS events can be left out`,
  `remove ${at}, or add a selector for all management events of "${KMS}"`,
];
const excluded = (operator: string, index = 0): readonly string[] => [
  everything,
  `${at}.${operator}[${index}]`,
  `excludes "${KMS}"`,
  "remove it",
];
const notSource = (operator: string): readonly string[] => [
  everything,
  `${at}.${operator}[0]`,
  "is not an event source",
  "remove it",
];

const BLIND: Readonly<Record<string, readonly [object, ...(readonly string[])[]]>> = {
  "an exclusion by name": [
    store([MANAGEMENT, source({ notEquals: ["sts.amazonaws.com", KMS] })]),
    excluded("notEquals", 1),
  ],
  "an exclusion by name in another case": [
    store([MANAGEMENT, source({ notEquals: ["KMS.amazonaws.com"] })]),
    excluded("notEquals"),
  ],
  "an exclusion by the beginning": [
    store([MANAGEMENT, source({ notStartsWiths: ["k"] })]),
    excluded("notStartsWiths"),
  ],
  "an exclusion by the end": [
    store([MANAGEMENT, source({ notEndsWiths: [".amazonaws.com"] })]),
    excluded("notEndsWiths"),
  ],
  "KMS asked for and excluded in one": [
    store([MANAGEMENT, source({ equals: [KMS], notStartsWiths: ["kms"] })]),
    excluded("notStartsWiths"),
  ],
  "other services alone": [
    store([MANAGEMENT, source({ equals: ["sts.amazonaws.com"], startsWiths: ["ec2."] })]),
    [everything, at, notIncluded, include],
  ],
  "a name in another case, which AWS does not match": [
    store([MANAGEMENT, source({ equals: ["KMS.amazonaws.com"] })]),
    [everything, at, notIncluded, include],
  ],
  "a wildcard, which AWS does not support": [
    store([MANAGEMENT, source({ notEquals: ["*"] })]),
    notSource("notEquals"),
  ],
  "an empty text": [store([MANAGEMENT, source({ startsWiths: [""] })]), notSource("startsWiths")],
  "a text that CloudFormation fills in": [
    store([MANAGEMENT, source({ notEquals: ["{{resolve:ssm:/source}}"] })]),
    [
      everything,
      `${at}.notEquals[0]`,
      "is made by CloudFormation while it deploys",
      "write the value itself",
    ],
  ],
  "no operator": [
    store([MANAGEMENT, source({})]),
    [everything, at, "has no operator", `remove ${at}, or complete it`],
  ],
  "an operator that nobody knows": [
    store([MANAGEMENT, source({ equals: [KMS], contains: ["x"] })]),
    [everything, `${at}.contains`, "is not something that CloudTrail accepts here", "remove it"],
  ],
  "values that are no list": [
    store([MANAGEMENT, source({ equals: KMS })]),
    [everything, `${at}.equals`, "is not a list of event sources", "make it a list"],
  ],
  "unknown values": [
    store([MANAGEMENT, source({ equals: [KMS], notEquals: [UNKNOWN] })]),
    [
      everything,
      `${at}.notEquals[0]`,
      "is not known at preview",
      "give it a value that is known before deployment",
    ],
  ],
  "secret values": [
    store([MANAGEMENT, source({ equals: SECRET })]),
    [
      everything,
      `${at}.equals`,
      "is a secret, which is not judged",
      "give it a value that is no secret",
    ],
  ],
  "a selection by name": [
    store([MANAGEMENT, { field: "eventName", notEquals: ["Decrypt"] }]),
    openField("eventName"),
  ],
  "no service events, among which is RotateKey": [
    store([MANAGEMENT, { field: "eventType", notEquals: ["AwsServiceEvent"] }]),
    openField("eventType"),
  ],
  "no events of the console": [
    store([MANAGEMENT, { field: "sessionCredentialFromConsole", notEquals: ["true"] }]),
    openField("sessionCredentialFromConsole"),
  ],
  "no events of a role": [
    store([MANAGEMENT, { field: "userIdentity.arn", notEquals: ["arn:aws:iam::1:role/x"] }]),
    openField("userIdentity.arn"),
  ],
  "a field that nobody knows": [
    store([MANAGEMENT, { field: "resources.ARN", equals: ["x"] }]),
    [
      everything,
      `${at}.field`,
      "is not a field that an event data store has for management events",
      `remove ${at}`,
    ],
  ],
  "writes only": [
    store([MANAGEMENT, { field: "readOnly", equals: ["false"] }]),
    [
      "reads",
      `${at}.equals`,
      'is ["false"]',
      "remove this field selector, so that reads and writes are both logged",
    ],
  ],
  "configuration items in one selector, and half of the management events in another": [
    store([...ofCategory("ConfigurationItem")], [MANAGEMENT, source({ notEquals: [KMS] })]),
    [
      everything,
      "advancedEventSelectors[1].fieldSelectors[1].notEquals[0]",
      `excludes "${KMS}"`,
      "remove it",
    ],
  ],
  "a category that nobody knows": [
    store(ofCategory("Everything")),
    [
      everything,
      "advancedEventSelectors[0].fieldSelectors[0].equals",
      'is not ["Management"]',
      'set it to ["Management"]',
    ],
  ],
  "two categories, of which one is management": [
    store([...ofCategory("Data"), MANAGEMENT]),
    [
      everything,
      "advancedEventSelectors[0].fieldSelectors[0].equals",
      'is not ["Management"]',
      'set it to ["Management"]',
    ],
  ],
};

describe("kmsBlindSpots of an event data store", () => {
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
});
