import assert from "node:assert/strict";
import { check, normalised } from "./check";
import { UNKNOWN } from "./meaning";
import type { Properties } from "./resourceType";

const TOKEN = "aws:test/thing:Thing";
const properties = {
  bucketName: { type: "string", required: true },
  retentionDays: { type: "integer" },
  threshold: { type: "number" },
  enabled: { type: "boolean" },
  policy: { type: "policy" },
  tags: { type: "map" },
  selectors: {
    type: "list",
    of: {
      type: "object",
      properties: {
        kind: { type: "string", required: true },
        sources: { type: "set", of: { type: "string" } },
      },
    },
  },
  input: { type: "string", conflictsWith: ["inputPath"] },
  inputPath: { type: "string" },
  arn: { type: "string", output: true },
} as const satisfies Properties;

describe("check", () => {
  it("accepts what fits the table, and values that are not known yet", () => {
    const inputs = {
      bucketName: UNKNOWN,
      retentionDays: 30,
      threshold: 0.5,
      enabled: false,
      policy: '{"Version":"2012-10-17"}',
      tags: { team: UNKNOWN },
      selectors: [{ kind: "a", sources: ["b"] }, UNKNOWN],
    };
    assert.deepEqual(check(TOKEN, properties, inputs), []);
  });

  it("names every unknown, misspelt and missing property at once, nested ones by their path", () => {
    const inputs = { bucketNam: "x", colour: "red", selectors: [{ kinds: "a" }], arn: "arn:aws:x" };
    assert.deepEqual(check(TOKEN, properties, inputs), [
      `"bucketNam" is not a property of ${TOKEN}; did you mean "bucketName"?`,
      `"colour" is not a property of ${TOKEN}`,
      `"selectors[0].kinds" is not a property of ${TOKEN}; did you mean "kind"?`,
      'missing required property "selectors[0].kind"',
      '"arn" is made by AWS and cannot be given',
      'missing required property "bucketName"',
    ]);
  });

  it("names every value of a wrong basic type", () => {
    const inputs = {
      bucketName: 1,
      retentionDays: 1.5,
      threshold: "1",
      enabled: "true",
      policy: "{",
      tags: { team: 1 },
      selectors: [{ kind: "a", sources: "b" }],
    };
    assert.deepEqual(
      check(TOKEN, properties, inputs).map((problem) =>
        problem.replace(/(not valid JSON).*/, "$1"),
      ),
      [
        '"bucketName" must be a string, not 1',
        '"retentionDays" must be a whole number, not 1.5',
        '"threshold" must be a number, not "1"',
        '"enabled" must be true or false, not "true"',
        '"policy" is not valid JSON',
        '"tags.team" must be a string, not 1',
        '"selectors[0].sources" must be a list, not "b"',
      ],
    );
  });

  it("refuses two properties that exclude each other", () => {
    const inputs = { bucketName: "x", input: "a", inputPath: "b" };
    assert.deepEqual(check(TOKEN, properties, inputs), ['give "input" or "inputPath", not both']);
  });

  it("takes null for absent, so a required property that is null is missing", () => {
    assert.deepEqual(check(TOKEN, properties, { bucketName: null, enabled: null }), [
      'missing required property "bucketName"',
    ]);
  });
});

describe("normalised", () => {
  it("makes a policy given as an object a text, and leaves nulls out", () => {
    const inputs = { bucketName: "x", enabled: null, policy: { Version: "2012-10-17" } };
    assert.deepEqual(normalised(properties, inputs), {
      bucketName: "x",
      policy: '{"Version":"2012-10-17"}',
    });
  });

  it("keeps a policy unknown as long as a part of it is", () => {
    const inputs = { policy: { Statement: [{ Resource: UNKNOWN }] } };
    assert.deepEqual(normalised(properties, inputs), { policy: UNKNOWN });
  });
});
