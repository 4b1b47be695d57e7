import assert from "node:assert/strict";
import { recordDetections } from "../detections/catalogue";
import { iamRegionOf, onIam } from "./iamRegion";

describe("iamRegionOf", () => {
  for (const [region, expected] of [
    ["us-east-1", "us-east-1"],
    ["eu-central-1", "us-east-1"],
    ["us-gov-east-1", "us-gov-west-1"],
    ["cn-northwest-1", "cn-north-1"],
  ] as const) {
    it(`is ${expected} for ${region}`, () => {
      assert.equal(iamRegionOf(region), expected);
    });
  }
});

describe("onIam", () => {
  it("takes the detections on the stack's roles, and no others", () => {
    assert.deepEqual(
      onIam(recordDetections).map(({ id }) => id),
      ["delivery-role-weakened", "delivery-role-changed"],
    );
  });
});
