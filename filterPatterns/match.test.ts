import assert from "node:assert/strict";
import { matchesFilterPattern } from "./match";
import { hasInnerWildcard, parseFilterPattern } from "./parse";

// Every JSON example of AWS's page on filter patterns, today's and the one until 2021, then the
// patterns that this project rests on, then what we chose where AWS says nothing.

interface Example {
  readonly pattern: string;
  readonly matches: readonly unknown[];
  readonly misses: readonly unknown[];
}

function check({ pattern, matches, misses }: Example): void {
  it(pattern === "" ? "the empty pattern" : pattern.replace(/\s+/g, " "), () => {
    const parsed = parseFilterPattern(pattern);
    const passing = [...matches, ...misses].filter((record) =>
      matchesFilterPattern(parsed, record),
    );
    assert.deepEqual(passing, matches);
  });
}

const event = {
  eventType: "UpdateTrail",
  sourceIPAddress: "111.111.111.111",
  arrayKey: ["value", "another value"],
  objectList: [
    { name: "a", id: 1 },
    { name: "b", id: 2 },
  ],
  SomeObject: null,
  "cluster.name": "c",
  ThisFlag: true,
};

const people = {
  user: { id: 1, email: "John.Stiles@example.com" },
  users: [
    { id: 2, email: "John.Doe@example.com" },
    { id: 3, email: "Jane.Doe@example.com" },
  ],
  actions: ["GET", "PUT", "DELETE"],
  coordinates: [
    [0, 1, 2],
    [4, 5, 6],
    [7, 8, 9],
  ],
};

const CIS_4_7 =
  "{($.eventSource = kms.amazonaws.com) && (($.eventName=DisableKey)||($.eventName=ScheduleKeyDeletion)) }";
const PENDING_DELETION = '{ $.eventSource = kms* && $.errorMessage = "* is pending deletion."}';

const pending = "arn:aws:kms:us-west-2:111122223333:key/1234abcd is pending deletion.";

