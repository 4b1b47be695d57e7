// The S3 bucket that keeps a trail's log files as evidence: encrypted, versioned, private, written by that trail alone.
import * as aws from "@pulumi/aws";
import * as pulumi from "@pulumi/pulumi";
import type { Account } from "./account";

export interface TrailArchiveArgs {
  readonly account: Account;
  /** The only trail that may write. */
  readonly trailName: string;
  /** Customer key that encrypts objects by default. */
  readonly keyArn: pulumi.Input<string>;
  /** Keep `pulumi destroy` from deleting the bucket; without it, its objects are deleted too. */
  readonly deletionProtection: boolean;
}

export class TrailArchive extends pulumi.ComponentResource {
  readonly bucketName: pulumi.Output<string>;
  /** What a trail must wait for: CloudTrail tests at creation whether it may write. */
  readonly bucketPolicy: aws.s3.BucketPolicy;

  constructor(name: string, args: TrailArchiveArgs, opts?: pulumi.ComponentResourceOptions) {
    super("kms-monitoring:index:TrailArchive", name, {}, opts);
    const bucket = new aws.s3.Bucket(
      `${name}-archive`,
      { forceDestroy: !args.deletionProtection },
      { parent: this, protect: args.deletionProtection },
    );
    const publicAccessBlock = new aws.s3.BucketPublicAccessBlock(
      `${name}-archive`,
      {
        bucket: bucket.bucket,
        blockPublicAcls: true,
        blockPublicPolicy: true,
        ignorePublicAcls: true,
        restrictPublicBuckets: true,
      },
      { parent: this },
    );
    new aws.s3.BucketOwnershipControls(
      `${name}-archive`,
      {
        bucket: bucket.bucket,
        rule: { objectOwnership: "BucketOwnerEnforced" },
      },
      { parent: this },
    );
    new aws.s3.BucketVersioning(
      `${name}-archive`,
      { bucket: bucket.bucket, versioningConfiguration: { status: "Enabled" } },
      { parent: this },
    );
    new aws.s3.BucketServerSideEncryptionConfiguration(
      `${name}-archive`,
      {
        bucket: bucket.bucket,
        rules: [
          {
            applyServerSideEncryptionByDefault: {
              sseAlgorithm: "aws:kms",
              kmsMasterKeyId: args.keyArn,
            },
            bucketKeyEnabled: true,
          },
        ],
      },
      { parent: this },
    );
    this.bucketPolicy = new aws.s3.BucketPolicy(
      `${name}-archive`,
      { bucket: bucket.bucket, policy: archivePolicy(bucket, args) },
      // S3 answers a conflict when policy and public access block of one bucket change at the same time.
      { parent: this, dependsOn: publicAccessBlock },
    );
    this.bucketName = bucket.bucket;
    this.registerOutputs({ bucketName: this.bucketName });
  }
}

/**
 * The trail's ARN is built from its name: the trail needs this policy first, and a reference would be a cycle.
 * https://docs.aws.amazon.com/awscloudtrail/latest/userguide/create-s3-bucket-policy-for-cloudtrail.html
 */
function archivePolicy(
  bucket: aws.s3.Bucket,
  { account, trailName }: TrailArchiveArgs,
): pulumi.Output<string> {
  const fromThisTrail = {
    "aws:SourceArn": account.arn("cloudtrail", account.homeRegion, `trail/${trailName}`),
  };
  return pulumi.jsonStringify({
    Version: "2012-10-17",
    Statement: [
      {
        Sid: "TrailReadsBucketAcl",
        Effect: "Allow",
        Principal: { Service: "cloudtrail.amazonaws.com" },
        Action: "s3:GetBucketAcl",
        Resource: bucket.arn,
        Condition: { StringEquals: fromThisTrail },
      },
      {
        Sid: "TrailWritesLogFiles",
        Effect: "Allow",
        Principal: { Service: "cloudtrail.amazonaws.com" },
        Action: "s3:PutObject",
        Resource: pulumi.interpolate`${bucket.arn}/AWSLogs/${account.id}/*`,
        Condition: {
          StringEquals: {
            ...fromThisTrail,
            "s3:x-amz-acl": "bucket-owner-full-control",
          },
        },
      },
      {
        Sid: "OnlyOverTls",
        Effect: "Deny",
        Principal: "*",
        Action: "s3:*",
        Resource: [bucket.arn, pulumi.interpolate`${bucket.arn}/*`],
        Condition: { Bool: { "aws:SecureTransport": "false" } },
      },
    ],
  });
}
