// The customer key that encrypts the archive, the log group and the topics, with one statement for each service that uses it.
import * as aws from "@pulumi/aws";
import * as pulumi from "@pulumi/pulumi";
import type { Account } from "./account";

export interface MonitoringKeyArgs {
  readonly account: Account;
  /** Trail that may encrypt its log files with the key. */
  readonly trailName: string;
  /** Log group that may be encrypted with the key. */
  readonly logGroupName: string;
  /** Keep `pulumi destroy` from scheduling the key's deletion, which would take the archive with it. */
  readonly deletionProtection: boolean;
}

export class MonitoringKey extends pulumi.ComponentResource {
  readonly keyArn: pulumi.Output<string>;

  constructor(name: string, args: MonitoringKeyArgs, opts?: pulumi.ComponentResourceOptions) {
    super("kms-monitoring:index:MonitoringKey", name, {}, opts);
    const key = new aws.kms.Key(
      `${name}-key`,
      {
        description: "KMS monitoring: archive, log group and alert topics",
        enableKeyRotation: true,
        deletionWindowInDays: 30,
        policy: keyPolicy(args),
      },
      { parent: this, protect: args.deletionProtection },
    );
    this.keyArn = key.arn;
    this.registerOutputs({ keyArn: this.keyArn });
  }
}

/** Trail and log group are named, not referenced: they are encrypted with this key, and a reference would be a cycle. */
function keyPolicy({ account, trailName, logGroupName }: MonitoringKeyArgs): pulumi.Output<string> {
  const region = account.homeRegion;
  const trailArn = account.arn("cloudtrail", region, `trail/${trailName}`);
  return pulumi.jsonStringify({
    Version: "2012-10-17",
    Statement: [
      {
        Sid: "AccountAdministersKey",
        Effect: "Allow",
        Principal: { AWS: account.arn("iam", "", "root") },
        Action: "kms:*",
        Resource: "*",
      },
      // https://docs.aws.amazon.com/awscloudtrail/latest/userguide/create-kms-key-policy-for-cloudtrail.html
      {
        Sid: "TrailEncryptsLogFiles",
        Effect: "Allow",
        Principal: { Service: "cloudtrail.amazonaws.com" },
        Action: "kms:GenerateDataKey*",
        Resource: "*",
        Condition: {
          StringEquals: { "aws:SourceArn": trailArn },
          StringLike: {
            "kms:EncryptionContext:aws:cloudtrail:arn": account.arn("cloudtrail", "*", "trail/*"),
          },
        },
      },
      {
        Sid: "TrailDescribesKey",
        Effect: "Allow",
        Principal: { Service: "cloudtrail.amazonaws.com" },
        Action: "kms:DescribeKey",
        Resource: "*",
        Condition: { StringEquals: { "aws:SourceArn": trailArn } },
      },
      // https://docs.aws.amazon.com/AmazonCloudWatch/latest/logs/encrypt-log-data-kms.html
      {
        Sid: "LogGroupIsEncrypted",
        Effect: "Allow",
        Principal: {
          Service: pulumi.interpolate`logs.${region}.${account.dnsSuffix}`,
        },
        Action: [
          "kms:Encrypt",
          "kms:Decrypt",
          "kms:ReEncrypt*",
          "kms:GenerateDataKey*",
          "kms:DescribeKey",
        ],
        Resource: "*",
        Condition: {
          ArnEquals: {
            "kms:EncryptionContext:aws:logs:arn": account.arn(
              "logs",
              region,
              `log-group:${logGroupName}`,
            ),
          },
        },
      },
      // https://docs.aws.amazon.com/sns/latest/dg/sns-key-management.html#compatibility-with-aws-services
      {
        Sid: "AlarmsPublishToTopics",
        Effect: "Allow",
        Principal: { Service: "cloudwatch.amazonaws.com" },
        Action: ["kms:Decrypt", "kms:GenerateDataKey*"],
        Resource: "*",
        Condition: {
          StringEquals: { "aws:SourceAccount": account.id },
          ArnLike: {
            "aws:SourceArn": account.arn("cloudwatch", region, "alarm:*"),
          },
        },
      },
      // The same page: source conditions do not work for EventBridge, which then drops every message in silence.
      {
        Sid: "RulesPublishToTopics",
        Effect: "Allow",
        Principal: { Service: "events.amazonaws.com" },
        Action: ["kms:Decrypt", "kms:GenerateDataKey*"],
        Resource: "*",
      },
    ],
  });
}
