import {
  DeleteBucketLifecycleCommand,
  GetBucketLifecycleConfigurationCommand,
  PutBucketLifecycleConfigurationCommand,
  S3Client,
} from "@aws-sdk/client-s3";
import type { Aws } from "../../aws";
import { LIFECYCLE_RULE, ruleFromAws, ruleToAws } from "../../lifecycleRule";
import { REGIONAL, resourceType, type Inputs, type Properties } from "../../resourceType";

// When a bucket moves objects to cheaper storage, and when it deletes them. One rule is in local/provider/lifecycleRule.ts.

const properties = {
  ...REGIONAL,
  bucket: { type: "string", required: true, replaces: true },
  expectedBucketOwner: { type: "string", setting: true, replaces: true },
  rules: { type: "list", of: LIFECYCLE_RULE },
} as const satisfies Properties;

export default resourceType({
  token: "aws:s3/bucketLifecycleConfiguration:BucketLifecycleConfiguration",
  properties,

  async create(inputs, aws) {
    await put(inputs, aws);
    return inputs.bucket;
  },

  async read(id, known, aws) {
    const answer = await aws.client(S3Client).send(
      new GetBucketLifecycleConfigurationCommand({
        Bucket: id,
        ExpectedBucketOwner: known.expectedBucketOwner,
      }),
    );
    return { bucket: id, rules: answer.Rules?.map(ruleFromAws) };
  },

  async update({ news }, aws) {
    await put(news, aws);
  },

  async delete(id, known, aws) {
    const { expectedBucketOwner: ExpectedBucketOwner } = known;
    await aws
      .client(S3Client)
      .send(new DeleteBucketLifecycleCommand({ Bucket: id, ExpectedBucketOwner }));
  },
});

async function put(inputs: Inputs<typeof properties>, aws: Aws): Promise<void> {
  await aws.client(S3Client).send(
    new PutBucketLifecycleConfigurationCommand({
      Bucket: inputs.bucket,
      ExpectedBucketOwner: inputs.expectedBucketOwner,
      LifecycleConfiguration: { Rules: inputs.rules?.map(ruleToAws) },
    }),
  );
}
