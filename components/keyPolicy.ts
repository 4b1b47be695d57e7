// Who may use the monitoring key: the account administers it, and each service has a statement with the conditions AWS documents.
import * as pulumi from "@pulumi/pulumi";
import { CLOUDTRAIL } from "../detections/services";
import type { Account } from "./account";
import { decryptStatements } from "./archiveReaders";
import type { TrailIdentity } from "./trailIdentity";
import type { ArchiveSettings, TrailSettings } from "./trailSettings";

export interface KeyPolicyArgs {
  readonly account: Account;
  /** May encrypt its log files with the key. It need not be there: one that is being deleted still has log files to deliver. */
  readonly ownTrail: TrailIdentity;
  readonly trailSettings: Pick<TrailSettings, "notifyLogDelivery">;
  readonly archiveSettings: Pick<ArchiveSettings, "readers">;
  /** Log groups that may be encrypted with the key: the trail's, and those of the stack's functions. */
  readonly logGroupName: string;
  readonly formatterLogGroupName: string;
  readonly inventoryLogGroupName: string;
}

/**
 * Trail, log group, bucket and topic are named, not referenced: they are encrypted with this key, and a reference would be
 * a cycle. Of a bucket or topic only the beginning of the name is known before it is made.
 * @param name What the names of the stack's buckets and topics begin with.
 */
export function keyPolicy(name: string, args: KeyPolicyArgs): pulumi.Output<string> {
  const { account, ownTrail, trailSettings, archiveSettings } = args;
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
      ...trailStatements(name, account, ownTrail),
      ...(trailSettings.notifyLogDelivery ? [publishStatement(name, account, ownTrail)] : []),
      ...decryptStatements(archiveSettings.readers, account),
      logGroupStatement(account, [
        args.logGroupName,
        args.formatterLogGroupName,
        args.inventoryLogGroupName,
      ]),
      ...alertStatements(account),
    ],
  });
}

/** https://docs.aws.amazon.com/awscloudtrail/latest/userguide/create-kms-key-policy-for-cloudtrail.html */
function trailStatements(
  name: string,
  account: Account,
  { arn, ownerId }: TrailIdentity,
): readonly object[] {
  const forTrail = { "aws:SourceArn": arn };
  return [
    {
      Sid: "TrailEncryptsLogFiles",
      Effect: "Allow",
      Principal: { Service: CLOUDTRAIL },
      Action: "kms:GenerateDataKey*",
      Resource: "*",
      Condition: {
        StringEquals: forTrail,
        StringLike: {
          "kms:EncryptionContext:aws:cloudtrail:arn": account.arn(
            "cloudtrail",
            "*",
            "trail/*",
            ownerId,
          ),
        },
      },
    },
    // With a bucket key, S3 names the bucket to KMS in place of the trail, and decrypts that key to use it again.
    // https://docs.aws.amazon.com/AmazonS3/latest/userguide/bucket-key.html
    {
      Sid: "TrailUsesBucketKey",
      Effect: "Allow",
      Principal: { Service: CLOUDTRAIL },
      Action: ["kms:GenerateDataKey*", "kms:Decrypt"],
      Resource: "*",
      Condition: {
        StringEquals: forTrail,
        StringLike: {
          "kms:EncryptionContext:aws:s3:arn": pulumi.interpolate`arn:${account.partition}:s3:::${name}-archive-*`,
        },
      },
    },
    {
      Sid: "TrailDescribesKey",
      Effect: "Allow",
      Principal: { Service: CLOUDTRAIL },
      Action: "kms:DescribeKey",
      Resource: "*",
      Condition: { StringEquals: forTrail },
    },
  ];
}

/** https://docs.aws.amazon.com/sns/latest/dg/sns-key-management.html#compatibility-with-aws-services */
function publishStatement(name: string, account: Account, { arn }: TrailIdentity): object {
  const topic = account.arn("sns", account.homeRegion, `${name}-log-delivery-*`);
  return {
    Sid: "TrailTellsOfLogFiles",
    Effect: "Allow",
    Principal: { Service: CLOUDTRAIL },
    Action: ["kms:GenerateDataKey*", "kms:Decrypt"],
    Resource: "*",
    Condition: {
      StringEquals: { "aws:SourceArn": arn },
      StringLike: { "kms:EncryptionContext:aws:sns:topicArn": topic },
    },
  };
}

/** https://docs.aws.amazon.com/AmazonCloudWatch/latest/logs/encrypt-log-data-kms.html */
function logGroupStatement(account: Account, logGroupNames: readonly string[]): object {
  const { homeRegion, dnsSuffix } = account;
  return {
    Sid: "LogGroupsAreEncrypted",
    Effect: "Allow",
    Principal: { Service: pulumi.interpolate`logs.${homeRegion}.${dnsSuffix}` },
    Action: ["kms:Encrypt", "kms:Decrypt", "kms:ReEncrypt*", "kms:GenerateDataKey*"],
    Resource: "*",
    Condition: {
      ArnEquals: {
        "kms:EncryptionContext:aws:logs:arn": logGroupNames.map((name) =>
          account.arn("logs", homeRegion, `log-group:${name}`),
        ),
      },
    },
  };
}

/**
 * https://docs.aws.amazon.com/sns/latest/dg/sns-key-management.html#compatibility-with-aws-services
 * The same page: source conditions do not work for EventBridge, which then drops every message in silence.
 */
function alertStatements(account: Account): readonly object[] {
  return [
    {
      Sid: "AlarmsPublishToTopics",
      Effect: "Allow",
      Principal: { Service: "cloudwatch.amazonaws.com" },
      Action: ["kms:Decrypt", "kms:GenerateDataKey*"],
      Resource: "*",
      Condition: {
        StringEquals: { "aws:SourceAccount": account.id },
        ArnLike: { "aws:SourceArn": account.arn("cloudwatch", account.homeRegion, "alarm:*") },
      },
    },
    {
      Sid: "RulesPublishToTopics",
      Effect: "Allow",
      Principal: { Service: "events.amazonaws.com" },
      Action: ["kms:Decrypt", "kms:GenerateDataKey*"],
      Resource: "*",
    },
  ];
}
