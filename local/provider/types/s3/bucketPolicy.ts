import {
  DeleteBucketPolicyCommand,
  GetBucketPolicyCommand,
  PutBucketPolicyCommand,
  S3Client,
} from "@aws-sdk/client-s3";
import { REGIONAL, resourceType, type Properties } from "../../resourceType";

// Who may use a bucket.

const properties = {
  ...REGIONAL,
  bucket: { type: "string", required: true, replaces: true },
  policy: { type: "policy", required: true },
} as const satisfies Properties;

export default resourceType({
  token: "aws:s3/bucketPolicy:BucketPolicy",
  properties,

  async create(inputs, aws) {
    await aws
      .client(S3Client)
      .send(new PutBucketPolicyCommand({ Bucket: inputs.bucket, Policy: inputs.policy }));
    return inputs.bucket;
  },

  async read(id, _known, aws) {
    const answer = await aws.client(S3Client).send(new GetBucketPolicyCommand({ Bucket: id }));
    return { bucket: id, policy: answer.Policy };
  },

  async update({ id, news }, aws) {
    await aws
      .client(S3Client)
      .send(new PutBucketPolicyCommand({ Bucket: id, Policy: news.policy }));
  },

  async delete(id, _known, aws) {
    await aws.client(S3Client).send(new DeleteBucketPolicyCommand({ Bucket: id }));
  },
});
