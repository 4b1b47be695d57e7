import assert from "node:assert/strict";
import { UNKNOWN } from "./meaning";
import { REGIONAL, resourceType, TAGGED } from "./resourceType";
import { desired, inputsOf, previewOf, stateOf } from "./state";

const DEFAULTS = { region: "us-east-1", tags: { team: "security" } };

const thing = resourceType({
  token: "aws:test/thing:Thing",
  properties: {
    ...REGIONAL,
    ...TAGGED,
    name: { type: "string", computed: true, replaces: true },
    pattern: { type: "json" },
    description: { type: "string" },
    state: { type: "string", default: "ENABLED" },
    insight: { type: "string", recorded: "the emulator has none" },
    forceDestroy: { type: "boolean", setting: true, default: false },
    arn: { type: "string", output: true },
  },
  create: () => Promise.reject(new Error("not called")),
  read: () => Promise.reject(new Error("not called")),
  delete: () => Promise.reject(new Error("not called")),
});

const LIVE = {
  name: "a",
  pattern: '{ "source": ["aws.kms"] }',
  description: "",
  state: "ENABLED",
  arn: "arn:aws:test",
  tagsAll: { own: "1", team: "security" },
};
const GIVEN = {
  name: "a",
  pattern: '{"source":["aws.kms"]}',
  insight: "on",
  forceDestroy: true,
  tags: { own: "1" },
};
const wanted = desired(thing, GIVEN, DEFAULTS);

describe("stateOf", () => {
  it("keeps the program's spelling, its settings and what the emulator cannot hold", () => {
    assert.deepEqual(stateOf(thing, LIVE, wanted, DEFAULTS), {
      region: "us-east-1",
      name: "a",
      pattern: '{"source":["aws.kms"]}',
      state: "ENABLED",
      insight: "on",
      forceDestroy: true,
      arn: "arn:aws:test",
      tags: { own: "1" },
      tagsAll: { own: "1", team: "security" },
    });
  });

  it("takes what AWS holds when it means something else", () => {
    const live = {
      ...LIVE,
      pattern: '{"source":["aws.s3"]}',
      state: "DISABLED",
      tagsAll: { own: "2", more: "3" },
    };
    const state = stateOf(thing, live, wanted, DEFAULTS);
    assert.equal(state.pattern, '{"source":["aws.s3"]}');
    assert.equal(state.state, "DISABLED");
    assert.deepEqual(state.tags, { own: "2", more: "3" });
  });
});

describe("inputsOf", () => {
  it("gives the program's own inputs back when nothing has changed", () => {
    assert.deepEqual(inputsOf(thing, stateOf(thing, LIVE, wanted, DEFAULTS), GIVEN), GIVEN);
  });

  it("adds what was changed outside, although the program never said it", () => {
    const live = { ...LIVE, description: "changed", state: "DISABLED" };
    assert.deepEqual(inputsOf(thing, stateOf(thing, live, wanted, DEFAULTS), GIVEN), {
      ...GIVEN,
      description: "changed",
      state: "DISABLED",
    });
  });

  it("makes up all inputs for an import", () => {
    const state = stateOf(thing, LIVE, desired(thing, {}, DEFAULTS), DEFAULTS);
    assert.deepEqual(inputsOf(thing, state, {}), {
      region: "us-east-1",
      name: "a",
      pattern: '{ "source": ["aws.kms"] }',
      tags: { own: "1" },
    });
  });
});

describe("previewOf", () => {
  it("knows the inputs, and leaves to AWS what only AWS knows", () => {
    assert.deepEqual(previewOf(thing, desired(thing, { pattern: "{}" }, DEFAULTS), {}), {
      region: "us-east-1",
      name: UNKNOWN,
      pattern: "{}",
      state: "ENABLED",
      forceDestroy: false,
      tagsAll: { team: "security" },
      arn: UNKNOWN,
    });
  });

  it("keeps what AWS has chosen when the resource is only updated", () => {
    const state = previewOf(thing, desired(thing, { pattern: "{}" }, DEFAULTS), {
      name: "a",
      arn: "arn:aws:test",
    });
    assert.deepEqual([state.name, state.arn], ["a", "arn:aws:test"]);
  });
});
