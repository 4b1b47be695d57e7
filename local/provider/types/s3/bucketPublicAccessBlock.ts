import {
  DeletePublicAccessBlockCommand,
  GetPublicAccessBlockCommand,
  PutPublicAccessBlockCommand,
  S3Client,
} from "@aws-sdk/client-s3";
import type { Aws } from "../../aws";
import { REGIONAL, resourceType, type Inputs, type Properties } from "../../resourceType";

// Keeps a bucket from being public.

const properties = {
  ...REGIONAL,
  bucket: { type: "string", required: true, replaces: true },
  blockPublicAcls: { type: "boolean", default: false },
  blockPublicPolicy: { type: "boolean", default: false },
  ignorePublicAcls: { type: "boolean", default: false },
  restrictPublicBuckets: { type: "boolean", default: false },
  skipDestroy: { type: "boolean", setting: true },
} as const satisfies Properties;

export default resourceType({
  token: "aws:s3/bucketPublicAccessBlock:BucketPublicAccessBlock",
  properties,

  async create(inputs, aws) {
    await put(inputs, aws);
    return inputs.bucket;
  },

  async read(id, _known, aws) {
    const answer = await aws.client(S3Client).send(new GetPublicAccessBlockCommand({ Bucket: id }));
    const block = answer.PublicAccessBlockConfiguration;
    return {
      bucket: id,
      blockPublicAcls: block?.BlockPublicAcls,
      blockPublicPolicy: block?.BlockPublicPolicy,
      ignorePublicAcls: block?.IgnorePublicAcls,
      restrictPublicBuckets: block?.RestrictPublicBuckets,
    };
  },

  async update({ news }, aws) {
    await put(news, aws);
  },

  async delete(id, known, aws) {
    if (known.skipDestroy === true) return;
    await aws.client(S3Client).send(new DeletePublicAccessBlockCommand({ Bucket: id }));
  },
});

async function put(inputs: Inputs<typeof properties>, aws: Aws): Promise<void> {
  await aws.client(S3Client).send(
    new PutPublicAccessBlockCommand({
      Bucket: inputs.bucket,
      PublicAccessBlockConfiguration: {
        BlockPublicAcls: inputs.blockPublicAcls,
        BlockPublicPolicy: inputs.blockPublicPolicy,
        IgnorePublicAcls: inputs.ignorePublicAcls,
        RestrictPublicBuckets: inputs.restrictPublicBuckets,
      },
    }),
  );
}
