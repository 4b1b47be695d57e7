import type { Resource } from "../rule";
import { declarationsIn, typesWith } from "./declarations";

// Finds the S3 buckets of a stack that its trails write to, by name. A name that is not known yet, or that no bucket of the
// stack has, leads to no archive: the relation is judged once the names are known, and a bucket of another stack in that stack.

export interface Archive {
  readonly bucket: Resource;
  readonly bucketName: string;
  /** The account of a trail that writes to it, if that is known. */
  readonly account: string | undefined;
}

/** Property that holds the bucket's name. */
const BUCKETS: Readonly<Record<string, string>> = {
  "aws:s3/bucket:Bucket": "bucket",
  "aws:s3/bucketV2:BucketV2": "bucket",
  "aws-native:s3:Bucket": "bucketName",
};

export function archivesIn(resources: readonly Resource[]): readonly Archive[] {
  const accounts = accountsByBucket(resources);
  return resources.flatMap((bucket) => {
    const property = BUCKETS[bucket.type];
    const bucketName = property === undefined ? undefined : bucket.props[property];
    return typeof bucketName === "string" && accounts.has(bucketName)
      ? [{ bucket, bucketName, account: accounts.get(bucketName) }]
      : [];
  });
}

/** The buckets that trails write to, and the account of a trail that does. */
function accountsByBucket(
  resources: readonly Resource[],
): ReadonlyMap<unknown, string | undefined> {
  const accounts = new Map<unknown, string | undefined>();
  // By type first: to read the properties of a resource takes long.
  const types = typesWith("Trail");
  for (const resource of resources.filter(({ type }) => types.includes(type))) {
    for (const declaration of declarationsIn(resource, "Trail")) {
      if ("problem" in declaration) continue;
      const { properties, naming } = declaration;
      const bucket = properties[naming === "CloudFormation" ? "S3BucketName" : "s3BucketName"];
      accounts.set(bucket, accounts.get(bucket) ?? accountIn(properties["arn"]));
    }
  }
  return accounts;
}

/** https://docs.aws.amazon.com/IAM/latest/UserGuide/reference-arns.html */
function accountIn(arn: unknown): string | undefined {
  return typeof arn === "string" ? arn.split(":")[4] : undefined;
}

/** Resources of these types that configure the bucket. */
export function configurationsOf(
  { bucketName }: Archive,
  resources: readonly Resource[],
  types: readonly string[],
): readonly Resource[] {
  return resources.filter(
    (resource) => types.includes(resource.type) && resource.props["bucket"] === bucketName,
  );
}
