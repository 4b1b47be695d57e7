import {
  GetBucketVersioningCommand,
  PutBucketVersioningCommand,
  S3Client,
  type BucketVersioningStatus,
  type MFADelete,
} from "@aws-sdk/client-s3";
import type { Aws } from "../../aws";
import { REGIONAL, resourceType, type Inputs, type Properties } from "../../resourceType";

// Whether a bucket keeps old versions of its objects.

const properties = {
  ...REGIONAL,
  bucket: { type: "string", required: true, replaces: true },
  expectedBucketOwner: { type: "string", setting: true, replaces: true },
  mfa: { type: "string", setting: true },
  versioningConfiguration: {
    type: "object",
    required: true,
    properties: {
      status: { type: "string", required: true },
      mfaDelete: { type: "string", computed: true },
    },
  },
} as const satisfies Properties;

export default resourceType({
  token: "aws:s3/bucketVersioning:BucketVersioning",
  properties,

  async create(inputs, aws) {
    // A bucket that never had versions is "Disabled" without a call: versioning can only be suspended later.
    if (inputs.versioningConfiguration.status !== "Disabled") await put(inputs, aws);
    return inputs.bucket;
  },

  async read(id, known, aws) {
    const answer = await aws.client(S3Client).send(
      new GetBucketVersioningCommand({
        Bucket: id,
        ExpectedBucketOwner: known.expectedBucketOwner,
      }),
    );
    return {
      bucket: id,
      versioningConfiguration: { status: answer.Status ?? "Disabled", mfaDelete: answer.MFADelete },
    };
  },

  async update({ news }, aws) {
    await put(news, aws);
  },

  async delete(id, known, aws) {
    if (known.versioningConfiguration?.status === "Disabled") return;
    const call = aws.client(S3Client).send(
      new PutBucketVersioningCommand({
        Bucket: id,
        VersioningConfiguration: { Status: "Suspended" },
      }),
    );
    await call.catch((error: unknown) => {
      if (!isHeldByObjectLock(error)) throw error;
    });
  },
});

/** A bucket with Object Lock keeps its versions for ever. The real provider then only forgets the resource. */
function isHeldByObjectLock(error: unknown): boolean {
  return error instanceof Error && error.name === "InvalidBucketState";
}

async function put(inputs: Inputs<typeof properties>, aws: Aws): Promise<void> {
  const { status, mfaDelete } = inputs.versioningConfiguration;
  await aws.client(S3Client).send(
    new PutBucketVersioningCommand({
      Bucket: inputs.bucket,
      ExpectedBucketOwner: inputs.expectedBucketOwner,
      MFA: inputs.mfa,
      VersioningConfiguration: {
        Status: status as BucketVersioningStatus,
        MFADelete: mfaDelete as MFADelete,
      },
    }),
  );
}
