import assert from "node:assert/strict";
import { saidOf } from "../testing/said";
import { SECRET, UNKNOWN } from "../rule";
import { kmsKeyRotationEnabled as rule } from "./kmsKeyRotationEnabled";

const ofKey = (props: object) => saidOf(rule, "aws:kms/key:Key", { ...props });
const ofNative = (props: object) => saidOf(rule, "aws-native:kms:Key", { ...props });
const NOT_SET = ["enableKeyRotation is not set, and so false"];

describe("kms-key-rotation-enabled", () => {
  it("is advisory, and asks every symmetric encryption key of KMS to rotate", () => {
    assert.equal(rule.level, "advisory");
    assert.deepEqual(ofKey({}), NOT_SET);
    assert.deepEqual(ofKey({ customerMasterKeySpec: "SYMMETRIC_DEFAULT" }), NOT_SET);
    assert.deepEqual(ofKey({ multiRegion: true, customKeyStoreId: "" }), NOT_SET);
    assert.deepEqual(ofNative({ keySpec: "SYMMETRIC_DEFAULT", origin: "AWS_KMS" }), NOT_SET);
    for (const value of [false, "false", 1, "yes"]) {
      assert.deepEqual(ofKey({ enableKeyRotation: value }), ["enableKeyRotation is not true"]);
    }
  });

  it("is content with keys that rotate", () => {
    assert.deepEqual(ofKey({ enableKeyRotation: true }), []);
    assert.deepEqual(ofKey({ enableKeyRotation: "true", rotationPeriodInDays: 90 }), []);
    assert.deepEqual(ofNative({ enableKeyRotation: true }), []);
  });

  it("leaves keys alone that KMS cannot rotate", () => {
    for (const spec of ["RSA_2048", "ECC_NIST_P256", "HMAC_256", "ML_DSA_65", "SM2"]) {
      assert.deepEqual(ofKey({ customerMasterKeySpec: spec }), []);
      assert.deepEqual(ofNative({ keySpec: spec }), []);
    }
    assert.deepEqual(ofKey({ customKeyStoreId: "cks-1" }), []);
    assert.deepEqual(ofKey({ customKeyStoreId: UNKNOWN }), []);
    assert.deepEqual(ofKey({ xksKeyId: "1" }), []);
    assert.deepEqual(ofNative({ origin: "EXTERNAL" }), []);
    assert.deepEqual(rule.types, ["aws:kms/key:Key", "aws-native:kms:Key"]);
  });

  it("refuses what is not known, and what is a secret", () => {
    assert.deepEqual(ofKey({ enableKeyRotation: UNKNOWN }), [
      "enableKeyRotation is not known at preview",
    ]);
    assert.deepEqual(ofKey({ enableKeyRotation: SECRET }), [
      "enableKeyRotation is a secret, which is not judged",
    ]);
    assert.deepEqual(ofKey({ customerMasterKeySpec: UNKNOWN }), NOT_SET);
    assert.deepEqual(ofKey({ customerMasterKeySpec: "rsa_2048" }), NOT_SET);
    assert.deepEqual(ofNative({ origin: UNKNOWN }), NOT_SET);
  });
});
