import { DeleteObjectCommand, PutObjectCommand, S3Client } from "@aws-sdk/client-s3";
import assert from "node:assert/strict";
import { startProvider, type EmulatedProvider } from "./tests/emulatedProvider";

describe("the deletion of a bucket", function () {
  let emulated: EmulatedProvider;
  const subject = { token: "aws:s3/bucket:Bucket", name: "bucket" };

  before(async () => (emulated = await startProvider()));
  after(() => emulated.stop());

  /** A bucket with two versions of an object and a delete marker. */
  async function makeFullBucket(bucket: string) {
    const { provider, client } = emulated;
    const made = await provider.create(subject, { bucket });
    const versioning = { token: "aws:s3/bucketVersioning:BucketVersioning", name: "versioning" };
    await provider.create(versioning, { bucket, versioningConfiguration: { status: "Enabled" } });
    return { ...made, s3: new S3Client(client) };
  }

  async function putTwice(s3: S3Client, Bucket: string): Promise<void> {
    for (const Body of ["first", "second"])
      await s3.send(new PutObjectCommand({ Bucket, Key: "a", Body }));
    await s3.send(new DeleteObjectCommand({ Bucket, Key: "a" }));
  }

  async function lock(bucket: string, mode: string): Promise<void> {
    const token = "aws:s3/bucketObjectLockConfiguration:BucketObjectLockConfiguration";
    const rule = { defaultRetention: { mode, days: 1 } };
    await emulated.provider.create({ token, name: "lock" }, { bucket, rule });
  }

  it("needs force when the bucket holds objects, and takes every version then", async () => {
    const { provider } = emulated;
    const { id, state, s3 } = await makeFullBucket("full");
    await putTwice(s3, id);
    await assert.rejects(provider.delete(subject, id, state), { name: "BucketNotEmpty" });
    await provider.delete(subject, id, { ...state, forceDestroy: true });
    assert.equal(await provider.read(subject, id, state, {}), undefined);
  });

  it("goes past a governance lock only when the state knows of it", async () => {
    const { provider } = emulated;
    const { id, state, s3 } = await makeFullBucket("governed");
    await lock(id, "GOVERNANCE");
    await putTwice(s3, id);
    const forced = { ...state, forceDestroy: true };
    await assert.rejects(provider.delete(subject, id, forced), {
      message:
        "object a of bucket governed cannot be deleted: Access Denied because object protected by object lock.",
    });
    const refreshed = await provider.read(subject, id, forced, { forceDestroy: true });
    assert.equal(refreshed?.state.objectLockEnabled, true);
    await provider.delete(subject, id, refreshed.state);
    assert.equal(await provider.read(subject, id, state, {}), undefined);
  });

  it("never goes past a compliance lock", async () => {
    const { provider } = emulated;
    const { id, state, s3 } = await makeFullBucket("compliant");
    await lock(id, "COMPLIANCE");
    await putTwice(s3, id);
    const forced = { ...state, forceDestroy: true, objectLockEnabled: true };
    await assert.rejects(provider.delete(subject, id, forced), {
      message:
        "object a of bucket compliant cannot be deleted: Access Denied because object protected by object lock.",
    });
  });

  it("is not stopped by its versioning, which Object Lock keeps for ever", async () => {
    const { provider } = emulated;
    const { id } = await makeFullBucket("versioned");
    await lock(id, "GOVERNANCE");
    const versioning = { token: "aws:s3/bucketVersioning:BucketVersioning", name: "versioning" };
    const known = { bucket: id, versioningConfiguration: { status: "Enabled" } };
    await provider.delete(versioning, id, known);
    const left = await provider.read(versioning, id, known, {});
    assert.deepEqual(left?.state.versioningConfiguration, { status: "Enabled" });
  });
});
