import assert from "node:assert/strict";
import { UNKNOWN } from "../rule";
import { cloudtrailArchiveIsProtectedFromDeletion as rule } from "./cloudtrailArchiveIsProtectedFromDeletion";
import { resource } from "../testing/resource";
import { said } from "../testing/said";

const trail = resource("aws:cloudtrail/trail:Trail", "audit", { s3BucketName: "archive-1a2b" });
const bucket = (props: object, type = "aws:s3/bucket:Bucket") =>
  resource(type, "archive", { bucket: "archive-1a2b", bucketName: "archive-1a2b", ...props });
const versioning = (status: unknown, name = "archive-1a2b") =>
  resource("aws:s3/bucketVersioning:BucketVersioning", "versions", {
    bucket: name,
    versioningConfiguration: { status },
  });
const FORCED =
  "archive: forceDestroy lets a deployment delete the bucket with every log file in it";
const NO_VERSIONS =
  "archive: has neither versions nor Object Lock, so a log file that is deleted or replaced is lost";

describe("cloudtrail-archive-is-protected-from-deletion", () => {
  it("is advisory, because throw-away stacks delete their archives on purpose", () => {
    assert.equal(rule.level, "advisory");
  });

  it("allows versions, by a resource of their own or by the bucket, and Object Lock", () => {
    assert.deepEqual(said(rule, [trail, bucket({}), versioning("Enabled")]), []);
    assert.deepEqual(said(rule, [trail, bucket({ versioning: { enabled: true } })]), []);
    assert.deepEqual(said(rule, [trail, bucket({ objectLockEnabled: true })]), []);
    const native = bucket(
      { versioningConfiguration: { status: "Enabled" } },
      "aws-native:s3:Bucket",
    );
    assert.deepEqual(said(rule, [trail, native]), []);
  });

  it("refuses an archive without versions, with suspended ones, and with another bucket's", () => {
    assert.deepEqual(said(rule, [trail, bucket({})]), [NO_VERSIONS]);
    for (const other of [
      versioning("Suspended"),
      versioning(UNKNOWN),
      versioning("Enabled", "x"),
    ]) {
      assert.deepEqual(said(rule, [trail, bucket({}), other]), [NO_VERSIONS]);
    }
  });

  it("refuses an archive whose log files a deployment may delete, or that may be one", () => {
    for (const forceDestroy of [true, "true", UNKNOWN]) {
      assert.deepEqual(said(rule, [trail, bucket({ forceDestroy }), versioning("Enabled")]), [
        FORCED,
      ]);
    }
    assert.deepEqual(
      said(rule, [trail, bucket({ forceDestroy: false, objectLockEnabled: true })]),
      [],
    );
  });

  it("refuses a lifecycle that deletes log files or their versions in less than 90 days", () => {
    const locked = bucket({ objectLockEnabled: true });
    const lifecycle = (...rules: readonly object[]) =>
      resource("aws:s3/bucketLifecycleConfiguration:BucketLifecycleConfiguration", "cycle", {
        bucket: "archive-1a2b",
        rules,
      });
    const on = (given: object) => said(rule, [trail, locked, lifecycle(given)]);
    const early = (path: string, days: number, name = "cycle: rules") =>
      `${name}[0].${path} lets log files be deleted for good after ${days} days`;
    assert.deepEqual(on({ status: "Enabled", expiration: { days: 1 } }), [
      early("expiration.days", 1),
    ]);
    assert.deepEqual(
      on({ status: "Enabled", noncurrentVersionExpiration: { noncurrentDays: 89 } }),
      [early("noncurrentVersionExpiration.noncurrentDays", 89)],
    );
    for (const given of [
      { status: "Enabled", expiration: { days: 90 } },
      { status: "Disabled", expiration: { days: 1 } },
      { status: "Enabled", expiration: { days: 0, expiredObjectDeleteMarker: true } },
      { status: "Enabled", expiration: { days: UNKNOWN } },
    ]) {
      assert.deepEqual(on(given), []);
    }
    const own = [
      { enabled: true, expiration: { days: 7 } },
      { enabled: false, expiration: { days: 7 } },
    ];
    const withOwn = bucket({ objectLockEnabled: true, lifecycleRules: own });
    assert.deepEqual(said(rule, [trail, withOwn]), [
      early("expiration.days", 7, "archive: lifecycleRules"),
    ]);
    const native = { rules: [{ status: "Enabled", expirationInDays: 30 }] };
    const withNative = bucket(
      { objectLockEnabled: true, lifecycleConfiguration: native },
      "aws-native:s3:Bucket",
    );
    assert.deepEqual(said(rule, [trail, withNative]), [
      early("expirationInDays", 30, "archive: lifecycleConfiguration.rules"),
    ]);
  });

  it("leaves buckets alone that no trail writes to", () => {
    assert.deepEqual(said(rule, [bucket({ forceDestroy: true })]), []);
  });
});
