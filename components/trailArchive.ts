// The S3 bucket that keeps a trail's log files as evidence: locked against deletion, written by that trail alone.
import * as aws from "@pulumi/aws";
import * as pulumi from "@pulumi/pulumi";
import { CLOUDTRAIL } from "../detections/services";
import type { AccessLogBucket } from "./accessLogBucket";
import type { Account } from "./account";
import { privateBucket } from "./privateBucket";
import { readerStatements } from "./archiveReaders";
import type { TrailIdentity } from "./trailIdentity";
import type { ArchiveSettings } from "./trailSettings";

export interface TrailArchiveArgs {
  readonly account: Account;
  /** The only trail that may write. It need not be there: one that is being deleted still has log files to deliver. */
  readonly ownTrail: TrailIdentity;
  /** Customer key that encrypts objects by default. */
  readonly keyArn: pulumi.Input<string>;
  readonly accessLogs: AccessLogBucket;
  readonly archiveSettings: ArchiveSettings;
  /** Keep `pulumi destroy` from deleting the bucket; without it, its objects are deleted too. */
  readonly deletionProtection: boolean;
}

export class TrailArchive extends pulumi.ComponentResource {
  readonly bucketName: pulumi.Output<string>;
  readonly bucketArn: pulumi.Output<string>;
  /** What a trail must wait for: CloudTrail tests at creation whether it may write. */
  readonly bucketPolicy: aws.s3.BucketPolicy;

  constructor(name: string, args: TrailArchiveArgs, opts?: pulumi.ComponentResourceOptions) {
    super("kms-monitoring:index:TrailArchive", name, {}, opts);
    const { objectLock, readers, retentionDays, glacierAfterDays } = args.archiveSettings;
    const { bucket, policy, versioning } = privateBucket(
      `${name}-archive`,
      {
        objectLockEnabled: true,
        keyArn: args.keyArn,
        accessLogs: args.accessLogs.bucket,
        deletionProtection: args.deletionProtection,
        retentionDays,
        glacierAfterDays,
        statements: (bucketArn) => [
          ...trailStatements(bucketArn, args.ownTrail),
          ...readerStatements(readers, args.account, {
            bucketArn,
            logFiles: pulumi.interpolate`${bucketArn}/AWSLogs/*`,
          }),
        ],
      },
      this,
    );
    if (objectLock.mode !== "none") {
      new aws.s3.BucketObjectLockConfiguration(
        `${name}-archive`,
        {
          bucket: bucket.bucket,
          rule: {
            defaultRetention: {
              mode: objectLock.mode.toUpperCase(),
              days: objectLock.retentionDays,
            },
          },
        },
        // S3 locks versions, so there must be some.
        { parent: this, dependsOn: versioning },
      );
    }
    this.bucketName = bucket.bucket;
    this.bucketArn = bucket.arn;
    this.bucketPolicy = policy;
    this.registerOutputs({ bucketName: this.bucketName, bucketArn: this.bucketArn });
  }
}

/**
 * https://docs.aws.amazon.com/awscloudtrail/latest/userguide/create-s3-bucket-policy-for-cloudtrail.html
 * An organization trail writes below the organization's id; should it become a single account's again, below its owner's.
 */
function trailStatements(
  bucketArn: pulumi.Output<string>,
  { arn, ownerId, organizationId }: TrailIdentity,
): readonly object[] {
  const owners = organizationId === undefined ? [ownerId] : [ownerId, organizationId];
  return [
    {
      Sid: "TrailReadsBucketAcl",
      Effect: "Allow",
      Principal: { Service: CLOUDTRAIL },
      Action: "s3:GetBucketAcl",
      Resource: bucketArn,
      Condition: { StringEquals: { "aws:SourceArn": arn } },
    },
    {
      Sid: "TrailWritesLogFiles",
      Effect: "Allow",
      Principal: { Service: CLOUDTRAIL },
      Action: "s3:PutObject",
      Resource: owners.map((owner) => pulumi.interpolate`${bucketArn}/AWSLogs/${owner}/*`),
      Condition: {
        StringEquals: { "aws:SourceArn": arn, "s3:x-amz-acl": "bucket-owner-full-control" },
      },
    },
  ];
}
