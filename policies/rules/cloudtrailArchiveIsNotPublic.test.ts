import assert from "node:assert/strict";
import { UNKNOWN } from "../rule";
import { cloudtrailArchiveIsNotPublic as rule } from "./cloudtrailArchiveIsNotPublic";
import { resource, said } from "./saidOf";

const CLOSED = {
  blockPublicAcls: true,
  blockPublicPolicy: true,
  ignorePublicAcls: true,
  restrictPublicBuckets: true,
};
const trail = (s3BucketName: unknown) =>
  resource("aws:cloudtrail/trail:Trail", "audit", { s3BucketName });
const bucket = resource("aws:s3/bucket:Bucket", "archive", { bucket: "archive-1a2b" });
const block = (props: object) =>
  resource("aws:s3/bucketPublicAccessBlock:BucketPublicAccessBlock", "block", {
    bucket: "archive-1a2b",
    ...props,
  });
const NO_BLOCK =
  "archive: has no public access block in this stack, so its policy or ACLs may open it";

describe("cloudtrail-archive-is-not-public", () => {
  it("is mandatory", () => {
    assert.equal(rule.level, "mandatory");
  });

  it("allows an archive that blocks all public access", () => {
    assert.deepEqual(said(rule, [trail("archive-1a2b"), bucket, block(CLOSED)]), []);
  });

  it("allows one in an account that blocks all public access", () => {
    const type = "aws:s3/accountPublicAccessBlock:AccountPublicAccessBlock";
    assert.deepEqual(
      said(rule, [trail("archive-1a2b"), bucket, resource(type, "all", CLOSED)]),
      [],
    );
  });

  it("refuses one without a block, or with that of another bucket", () => {
    const other = block({ ...CLOSED, bucket: "other" });
    assert.deepEqual(said(rule, [trail("archive-1a2b"), bucket]), [NO_BLOCK]);
    assert.deepEqual(said(rule, [trail("archive-1a2b"), bucket, other]), [NO_BLOCK]);
  });

  it("names every option that is not on", () => {
    const open = { ...CLOSED, blockPublicAcls: false, restrictPublicBuckets: UNKNOWN };
    assert.deepEqual(said(rule, [trail("archive-1a2b"), bucket, block(open)]), [
      "block: blockPublicAcls is not true for the archive of a trail",
      "block: restrictPublicBuckets is not known for the archive of a trail",
    ]);
    assert.deepEqual(
      said(rule, [trail("archive-1a2b"), bucket, block({ blockPublicPolicy: true })]),
      ["blockPublicAcls", "ignorePublicAcls", "restrictPublicBuckets"].map(
        (option) => `block: ${option} is not true for the archive of a trail`,
      ),
    );
  });

  it("reads the block that aws-native has within the bucket", () => {
    const native = (publicAccessBlockConfiguration: object) =>
      resource("aws-native:s3:Bucket", "archive", {
        bucketName: "archive-1a2b",
        publicAccessBlockConfiguration,
      });
    const { ignorePublicAcls, ...rest } = CLOSED;
    assert.equal(ignorePublicAcls, true);
    assert.deepEqual(said(rule, [trail("archive-1a2b"), native(CLOSED)]), []);
    assert.deepEqual(said(rule, [trail("archive-1a2b"), native(rest)]), [
      "archive: publicAccessBlockConfiguration.ignorePublicAcls is not true for the archive of a trail",
    ]);
  });

  it("leaves buckets alone that no trail writes to, and waits for names that are not known yet", () => {
    assert.deepEqual(said(rule, [trail("elsewhere"), bucket]), []);
    const unnamed = resource("aws:s3/bucket:Bucket", "archive", { bucket: UNKNOWN });
    assert.deepEqual(said(rule, [trail(UNKNOWN), unnamed]), []);
  });
});
