import assert from "node:assert/strict";
import { tagChange, tagMap } from "./tags";

describe("tags", () => {
  it("sets only what changes and removes what is no longer wanted", () => {
    assert.deepEqual(tagChange({ a: "1", b: "2", c: "3" }, { a: "1", b: "4", d: "5" }), {
      set: { b: "4", d: "5" },
      remove: ["c"],
    });
  });

  it("does not see AWS's own tags", () => {
    assert.deepEqual(tagMap([{ Key: "aws:cloudformation:stack-name", Value: "x" }, { Key: "a" }]), {
      a: "",
    });
  });
});
