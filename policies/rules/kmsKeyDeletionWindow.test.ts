import assert from "node:assert/strict";
import { saidOf } from "../testing/said";
import { SECRET, UNKNOWN } from "../rule";
import { kmsKeyDeletionWindow as rule } from "./kmsKeyDeletionWindow";

const KEY = "aws:kms/key:Key";
const of = (deletionWindowInDays: unknown, settings: object = {}) =>
  saidOf(rule, KEY, { deletionWindowInDays }, settings);

describe("kms-key-deletion-window", () => {
  it("cites no control, because none asks for this", () => assert.deepEqual(rule.controls, []));

  it("is advisory, and wants 30 days, which is also the default of KMS", () => {
    assert.equal(rule.level, "advisory");
    assert.deepEqual(saidOf(rule, KEY, {}), []);
    assert.deepEqual(of(null), []);
    assert.deepEqual(of(30), []);
    assert.deepEqual(of(29), ["deletionWindowInDays is less than 30"]);
    assert.deepEqual(of(7), ["deletionWindowInDays is less than 30"]);
  });

  it("wants as many days as the settings say", () => {
    assert.deepEqual(of(14, { minimumDays: 14 }), []);
    assert.deepEqual(of(13, { minimumDays: 14 }), ["deletionWindowInDays is less than 14"]);
    assert.throws(() => of(30, { minimumDays: 31 }));
    assert.throws(() => of(30, { minimumDay: 30 }));
  });

  it("refuses what is not known, a secret, and what is no number", () => {
    assert.deepEqual(of(UNKNOWN), ["deletionWindowInDays is not known at preview"]);
    assert.deepEqual(of(SECRET), ["deletionWindowInDays is a secret, which is not judged"]);
    assert.deepEqual(of("30"), ["deletionWindowInDays is not a number of days"]);
    assert.deepEqual(of(NaN), ["deletionWindowInDays is less than 30"]);
  });

  it("judges each kind of key", () => {
    for (const kind of ["externalKey:ExternalKey", "replicaKey:ReplicaKey"]) {
      const said = saidOf(rule, `aws:kms/${kind}`, { deletionWindowInDays: 7 });
      assert.deepEqual(said, ["deletionWindowInDays is less than 30"]);
    }
    for (const type of ["aws-native:kms:Key", "aws-native:kms:ReplicaKey"]) {
      const said = saidOf(rule, type, { pendingWindowInDays: 7 });
      assert.deepEqual(said, ["pendingWindowInDays is less than 30"]);
    }
  });
});