describe("matchesFilterPattern: AWS's examples", () => {
  const examples: readonly Example[] = [
    {
      pattern: '{ $.eventType = "UpdateTrail" }',
      matches: [event, { eventType: "UpdateTrail", source: "cloudtrail" }],
      misses: [
        { eventType: "UserLogin", userId: "123" },
        { eventType: "ConfigUpdate", component: "database" },
        { eventType: "updatetrail" },
        { eventType: "UpdateTrails" },
        { detail: { eventType: "UpdateTrail" } },
      ],
    },
    {
      pattern: "{ $.sourceIPAddress != 123.123.* }",
      matches: [event, { sourceIPAddress: "123.124.1.1" }, { sourceIPAddress: "1.123.123.1" }],
      misses: [{ sourceIPAddress: "123.123.1.1" }, { sourceIPAddress: "123.123." }],
    },
    {
      pattern: '{ $.arrayKey[0] = "value" }',
      matches: [event],
      misses: [
        { arrayKey: ["another value", "value"] },
        { arrayKey: [] },
        { arrayKey: "value" },
        { arrayKey: { "0": "value" } },
      ],
    },
    {
      pattern: "{ $.eventType = %Trail% }",
      matches: [event, { eventType: "Trail" }],
      misses: [{ eventType: "trail" }, { eventType: "Deployment" }, {}],
    },
    {
      pattern: "{ $.arrayKey[*] = %val.{2}% }",
      matches: [event, { arrayKey: [1, "no", "valve"] }],
      misses: [{ arrayKey: ["valu", "other"] }, { arrayKey: "value" }, { arrayKey: [] }],
    },
    {
      pattern: String.raw`{ $.* = %111\.111\.111\.1[0-9]{1,2}% }`,
      matches: [event, { anything: "from 111.111.111.10 on" }],
      misses: [
        { sourceIPAddress: "111.111.111.1" },
        { sourceIPAddress: "111.111.111.211" },
        { deeper: { sourceIPAddress: "111.111.111.111" } },
      ],
    },
    {
      pattern: `{ $.['cluster.name'] = "c" }`,
      matches: [event],
      misses: [{ cluster: { name: "c" } }, { "cluster.name": "C" }],
    },
    {
      pattern: "{ $.SomeObject IS NULL }",
      matches: [event],
      misses: [{}, { SomeObject: "null" }, { SomeObject: 0 }, { SomeObject: {} }],
    },
    {
      pattern: "{ $.SomeOtherObject NOT EXISTS }",
      matches: [event, {}, []],
      misses: [{ SomeOtherObject: null }, { SomeOtherObject: "" }, { SomeOtherObject: {} }],
    },
    // The page says that IS also tells TRUE and FALSE; the older page shows it.
    {
      pattern: "{ $.ThisFlag IS TRUE }",
      matches: [event],
      misses: [{ ThisFlag: false }, { ThisFlag: "TRUE" }, { ThisFlag: 1 }, {}],
    },
    {
      pattern: "{ $.ThisFlag IS FALSE }",
      matches: [{ ThisFlag: false }],
      misses: [event, { ThisFlag: "false" }, { ThisFlag: 0 }, { ThisFlag: null }, {}],
    },
    {
      pattern: "{ $.objectList[1].id = 2 }",
      matches: [event],
      misses: [
        { objectList: [{ id: 2 }] },
        { objectList: { id: 2 } },
        { objectList: [0, 2] },
        { objectList: [{}, { name: "b" }] },
      ],
    },
    {
      pattern: '{ ($.user.id = 1) && ($.users[0].email = "John.Doe@example.com") }',
      matches: [people],
      misses: [event, { ...people, user: { id: 2 } }, { ...people, users: people.users.slice(1) }],
    },
    {
      pattern:
        '{ $.user.email = "John.Stiles@example.com" || $.coordinates[0][1] = "nonmatch" && $.actions[2] = "nonmatch" }',
      matches: [
        people,
        { coordinates: [[0, "nonmatch"]], actions: ["", "", "nonmatch"] },
        { user: people.user, actions: [] },
      ],
      misses: [
        { ...people, user: {} },
        { coordinates: [[0, "nonmatch"]] },
        { actions: ["", "", "nonmatch"] },
      ],
    },
    {
      pattern:
        '{ ($.user.email = "John.Stiles@example.com" || $.coordinates[0][1] = "nonmatch") && $.actions[2] = "nonmatch" }',
      matches: [{ ...people, actions: ["", "", "nonmatch"] }],
      misses: [people],
    },
    {
      pattern: '{ ($.user.id = 2 && $.users[0].email = "nonmatch") || $.actions[2] = "GET" }',
      matches: [{ actions: ["", "", "GET"] }, { user: { id: 2 }, users: [{ email: "nonmatch" }] }],
      misses: [people],
    },
    {
      pattern:
        '{ $.user.email = "John.Stiles@example.com" || $.coordinates[0][1] = nonmatch && $.actions[2] = nomatch }',
      matches: [people],
      misses: [{ ...people, user: {} }],
    },
    {
      pattern:
        '{ ($.user.email = "John.Stiles@example.com" || $.coordinates[0][1] = nonmatch) && $.actions[2] = nomatch }',
      matches: [],
      misses: [people],
    },
    { pattern: "{ $.users = 1 }", matches: [{ users: 1 }], misses: [{ users: [1, 2, 3] }] },
    { pattern: "{ $.users != 1 }", matches: [{ users: 2 }], misses: [{ users: [1, 2, 3] }] },
    { pattern: "{$.foo = bar}", matches: [{ foo: "bar" }], misses: [{ foo: "baz" }] },
    { pattern: "{$.foo = baz }", matches: [{ foo: "baz" }], misses: [{ foo: "bar" }] },
    {
      pattern: "{$.foo = bar || $.foo = baz }",
      matches: [{ foo: "bar" }, { foo: "baz" }],
      misses: [{ foo: "bat" }],
    },
    {
      pattern: "{ $.eventName = *Event }",
      matches: [{ eventName: "PutEvent" }, { eventName: "GetEvent" }, { eventName: "Event" }],
      misses: [{ eventName: "PutEvents" }, { eventName: "Putevent" }],
    },
    {
      pattern: '{ $.eventName = "Event*" }',
      matches: [{ eventName: "EventId" }, { eventName: "EventName" }],
      misses: [{ eventName: "PutEvent" }],
    },
    {
      pattern: "{ $.bandwidth > 75 }",
      matches: [{ bandwidth: 75.5 }],
      misses: [{ bandwidth: 75 }, { bandwidth: "80" }, { bandwidth: null }, {}],
    },
    { pattern: "{ $.latency < 50 }", matches: [{ latency: -1 }], misses: [{ latency: 50 }] },
    {
      pattern: "{ $.refreshRate >= 60 }",
      matches: [{ refreshRate: 60 }, { refreshRate: 144 }],
      misses: [{ refreshRate: 59.9 }],
    },
    {
      pattern: "{ $.responseTime <= 5 }",
      matches: [{ responseTime: 5 }],
      misses: [{ responseTime: 5.01 }],
    },
    { pattern: "{ $.errorCode = 400}", matches: [{ errorCode: 400 }], misses: [{ errorCode: 4 }] },
    {
      pattern: "{ $.errorCode != 500 }",
      matches: [{ errorCode: 400 }],
      misses: [{ errorCode: 500 }, {}],
    },
    {
      pattern: "{ $.number[0] = 1e+3 }",
      matches: [{ number: [1000] }],
      misses: [{ number: [1003] }, { number: 1000 }],
    },
    {
      pattern: "{ $.number[0] != 1e-3 }",
      matches: [{ number: [1000] }],
      misses: [{ number: [0.001] }, { number: [] }],
    },
    { pattern: "{ $.latency >= 500 }", matches: [{ latency: 500 }], misses: [{ latency: 499 }] },
    {
      pattern: "{ $.numbers[0] < 10e3 }",
      matches: [{ numbers: [9999] }],
      misses: [{ numbers: [10000] }],
    },
    {
      pattern: "{ $.numbers[0] < 10e-3 }",
      matches: [{ numbers: [0.009] }],
      misses: [{ numbers: [0.01] }],
    },
    {
      pattern: "{ $.processes[4].averageRuntime <= 55.5 }",
      matches: [{ processes: [0, 1, 2, 3, { averageRuntime: 55.5 }] }],
      misses: [{ processes: [{ averageRuntime: 1 }] }],
    },
    { pattern: "{ $.latency > +1000 }", matches: [{ latency: 1001 }], misses: [{ latency: 1000 }] },
    {
      pattern: "{ $.number[0] = 1e-3 }",
      matches: [{ number: [0.001] }],
      misses: [{ number: [1] }],
    },
    {
      pattern: "{ $.number[0] != 1e+3 }",
      matches: [{ number: [1] }],
      misses: [{ number: [1000] }],
    },
    {
      pattern: '{ $.eventType = "*" && $.sourceIPAddress != 123.123.* }',
      matches: [event],
      misses: [
        { ...event, sourceIPAddress: "123.123.0.1" },
        { ...event, eventType: null },
      ],
    },
    // How the older page takes a number from every event that has it.
    { pattern: "{ $.latency = * }", matches: [{ latency: 0 }, { latency: "" }], misses: [{}] },
    { pattern: "", matches: [event, {}, [], "text", 1, null], misses: [] },
  ];
  examples.forEach(check);
});

