import assert from "node:assert/strict";
import { hasUnknown, sameMeaning, UNKNOWN, withDefaults } from "./meaning";
import type { Property } from "./resourceType";

const SELECTOR: Property = {
  type: "object",
  properties: {
    readWriteType: { type: "string", default: "All" },
    includeManagementEvents: { type: "boolean", default: true },
    sources: { type: "set", of: { type: "string" } },
  },
};

describe("sameMeaning", () => {
  it("compares JSON without regard to white space and the order of keys, but with that of lists", () => {
    const json: Property = { type: "json" };
    assert.equal(sameMeaning(json, '{"a":[1,2],"b":{}}', '{ "b": {}, "a": [1, 2] }'), true);
    assert.equal(sameMeaning(json, '{"a":[1,2]}', '{"a":[2,1]}'), false);
  });

  it("compares policies as IAM does: a list of one is its element, and lists have no order", () => {
    const policy: Property = { type: "policy" };
    const one = '{"Statement":{"Action":["b","a"],"Resource":"*","Principal":{"AWS":["x"]}}}';
    const same = '{"Statement":[{"Principal":{"AWS":"x"},"Action":["a","b"],"Resource":["*"]}]}';
    const other = '{"Statement":[{"Principal":{"AWS":"y"},"Action":["a","b"],"Resource":["*"]}]}';
    assert.equal(sameMeaning(policy, one, same), true);
    assert.equal(sameMeaning(policy, one, other), false);
  });

  it("compares sets without order, lists with order", () => {
    assert.equal(
      sameMeaning({ type: "set", of: { type: "string" } }, ["a", "b"], ["b", "a"]),
      true,
    );
    assert.equal(
      sameMeaning({ type: "list", of: { type: "string" } }, ["a", "b"], ["b", "a"]),
      false,
    );
  });

  it("takes a default, written out or not, at any depth for the same", () => {
    assert.equal(sameMeaning({ type: "integer", default: 0 }, undefined, 0), true);
    assert.equal(sameMeaning({ type: "boolean", default: true }, undefined, false), false);
    const full = { readWriteType: "All", includeManagementEvents: true, sources: [] };
    assert.equal(sameMeaning({ type: "list", of: SELECTOR }, [{}], [full]), true);
    assert.equal(
      sameMeaning({ type: "list", of: SELECTOR }, [{}], [{ ...full, sources: ["kms"] }]),
      false,
    );
    assert.equal(sameMeaning(SELECTOR, undefined, full), true);
    assert.equal(sameMeaning(SELECTOR, undefined, { includeManagementEvents: false }), false);
  });

  it("takes nothing, false and emptiness for the same, but not 0", () => {
    assert.equal(sameMeaning({ type: "string" }, undefined, ""), true);
    assert.equal(sameMeaning({ type: "boolean" }, undefined, false), true);
    assert.equal(sameMeaning({ type: "set", of: { type: "string" } }, undefined, []), true);
    assert.equal(sameMeaning({ type: "map" }, undefined, {}), true);
    assert.equal(sameMeaning({ type: "number" }, undefined, 0), false);
  });
});

describe("withDefaults", () => {
  it("fills in defaults at any depth, and leaves out what is not in the table", () => {
    const properties = {
      selectors: { type: "list", of: SELECTOR },
      days: { type: "integer", default: 0 },
    } as const;
    assert.deepEqual(
      withDefaults(properties, { selectors: [{ sources: ["kms"] }], __internal: 1 }),
      {
        selectors: [{ readWriteType: "All", includeManagementEvents: true, sources: ["kms"] }],
        days: 0,
      },
    );
  });
});

describe("hasUnknown", () => {
  it("finds an unknown value at any depth", () => {
    assert.equal(hasUnknown({ a: [{ b: UNKNOWN }] }), true);
    assert.equal(hasUnknown({ a: [{ b: null }] }), false);
  });
});
