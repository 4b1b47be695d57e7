import type { Resource } from "../rule";

// Finds the S3 buckets of a stack that its trails write to, by name. A name that is not known yet, or that no bucket of the
// stack has, leads to no archive: the relation is judged once the names are known, and a bucket of another stack in that stack.

export interface Archive {
  readonly bucket: Resource;
  readonly bucketName: string;
}

const TRAILS: Readonly<Record<string, string>> = {
  "aws:cloudtrail/trail:Trail": "s3BucketName",
  "aws-native:cloudtrail:Trail": "s3BucketName",
};

/** Property that holds the bucket's name. */
const BUCKETS: Readonly<Record<string, string>> = {
  "aws:s3/bucket:Bucket": "bucket",
  "aws:s3/bucketV2:BucketV2": "bucket",
  "aws-native:s3:Bucket": "bucketName",
};

export function archivesIn(resources: readonly Resource[]): readonly Archive[] {
  const written = new Set(
    resources.flatMap(({ type, props }) => {
      const property = TRAILS[type];
      return property === undefined ? [] : [props[property]];
    }),
  );
  return resources.flatMap((bucket) => {
    const property = BUCKETS[bucket.type];
    const bucketName = property === undefined ? undefined : bucket.props[property];
    return typeof bucketName === "string" && written.has(bucketName)
      ? [{ bucket, bucketName }]
      : [];
  });
}

/** Resources of these types that configure the bucket. */
export function configurationsOf(
  { bucketName }: Archive,
  resources: readonly Resource[],
  types: readonly string[],
): readonly Resource[] {
  return resources.filter(
    ({ type, props }) => types.includes(type) && props["bucket"] === bucketName,
  );
}