describe("matchesFilterPattern: the patterns this project deploys", () => {
  check({
    pattern: PENDING_DELETION,
    matches: [
      { eventSource: "kms.amazonaws.com", eventName: "Decrypt", errorMessage: pending },
      { eventSource: "kms", errorMessage: " is pending deletion." },
    ],
    misses: [
      { eventSource: "s3.amazonaws.com", errorMessage: pending },
      { eventSource: "aws.kms.amazonaws.com", errorMessage: pending },
      { eventSource: "KMS.amazonaws.com", errorMessage: pending },
      { eventSource: "kms.amazonaws.com", errorMessage: pending.slice(0, -1) },
      { eventSource: "kms.amazonaws.com", errorMessage: `${pending} ` },
      { eventSource: "kms.amazonaws.com", errorMessage: pending.replace("pending", "Pending") },
      { eventSource: "kms.amazonaws.com", errorMessage: "arn:aws:kms:::key/1 is disabled." },
      { eventSource: "kms.amazonaws.com", errorMessage: null },
      { eventSource: "kms.amazonaws.com", errorMessage: [pending] },
      { eventSource: "kms.amazonaws.com", eventName: "ScheduleKeyDeletion" },
      { detail: { eventSource: "kms.amazonaws.com", errorMessage: pending } },
      {},
    ],
  });
  check({
    pattern: CIS_4_7,
    matches: [
      { eventSource: "kms.amazonaws.com", eventName: "DisableKey" },
      { eventSource: "kms.amazonaws.com", eventName: "ScheduleKeyDeletion" },
    ],
    misses: [
      { eventSource: "kms.amazonaws.com", eventName: "DisableKeyRotation" },
      { eventSource: "kms.amazonaws.com", eventName: "CancelKeyDeletion" },
      { eventSource: "kms-amazonaws.com", eventName: "DisableKey" },
      { eventSource: "kmsXamazonaws.com", eventName: "DisableKey" },
      { eventSource: "events.amazonaws.com", eventName: "DisableKey" },
      { eventName: "DisableKey" },
    ],
  });
});

