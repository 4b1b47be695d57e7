import assert from "node:assert/strict";
import { UNKNOWN } from "../rule";
import { cloudtrailArchiveIsNotPublic as rule } from "./cloudtrailArchiveIsNotPublic";
import { resource } from "../testing/resource";
import { said } from "../testing/said";

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
const account = (props: Record<string, unknown>) =>
  resource("aws:s3/accountPublicAccessBlock:AccountPublicAccessBlock", "all", props);
const controls = (objectOwnership: string) =>
  resource("aws:s3/bucketOwnershipControls:BucketOwnershipControls", "ownership", {
    bucket: "archive-1a2b",
    rule: { objectOwnership },
  });
const aclOf = (props: object) =>
  resource("aws:s3/bucketAcl:BucketAcl", "acl", { bucket: "archive-1a2b", ...props });
const OPEN = { ...CLOSED, blockPublicPolicy: false };
const OPENED = ["block: blockPublicPolicy is not true for the archive of a trail"];

describe("cloudtrail-archive-is-not-public", () => {
  it("is mandatory", () => {
    assert.equal(rule.level, "mandatory");
  });

  it("allows an archive that blocks all public access", () => {
    assert.deepEqual(said(rule, [trail("archive-1a2b"), bucket, block(CLOSED)]), []);
  });

  it("allows one without a block, because S3 makes every bucket with one", () => {
    const other = block({ ...OPEN, bucket: "other" });
    assert.deepEqual(said(rule, [trail("archive-1a2b"), bucket]), []);
    assert.deepEqual(said(rule, [trail("archive-1a2b"), bucket, other]), []);
  });

  it("refuses a block that is open, even beside one that is not", () => {
    const blocks = [block(CLOSED), block(OPEN)];
    assert.deepEqual(said(rule, [trail("archive-1a2b"), bucket, ...blocks]), OPENED);
  });

  it("takes the block of the own account for the bucket's, and not that of another", () => {
    const own = {
      s3BucketName: "archive-1a2b",
      arn: "arn:aws:cloudtrail:eu-west-1:111122223333:trail/a",
    };
    const stack = [resource("aws:cloudtrail/trail:Trail", "audit", own), bucket, block(OPEN)];
    for (const accountId of [undefined, "111122223333"]) {
      assert.deepEqual(said(rule, [...stack, account({ ...CLOSED, accountId })]), []);
    }
    assert.deepEqual(
      said(rule, [...stack, account({ ...CLOSED, accountId: "999999999999" })]),
      OPENED,
    );
    assert.deepEqual(said(rule, [...stack, account(OPEN)]), OPENED);
  });

  it("finds the archive of a trail in a template", () => {
    const Properties = { S3BucketName: "archive-1a2b" };
    const Resources = { Audit: { Type: "AWS::CloudTrail::Trail", Properties } };
    const stack = resource("aws:cloudformation/stack:Stack", "baseline", {
      templateBody: JSON.stringify({ Resources }),
    });
    assert.deepEqual(said(rule, [stack, bucket, block(OPEN)]), OPENED);
  });

  it("refuses a public ACL, of the bucket or of a resource of its own", () => {
    const opens = "opens the archive of a trail to everybody";
    const uri = "http://acs.amazonaws.com/groups/global/AllUsers";
    for (const [acl, line] of [
      [
        resource(bucket.type, "archive", { bucket: "archive-1a2b", acl: "public-read" }),
        "archive: acl",
      ],
      [aclOf({ acl: "authenticated-read" }), "acl: acl"],
      [
        aclOf({ accessControlPolicy: { grants: [{ grantee: { uri }, permission: "READ" }] } }),
        "acl: accessControlPolicy",
      ],
    ] as const) {
      const rest = acl.type === bucket.type ? [] : [bucket];
      assert.deepEqual(said(rule, [trail("archive-1a2b"), ...rest, acl]), [`${line} ${opens}`]);
    }
    assert.deepEqual(said(rule, [trail("archive-1a2b"), bucket, aclOf({ acl: UNKNOWN })]), [
      "acl: acl is not known, and may open the archive of a trail",
    ]);
  });

  it("refuses an ACL for others where the stack enables ACLs, and allows a private one", () => {
    const stack = [trail("archive-1a2b"), bucket];
    for (const ownership of ["ObjectWriter", "BucketOwnerPreferred"]) {
      const others = [controls(ownership), aclOf({ acl: "log-delivery-write" })];
      assert.deepEqual(said(rule, [...stack, ...others]), [
        "acl: acl lets others than its owner at the archive of a trail, whose ownership controls enable ACLs",
      ]);
      const privately = [controls(ownership), aclOf({ acl: "private" })];
      assert.deepEqual(said(rule, [...stack, ...privately]), []);
    }
    const enforced = [controls("BucketOwnerEnforced"), aclOf({ acl: "log-delivery-write" })];
    assert.deepEqual(said(rule, [...stack, ...enforced]), []);
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
