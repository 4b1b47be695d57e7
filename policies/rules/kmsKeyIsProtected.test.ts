import assert from "node:assert/strict";
import { resource } from "../testing/resource";
import { saidOf } from "../testing/said";
import { kmsKeyIsProtected as rule } from "./kmsKeyIsProtected";

describe("kms-key-is-protected", () => {
  it("cites no control, because none asks for this", () => assert.deepEqual(rule.controls, []));

  it("names the exemption by which a replacement is allowed", () => {
    const [type = ""] = rule.types;
    assert.deepEqual(
      rule.judge(resource(type, "orders", {}), {}).map(({ fix }) => fix),
      [
        "set the resource option protect to true, or exempt a key that may be replaced, with a reason and an end date",
      ],
    );
  });

  it("is advisory, and wants the option protect on each kind of key", () => {
    assert.equal(rule.level, "advisory");
    assert.equal(rule.types.length, 6);
    for (const type of rule.types) {
      assert.deepEqual(saidOf(rule, type, {}), [
        "is not protected, so a change of its properties can replace it and delete the old key",
      ]);
      assert.deepEqual(saidOf(rule, type, {}, {}, { protect: true }), []);
    }
  });
});