describe("matchesFilterPattern: where AWS's page is silent", function () {
  const choices: readonly Example[] = [
    // Seen on AWS: github.com/DataBiosphere/azul/issues/5884
    {
      pattern: '{ $.userIdentity.invokedBy != "cloudfront.amazonaws.com" }',
      matches: [{ userIdentity: { invokedBy: "config.amazonaws.com" } }],
      misses: [
        { userIdentity: { accountId: "anonymous" } },
        { userIdentity: { invokedBy: null } },
        { userIdentity: { invokedBy: true } },
        { userIdentity: { invokedBy: { by: "x" } } },
        {},
      ],
    },
    { pattern: "{ $.a != %x% }", matches: [{ a: "y" }, { a: 1 }], misses: [{ a: "xy" }, {}] },
    { pattern: "{ $.a = true }", matches: [{ a: "true" }], misses: [{ a: true }] },
    {
      pattern: "{ $.a[*] != x }",
      matches: [{ a: ["x", "y"] }],
      misses: [{ a: ["x", "x"] }, { a: [] }, { a: [["y"]] }],
    },
    { pattern: "{ $.a[*] IS NULL }", matches: [{ a: [1, null] }], misses: [{ a: [1] }] },
    {
      pattern: "{ $.a[*].b NOT EXISTS }",
      matches: [{ a: [{}] }],
      misses: [{ a: [{}, { b: 1 }] }, { a: [{ b: 1 }, { b: 2 }] }],
    },
    { pattern: "{ $.*.b = 1 }", matches: [{ x: {}, y: { b: 1 } }], misses: [{ b: 1 }] },
    {
      pattern: "{ $.status = 4* }",
      matches: [{ status: 404 }, { status: "4xx" }],
      misses: [{ status: 500 }],
    },
    { pattern: "{ $.status = 404 }", matches: [{ status: "404" }], misses: [{ status: "404.0" }] },
    { pattern: '{ $.status = "404" }', matches: [{ status: 404 }], misses: [{ status: 4040 }] },
    { pattern: "{ $.n = -2.5 }", matches: [{ n: -2.5 }], misses: [{ n: 2.5 }] },
    { pattern: "{ $.n >= 1 }", matches: [{ n: 1 }], misses: [{ n: "2" }, { n: true }] },
    { pattern: '{ $.a = "" }', matches: [{ a: "" }], misses: [{ a: " " }, {}] },
    {
      pattern: String.raw`{ $.a = "say \"hi\" \\ C:\dir" }`,
      matches: [{ a: String.raw`say "hi" \ C:\dir` }],
      misses: [{ a: String.raw`say \"hi\" \\ C:\dir` }],
    },
    { pattern: '{ $.a = "é&&||)}" }', matches: [{ a: "é&&||)}" }], misses: [{ a: "e&&||)}" }] },
    { pattern: "{ $.a-b_c = x }", matches: [{ "a-b_c": "x" }], misses: [{ a: "x" }] },
    { pattern: "{ $.constructor NOT EXISTS }", matches: [{}], misses: [{ constructor: 1 }] },
    { pattern: "{ $.__proto__.x NOT EXISTS }", matches: [{}], misses: [] },
    { pattern: "{ $.length = 1 }", matches: [{ length: 1 }], misses: [["x"]] },
    { pattern: "{ $.a NOT EXISTS }", matches: [{}], misses: ["text", 1, true, null] },
    {
      pattern: "\t{\n$.a=1&&$.b\nIS\tTRUE\n}\r\n",
      matches: [{ a: 1, b: true }],
      misses: [{ a: 1 }],
    },
    { pattern: " \n", matches: [event, "text"], misses: [] },
    {
      pattern: "{ $.a = k*s*amazonaws* }",
      matches: [{ a: "kms.amazonaws.com" }, { a: "ksamazonaws" }],
      misses: [{ a: "kmsamazonaw" }, { a: "skamazonaws" }],
    },
    {
      pattern: '{ $.a = "ab*ba" }',
      matches: [{ a: "abba" }, { a: "ab ba" }],
      misses: [{ a: "aba" }],
    },
    { pattern: "{ $.a = ** }", matches: [{ a: "" }, { a: 1 }], misses: [{}] },
  ];
  choices.forEach(check);

  it("tells which patterns rest on a wildcard inside a string", () => {
    const inner = ["{ $.a = a*b }", '{ $.b = 1 && $.a != "*a*b*" }', "{ $.a = a**b }"];
    const outer = ["", "{ $.a = 1 }", "{ $.a = * }", "{ $.a = ** }", '{ $.a = "*a*" }', CIS_4_7];
    const found = [...inner, ...outer].filter((text) => hasInnerWildcard(parseFilterPattern(text)));
    assert.deepEqual(found, inner);
  });

  it("matches wildcards against a long hostile text without trying every split", () => {
    const pattern = parseFilterPattern(`{ $.a = "${"*a".repeat(400)}*b" }`);
    const started = performance.now();
    assert.equal(matchesFilterPattern(pattern, { a: "a".repeat(1_000_000) }), false);
    assert.equal(matchesFilterPattern(pattern, { a: `${"a".repeat(1_000_000)}b` }), true);
    assert.ok(performance.now() - started < 2000);
  });
});
