// The trail that logs every KMS call of every region, to the archive and to an encrypted log group.
import * as aws from "@pulumi/aws";
import * as pulumi from "@pulumi/pulumi";
import type { Account } from "./account";
import type { TrailArchive } from "./trailArchive";

export interface KmsTrailArgs {
  readonly account: Account;
  readonly trailName: string;
  readonly logGroupName: string;
  readonly archive: TrailArchive;
  /** Customer key that encrypts log files and the log group. */
  readonly keyArn: pulumi.Input<string>;
  /** Days the log group keeps records; a value that CloudWatch Logs accepts. */
  readonly logRetentionDays: pulumi.Input<number>;
  /** Keep the log group and its records from deletion, and so from a new name. */
  readonly deletionProtection: boolean;
}

export class KmsTrail extends pulumi.ComponentResource {
  readonly trailArn: pulumi.Output<string>;
  readonly trailName: pulumi.Output<string>;
  readonly logGroupArn: pulumi.Output<string>;
  readonly logGroupName: pulumi.Output<string>;

  constructor(name: string, args: KmsTrailArgs, opts?: pulumi.ComponentResourceOptions) {
    super("kms-monitoring:index:KmsTrail", name, {}, opts);
    const logGroup = new aws.cloudwatch.LogGroup(
      `${name}-trail`,
      {
        name: args.logGroupName,
        retentionInDays: args.logRetentionDays,
        kmsKeyId: args.keyArn,
      },
      { parent: this, protect: args.deletionProtection },
    );
    const role = new aws.iam.Role(
      `${name}-trail-delivery`,
      { assumeRolePolicy: trustTrail(args) },
      { parent: this },
    );
    const rolePolicy = new aws.iam.RolePolicy(
      `${name}-trail-delivery`,
      { role: role.name, policy: writeLogStreams(args) },
      { parent: this },
    );
    const trail = new aws.cloudtrail.Trail(
      `${name}-trail`,
      {
        name: args.trailName,
        s3BucketName: args.archive.bucketName,
        kmsKeyId: args.keyArn,
        cloudWatchLogsGroupArn: pulumi.interpolate`${logGroup.arn}:*`,
        cloudWatchLogsRoleArn: role.arn,
        isMultiRegionTrail: true,
        includeGlobalServiceEvents: true,
        enableLogFileValidation: true,
        enableLogging: true,
        // Reads too: Encrypt, Decrypt and GenerateDataKey are read events. Nothing is excluded, and no argument can exclude.
        // https://docs.aws.amazon.com/awscloudtrail/latest/userguide/logging-management-events-with-cloudtrail.html
        eventSelectors: [{ readWriteType: "All", includeManagementEvents: true }],
      },
      // CloudTrail tests both permissions at creation: the policies must be there, not only the bucket and the role.
      { parent: this, dependsOn: [args.archive.bucketPolicy, rolePolicy] },
    );
    this.trailArn = trail.arn;
    this.trailName = trail.name;
    this.logGroupArn = logGroup.arn;
    this.logGroupName = logGroup.name;
    this.registerOutputs({
      trailArn: this.trailArn,
      trailName: this.trailName,
      logGroupArn: this.logGroupArn,
      logGroupName: this.logGroupName,
    });
  }
}

/** https://docs.aws.amazon.com/awscloudtrail/latest/userguide/cross-service-confused-deputy-prevention.html */
function trustTrail({ account, trailName }: KmsTrailArgs): pulumi.Output<string> {
  return pulumi.jsonStringify({
    Version: "2012-10-17",
    Statement: [
      {
        Effect: "Allow",
        Principal: { Service: "cloudtrail.amazonaws.com" },
        Action: "sts:AssumeRole",
        Condition: {
          StringEquals: {
            "aws:SourceAccount": account.id,
            "aws:SourceArn": account.arn("cloudtrail", account.homeRegion, `trail/${trailName}`),
          },
        },
      },
    ],
  });
}

/** https://docs.aws.amazon.com/awscloudtrail/latest/userguide/cloudtrail-required-policy-for-cloudwatch-logs.html */
function writeLogStreams({ account, logGroupName }: KmsTrailArgs): pulumi.Output<string> {
  return pulumi.jsonStringify({
    Version: "2012-10-17",
    Statement: [
      {
        Effect: "Allow",
        Action: ["logs:CreateLogStream", "logs:PutLogEvents"],
        Resource: account.arn(
          "logs",
          account.homeRegion,
          pulumi.interpolate`log-group:${logGroupName}:log-stream:${account.id}_CloudTrail_*`,
        ),
      },
    ],
  });
}
