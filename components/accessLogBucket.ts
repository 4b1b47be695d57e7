// The S3 bucket that gets the server access logs of the stack's other buckets: who read or deleted evidence, and when.
import * as pulumi from "@pulumi/pulumi";
import type { Account } from "./account";
import { privateBucket, type PrivateBucket } from "./privateBucket";
import type { ArchiveSettings } from "./trailSettings";

export interface AccessLogBucketArgs {
  readonly account: Account;
  /** Access logs expire when the log files do that they are about. */
  readonly archiveSettings: Pick<ArchiveSettings, "retentionDays">;
  /** Keep `pulumi destroy` from deleting the bucket; without it, its objects are deleted too. */
  readonly deletionProtection: boolean;
}

export class AccessLogBucket extends pulumi.ComponentResource {
  readonly bucket: PrivateBucket;
  readonly bucketName: pulumi.Output<string>;
  readonly bucketArn: pulumi.Output<string>;

  constructor(name: string, args: AccessLogBucketArgs, opts?: pulumi.ComponentResourceOptions) {
    super("kms-monitoring:index:AccessLogBucket", name, {}, opts);
    // No customer key and no Object Lock by default: S3 delivers access logs to no bucket that has either.
    // https://docs.aws.amazon.com/AmazonS3/latest/userguide/enable-server-access-logging.html
    this.bucket = privateBucket(
      `${name}-access-logs`,
      {
        retentionDays: args.archiveSettings.retentionDays,
        deletionProtection: args.deletionProtection,
        statements: (bucketArn) => [deliverAccessLogs(name, bucketArn, args)],
      },
      this,
    );
    this.bucketName = this.bucket.bucket.bucket;
    this.bucketArn = this.bucket.bucket.arn;
    this.registerOutputs({ bucketName: this.bucketName, bucketArn: this.bucketArn });
  }
}

/** For the buckets whose names begin with the stack's: they need this bucket before they are logged, so it cannot name them. */
function deliverAccessLogs(
  name: string,
  bucketArn: pulumi.Output<string>,
  { account }: AccessLogBucketArgs,
): object {
  return {
    Sid: "BucketsDeliverAccessLogs",
    Effect: "Allow",
    Principal: { Service: "logging.s3.amazonaws.com" },
    Action: "s3:PutObject",
    Resource: pulumi.interpolate`${bucketArn}/*`,
    Condition: {
      ArnLike: { "aws:SourceArn": pulumi.interpolate`arn:${account.partition}:s3:::${name}-*` },
      StringEquals: { "aws:SourceAccount": account.id },
    },
  };
}
