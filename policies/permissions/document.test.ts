import assert from "node:assert/strict";
import { SECRET, UNKNOWN } from "../rule";
import { readDocument } from "./document";

// What cannot be read is never passed over: it is a fault, or not known, and names the place.

const ALLOW = { Effect: "Allow", Action: "s3:GetObject", Resource: "*" };
const of = (...statements: readonly unknown[]): object => ({ Statement: statements });
const faults = (value: unknown): readonly string[] =>
  readDocument(value, "policy").faults.map(({ path, why }) => `${path} ${why}`);
const unknowns = (value: unknown): readonly string[] =>
  readDocument(value, "policy").unknowns.map(({ path, why }) => `${path} ${why}`);
const leftToUpdate = (value: unknown): readonly string[] =>
  readDocument(value, "policy").leftToUpdate.map(({ path, why }) => `${path} ${why}`);

const NOT_JSON = "policy is not JSON";
const NO_DOCUMENT = "policy is not a policy document";

const FAULTS: Readonly<Record<string, readonly [unknown, ...string[]]>> = {
  "text that is no JSON": ["{'Statement': []}", NOT_JSON],
  "JSON that is cut off": ['{"Statement": [', NOT_JSON],
  YAML: ["Statement: []", NOT_JSON],
  "JSON with something behind it": ['{"Statement": []} x', NOT_JSON],
  "the JSON text null": ["null", NO_DOCUMENT],
  "a list": [[ALLOW], NO_DOCUMENT],
  "a number": [7, NO_DOCUMENT],
  "a secret": [SECRET, "policy is a secret, which nobody can judge"],
  "no statements": [{ Version: "2012-10-17" }, "policy.Statement is not a statement"],
  "statements that are null": ['{"Statement": null}', "policy.Statement is not a statement"],
  "a statement that is text": [of("Allow"), "policy.Statement[0] is not a statement"],
  "an element of a document in another case": [
    { ...of(), statement: [ALLOW] },
    "policy has an element that policy documents do not have",
  ],
  "an element of a statement in another case": [
    of({ ...ALLOW, action: "*" }),
    "policy.Statement[0] has an element that policy documents do not have",
  ],
  "an effect in another case": [
    of({ ...ALLOW, Effect: "allow" }),
    'policy.Statement[0].Effect is neither "Allow" nor "Deny"',
  ],
  "no effect": [
    of({ Action: "*", Resource: "*" }),
    'policy.Statement[0].Effect is neither "Allow" nor "Deny"',
  ],
  "no action": [
    of({ Effect: "Allow", Resource: "*" }),
    "policy.Statement[0] has neither Action nor NotAction",
  ],
  "Action and NotAction": [
    of({ ...ALLOW, NotAction: "s3:*" }),
    "policy.Statement[0] has both Action and NotAction",
  ],
  "an action that is no text": [
    of(ALLOW, { ...ALLOW, Action: ["s3:GetObject", 7] }),
    "policy.Statement[1].Action[1] is not an action",
  ],
  "an action with a space, a variable, or a letter that only looks like one": [
    of({ ...ALLOW, Action: ["cloudtrail: *", "${a}", "cloudtrail:\u017ftopLogging", ""] }),
    ...[0, 1, 2, 3].map((index) => `policy.Statement[0].Action[${index}] is not an action`),
  ],
  "a resource that is an object": [
    of({ ...ALLOW, Resource: [{ Ref: "Trail" }] }),
    "policy.Statement[0].Resource[0] is not a text",
  ],
  "a secret among the actions": [
    of({ ...ALLOW, Action: [SECRET] }),
    "policy.Statement[0].Action[0] is a secret, which nobody can judge",
  ],
};

describe("a policy document", () => {
  for (const [what, [value, ...said]] of Object.entries(FAULTS)) {
    it(`with ${what} has a fault`, () => assert.deepEqual(faults(value), said));
  }

  it("may be JSON text, an object, or not be there at all", () => {
    for (const value of [of(ALLOW), JSON.stringify(of(ALLOW)), { Statement: ALLOW, Id: null }]) {
      const { statements, faults, unknowns } = readDocument(value, "policy");
      assert.deepEqual([statements.length, faults, unknowns], [1, [], []]);
    }
    for (const value of [undefined, null, ""]) {
      const { statements, faults, unknowns } = readDocument(value, "policy");
      assert.deepEqual([statements, faults, unknowns], [[], [], []]);
    }
  });

  it("has paths as it is written: a single statement or action has no index", () => {
    const [single] = readDocument({ Statement: ALLOW }, "policy").statements;
    const [listed] = readDocument(of({ ...ALLOW, Action: ["s3:GetObject"] }), "p").statements;
    assert.equal(single?.actions.texts[0]?.path, "policy.Statement.Action");
    assert.equal(listed?.actions.texts[0]?.path, "p.Statement[0].Action[0]");
  });

  it("has a fault if an element is there twice, wherever, and however it is escaped", () => {
    const twice = "policy has an element twice in one object";
    const text = JSON.stringify(of(ALLOW));
    assert.deepEqual(faults(text.replace('"Action"', '"Action":"*","Action"')), [twice]);
    assert.deepEqual(faults(text.replace('"Action"', '"\\u0041ction" : "*","Action"')), [twice]);
    assert.deepEqual(faults(text.replace('{"Statement"', '{"Statement":[],"Statement"')), [twice]);
    const sid = { ...ALLOW, Sid: 'quoted "Action": twice, "Action": \\' };
    assert.deepEqual(faults(JSON.stringify(of(sid), null, 2)), []);
  });

  it("tells what is not known, whole and in parts", () => {
    assert.deepEqual(leftToUpdate(UNKNOWN), ["policy is not known at preview"]);
    assert.deepEqual(leftToUpdate(of({ ...ALLOW, Resource: ["*", UNKNOWN] })), [
      "policy.Statement[0].Resource[1] is not known at preview",
    ]);
    assert.deepEqual(unknowns(UNKNOWN), []);
    assert.deepEqual(unknowns({ Statement: UNKNOWN }), [
      "policy.Statement is not known at preview",
    ]);
    assert.deepEqual(unknowns(of({ ...ALLOW, Action: ["s3:*", UNKNOWN] })), [
      "policy.Statement[0].Action[1] is not known at preview",
    ]);
    assert.deepEqual(unknowns(of({ ...ALLOW, Effect: UNKNOWN })), [
      "policy.Statement[0].Effect is not known at preview",
    ]);
  });

  it("is not parsed if it is longer than any of AWS", () => {
    const long = `${JSON.stringify(of(ALLOW))}${" ".repeat(100_000_000)}`;
    assert.deepEqual(faults(long), ["policy is longer than any policy document that AWS accepts"]);
  });

  it("may be deep, but not endlessly", () => {
    const nested = (depth: number) => `${"[".repeat(depth)}${"]".repeat(depth)}`;
    const withCondition = (value: string) =>
      JSON.stringify(of({ ...ALLOW, Condition: 0 })).replace("0}", `${value}}`);
    assert.deepEqual(faults(withCondition(nested(10_000))), []);
    const tooLong = "policy is longer than any policy document that AWS accepts";
    assert.deepEqual(faults(withCondition(nested(100_000))), [tooLong]);
    const cyclic: unknown[] = [];
    cyclic.push(cyclic);
    assert.deepEqual(faults(of({ ...ALLOW, Condition: cyclic })), [tooLong]);
  });
});
