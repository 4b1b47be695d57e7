// An S3 bucket that only its policy opens: owned by the account, versioned, encrypted, over TLS only, with server access logs.
import * as aws from "@pulumi/aws";
import * as pulumi from "@pulumi/pulumi";

export interface PrivateBucketArgs {
  /** Customer key that encrypts objects by default; without one, S3's own keys do (SSE-S3). */
  readonly keyArn?: pulumi.Input<string>;
  /** Makes a bucket whose objects can be locked. One that is there already is left as it is. */
  readonly objectLockEnabled?: true;
  /** Statements of the bucket policy, beside the one that refuses whatever does not come over TLS. */
  readonly statements?: (bucketArn: pulumi.Output<string>) => readonly object[];
  /** Days after which objects expire. One that was deleted or replaced is kept as long again, but at most 365 days. */
  readonly retentionDays: number;
  /** Days after which large objects move to S3 Glacier Instant Retrieval; never, if left out. */
  readonly glacierAfterDays?: number | undefined;
  /** Bucket that gets the server access logs of this one. */
  readonly accessLogs?: PrivateBucket;
  /** Keep the bucket from deletion; without it, its objects are deleted with it. */
  readonly deletionProtection: boolean;
}

export interface PrivateBucket {
  readonly bucket: aws.s3.Bucket;
  /** What must be there before anybody uses the bucket. */
  readonly policy: aws.s3.BucketPolicy;
  readonly versioning: aws.s3.BucketVersioning;
}

export function privateBucket(
  name: string,
  args: PrivateBucketArgs,
  parent: pulumi.Resource,
): PrivateBucket {
  // What guards the bucket is protected with it: a destroy without preview deletes whatever else it can before it fails.
  const opts = { parent, protect: args.deletionProtection };
  const bucket = new aws.s3.Bucket(
    name,
    {
      forceDestroy: !args.deletionProtection,
      ...(args.objectLockEnabled && { objectLockEnabled: true }),
    },
    // Another value would replace the bucket. The provider deletes locked objects of buckets only that it knows to have locks.
    { ...opts, ignoreChanges: ["objectLockEnabled"] },
  );
  const publicAccessBlock = new aws.s3.BucketPublicAccessBlock(
    name,
    {
      bucket: bucket.bucket,
      blockPublicAcls: true,
      blockPublicPolicy: true,
      ignorePublicAcls: true,
      restrictPublicBuckets: true,
    },
    opts,
  );
  new aws.s3.BucketOwnershipControls(
    name,
    { bucket: bucket.bucket, rule: { objectOwnership: "BucketOwnerEnforced" } },
    opts,
  );
  const versioning = new aws.s3.BucketVersioning(
    name,
    { bucket: bucket.bucket, versioningConfiguration: { status: "Enabled" } },
    opts,
  );
  new aws.s3.BucketServerSideEncryptionConfiguration(
    name,
    { bucket: bucket.bucket, rules: [encryption(args.keyArn)] },
    opts,
  );
  new aws.s3.BucketLifecycleConfiguration(
    name,
    { bucket: bucket.bucket, rules: [lifecycle(args)] },
    // S3 takes rules on noncurrent versions of a versioned bucket.
    { ...opts, dependsOn: versioning },
  );
  if (args.accessLogs !== undefined) {
    new aws.s3.BucketLogging(
      name,
      {
        bucket: bucket.bucket,
        targetBucket: args.accessLogs.bucket.bucket,
        targetPrefix: `${name}/`,
        targetObjectKeyFormat: { partitionedPrefix: { partitionDateSource: "EventTime" } },
      },
      // Without the policy S3 delivers nothing, and tells nobody.
      { ...opts, dependsOn: args.accessLogs.policy },
    );
  }
  const policy = new aws.s3.BucketPolicy(
    name,
    {
      bucket: bucket.bucket,
      policy: bucketPolicy(bucket.arn, args.statements?.(bucket.arn) ?? []),
    },
    // S3 answers a conflict when policy and public access block of one bucket change at the same time.
    { ...opts, dependsOn: publicAccessBlock },
  );
  return { bucket, policy, versioning };
}

/** https://docs.aws.amazon.com/AmazonS3/latest/userguide/bucket-key.html */
function encryption(keyArn: pulumi.Input<string> | undefined) {
  return keyArn === undefined
    ? { applyServerSideEncryptionByDefault: { sseAlgorithm: "AES256" } }
    : {
        applyServerSideEncryptionByDefault: { sseAlgorithm: "aws:kms", kmsMasterKeyId: keyArn },
        bucketKeyEnabled: true,
      };
}

/** https://docs.aws.amazon.com/AmazonS3/latest/userguide/intro-lifecycle-rules.html */
function lifecycle({ retentionDays, glacierAfterDays }: PrivateBucketArgs) {
  return {
    id: "expire",
    status: "Enabled",
    filter: { prefix: "" },
    expiration: { days: retentionDays },
    noncurrentVersionExpiration: { noncurrentDays: Math.min(retentionDays, 365) },
    abortIncompleteMultipartUpload: { daysAfterInitiation: 7 },
    ...(glacierAfterDays !== undefined && {
      transitions: [{ days: glacierAfterDays, storageClass: "GLACIER_IR" }],
    }),
  };
}

function bucketPolicy(
  bucketArn: pulumi.Output<string>,
  statements: readonly object[],
): pulumi.Output<string> {
  return pulumi.jsonStringify({
    Version: "2012-10-17",
    Statement: [
      ...statements,
      {
        Sid: "OnlyOverTls",
        Effect: "Deny",
        Principal: "*",
        Action: "s3:*",
        Resource: [bucketArn, pulumi.interpolate`${bucketArn}/*`],
        Condition: { Bool: { "aws:SecureTransport": "false" } },
      },
    ],
  });
}
