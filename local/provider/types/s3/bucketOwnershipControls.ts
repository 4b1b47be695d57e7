import {
  DeleteBucketOwnershipControlsCommand,
  GetBucketOwnershipControlsCommand,
  PutBucketOwnershipControlsCommand,
  S3Client,
  type ObjectOwnership,
} from "@aws-sdk/client-s3";
import type { Aws } from "../../aws";
import { REGIONAL, resourceType, type Inputs, type Properties } from "../../resourceType";

// Who owns the objects of a bucket.

const properties = {
  ...REGIONAL,
  bucket: { type: "string", required: true, replaces: true },
  rule: {
    type: "object",
    required: true,
    properties: { objectOwnership: { type: "string", required: true } },
  },
} as const satisfies Properties;

export default resourceType({
  token: "aws:s3/bucketOwnershipControls:BucketOwnershipControls",
  properties,

  async create(inputs, aws) {
    await put(inputs, aws);
    return inputs.bucket;
  },

  async read(id, _known, aws) {
    const answer = await aws
      .client(S3Client)
      .send(new GetBucketOwnershipControlsCommand({ Bucket: id }));
    const [rule] = answer.OwnershipControls?.Rules ?? [];
    if (rule?.ObjectOwnership === undefined) return undefined;
    return { bucket: id, rule: { objectOwnership: rule.ObjectOwnership } };
  },

  async update({ news }, aws) {
    await put(news, aws);
  },

  async delete(id, _known, aws) {
    await aws.client(S3Client).send(new DeleteBucketOwnershipControlsCommand({ Bucket: id }));
  },
});

async function put(inputs: Inputs<typeof properties>, aws: Aws): Promise<void> {
  const rule = { ObjectOwnership: inputs.rule.objectOwnership as ObjectOwnership };
  await aws.client(S3Client).send(
    new PutBucketOwnershipControlsCommand({
      Bucket: inputs.bucket,
      OwnershipControls: { Rules: [rule] },
    }),
  );
}
