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

  it("leaves buckets alone that no trail writes to", () => {
    assert.deepEqual(said(rule, [bucket({ forceDestroy: true })]), []);
  });
});
