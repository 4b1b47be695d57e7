import assert from "node:assert/strict";
import { deletesBeforeReplacement, differences } from "./diff";
import { UNKNOWN } from "./meaning";
import { REGIONAL, resourceType, TAGGED } from "./resourceType";
import { desired } from "./state";

const DEFAULTS = { region: "us-east-1", tags: { team: "security" } };

const group = resourceType({
  token: "aws:test/group:Group",
  properties: {
    ...REGIONAL,
    ...TAGGED,
    name: { type: "string", computed: true, replaces: true },
    days: { type: "integer", default: 0 },
    policy: { type: "policy", computed: true },
    forceDestroy: { type: "boolean", setting: true, default: false },
    arn: { type: "string", output: true },
  },
  naming: { property: "name", maxLength: 64 },
  create: () => Promise.reject(new Error("not called")),
  read: () => Promise.reject(new Error("not called")),
  delete: () => Promise.reject(new Error("not called")),
});

const STATE = {
  region: "us-east-1",
  name: "audit-0123abc",
  days: 30,
  policy: '{"Statement":[]}',
  forceDestroy: false,
  tags: { own: "1" },
  tagsAll: { own: "1", team: "security" },
  arn: "arn:aws:test",
};

function differ(inputs: Record<string, unknown>, state: Record<string, unknown> = STATE) {
  return differences(group, desired(group, inputs, DEFAULTS), state);
}

describe("differences", () => {
  it("finds none when the program says what AWS holds", () => {
    assert.deepEqual(differ({ name: "audit-0123abc", days: 30, tags: { own: "1" } }), []);
  });

  it("takes the absence of what AWS chooses for no change, and of anything else for its default", () => {
    assert.deepEqual(differ({ tags: { own: "1" } }), [
      { property: "days", kind: "update", replaces: false },
    ]);
  });

  it("says which properties replace, region among them", () => {
    assert.deepEqual(differ({ name: "other", region: "us-west-2", days: 30, tags: { own: "1" } }), [
      { property: "region", kind: "update", replaces: true },
      { property: "name", kind: "update", replaces: true },
    ]);
  });

  it("sees tags that were added outside, and default tags that changed", () => {
    const tagged = {
      ...STATE,
      tags: { own: "1", x: "2" },
      tagsAll: { own: "1", x: "2", team: "security" },
    };
    assert.deepEqual(
      differ({ days: 30, tags: { own: "1" } }, tagged).map(({ property }) => property),
      ["tags", "tagsAll"],
    );
    const untagged = { ...STATE, tagsAll: { own: "1", team: "other" } };
    assert.deepEqual(
      differ({ days: 30, tags: { own: "1" } }, untagged).map(({ property }) => property),
      ["tagsAll"],
    );
  });

  it("takes a value that is not known yet for a change", () => {
    assert.deepEqual(differ({ days: 30, tags: { own: "1" }, policy: UNKNOWN }), [
      { property: "policy", kind: "update", replaces: false },
    ]);
  });

  it("tells added from removed values", () => {
    const rest = { ...STATE, tags: undefined };
    assert.deepEqual(differ({ days: 30, tags: { own: "1" } }, rest)[0], {
      property: "tags",
      kind: "add",
      replaces: false,
    });
    assert.deepEqual(differ({ days: 30 })[0], {
      property: "tags",
      kind: "delete",
      replaces: false,
    });
  });
});

describe("deletesBeforeReplacement", () => {
  it("deletes first when the program itself gives the same name in the same region", () => {
    const state = { ...STATE, name: "fixed" };
    const ask = (inputs: object, olds: object) =>
      deletesBeforeReplacement(group, "audit", desired(group, { ...inputs }, DEFAULTS), {
        ...olds,
      });
    assert.equal(ask({ name: "fixed" }, state), true);
    assert.equal(ask({ name: "renamed" }, state), false);
    assert.equal(ask({ name: "fixed", region: "us-west-2" }, state), false);
    assert.equal(ask({ name: "audit-0123abc" }, STATE), false);
  });
});
