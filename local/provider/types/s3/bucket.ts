import {
  CreateBucketCommand,
  DeleteBucketCommand,
  DeleteBucketTaggingCommand,
  DeleteObjectsCommand,
  GetBucketLocationCommand,
  GetBucketTaggingCommand,
  GetObjectLockConfigurationCommand,
  ListObjectVersionsCommand,
  PutBucketTaggingCommand,
  S3Client,
  type BucketLocationConstraint,
} from "@aws-sdk/client-s3";
import type { Aws } from "../../aws";
import { ifFound } from "../../errors";
import { REGIONAL, resourceType, TAGGED, type Properties } from "../../resourceType";
import { tagList, tagMap } from "../../tags";

// An S3 bucket. Its settings are resources of their own (bucketVersioning.ts and others).

const properties = {
  ...REGIONAL,
  ...TAGGED,
  bucket: { type: "string", computed: true, replaces: true },
  bucketPrefix: { type: "string", computed: true, replaces: true },
  forceDestroy: { type: "boolean", setting: true, default: false },
  objectLockEnabled: { type: "boolean", computed: true, replaces: true },
  arn: { type: "string", output: true },
  bucketDomainName: { type: "string", output: true },
  bucketRegionalDomainName: { type: "string", output: true },
  bucketRegion: { type: "string", output: true },
} as const satisfies Properties;

export default resourceType({
  token: "aws:s3/bucket:Bucket",
  properties,
  // https://docs.aws.amazon.com/AmazonS3/latest/userguide/bucketnamingrules.html
  naming: { property: "bucket", prefixProperty: "bucketPrefix", maxLength: 63, lowerCase: true },

  async create(inputs, aws) {
    const bucket = inputs.bucket ?? "";
    const isDefaultRegion = aws.region === "us-east-1";
    await aws.client(S3Client).send(
      new CreateBucketCommand({
        Bucket: bucket,
        ObjectLockEnabledForBucket: inputs.objectLockEnabled,
        // us-east-1 is the one region that must not be named.
        CreateBucketConfiguration: isDefaultRegion
          ? undefined
          : { LocationConstraint: aws.region as BucketLocationConstraint },
      }),
    );
    return bucket;
  },

  async complete(id, inputs, aws) {
    await putTags(id, inputs.tagsAll, aws);
  },

  async read(id, known, aws) {
    const s3 = aws.client(S3Client);
    const location = await s3.send(new GetBucketLocationCommand({ Bucket: id }));
    const region = location.LocationConstraint ?? "us-east-1";
    const lock = await ifFound(s3.send(new GetObjectLockConfigurationCommand({ Bucket: id })));
    const tags = await ifFound(s3.send(new GetBucketTaggingCommand({ Bucket: id })));
    return {
      bucket: id,
      bucketPrefix: known.bucketPrefix,
      objectLockEnabled: lock?.ObjectLockConfiguration?.ObjectLockEnabled === "Enabled",
      arn: `arn:aws:s3:::${id}`,
      bucketDomainName: `${id}.s3.amazonaws.com`,
      bucketRegionalDomainName: `${id}.s3.${region}.amazonaws.com`,
      bucketRegion: region,
      tagsAll: tagMap(tags?.TagSet),
    };
  },

  async update({ id, news, changed }, aws) {
    if (changed("tagsAll")) await putTags(id, news.tagsAll, aws);
  },

  async delete(id, known, aws) {
    if (known.forceDestroy === true) await empty(id, known.objectLockEnabled === true, aws);
    await aws.client(S3Client).send(new DeleteBucketCommand({ Bucket: id }));
  },
});

/** Replaces all tags at once; S3 has no call for a single one. */
async function putTags(
  bucket: string,
  tags: Readonly<Record<string, string>>,
  aws: Aws,
): Promise<void> {
  const s3 = aws.client(S3Client);
  if (Object.keys(tags).length > 0)
    await s3.send(
      new PutBucketTaggingCommand({ Bucket: bucket, Tagging: { TagSet: tagList(tags) } }),
    );
  else await s3.send(new DeleteBucketTaggingCommand({ Bucket: bucket }));
}

/**
 * Deletes every version and delete marker, a page at a time. As the real provider, it goes past a governance lock only if the state
 * says that the bucket has Object Lock; a lock put on later gets there by `pulumi refresh`.
 * https://github.com/hashicorp/terraform-provider-aws/blob/main/internal/service/s3/bucket.go
 */
async function empty(bucket: string, hasLock: boolean, aws: Aws): Promise<void> {
  const s3 = aws.client(S3Client);
  for (;;) {
    const page = await s3.send(new ListObjectVersionsCommand({ Bucket: bucket }));
    const found = [...(page.Versions ?? []), ...(page.DeleteMarkers ?? [])];
    if (found.length === 0) return;
    const objects = found.map(({ Key, VersionId }) => ({ Key, VersionId }));
    const answer = await s3.send(
      new DeleteObjectsCommand({
        Bucket: bucket,
        Delete: { Objects: objects },
        BypassGovernanceRetention: hasLock,
      }),
    );
    const [refused] = answer.Errors ?? [];
    if (refused !== undefined)
      throw new Error(
        `object ${refused.Key ?? ""} of bucket ${bucket} cannot be deleted: ${refused.Message ?? refused.Code ?? ""}`,
      );
  }
}
