// The trail that logs every KMS call of every region, to the archive and to the log group.
import * as aws from "@pulumi/aws";
import * as pulumi from "@pulumi/pulumi";
import { CLOUDTRAIL } from "../detections/services";
import type { AccessLogBucket } from "./accessLogBucket";
import type { Account } from "./account";
import { DeliveryTopic } from "./deliveryTopic";
import type { TrailArchive } from "./trailArchive";
import type { TrailIdentity } from "./trailIdentity";
import type { TrailInUse } from "./trailInUse";
import type { TrailLogGroup } from "./trailLogGroup";
import { trailSelectors } from "./trailSelectors";
import type { TrailSettings } from "./trailSettings";
import { trust } from "./trust";

export interface KmsTrailArgs {
  readonly account: Account;
  readonly ownTrail: TrailIdentity;
  readonly trailSettings: TrailSettings;
  readonly archive: TrailArchive;
  readonly logGroup: TrailLogGroup;
  /** Customer key that encrypts log files and notifications. */
  readonly keyArn: pulumi.Input<string>;
  readonly accessLogs: AccessLogBucket;
}

export class KmsTrail extends pulumi.ComponentResource implements TrailInUse {
  readonly trailArn: pulumi.Output<string>;
  readonly trailName: pulumi.Output<string>;
  readonly logGroupArn: pulumi.Output<string>;
  readonly logGroupName: pulumi.Output<string>;
  readonly bucketName: pulumi.Output<string>;
  readonly keyPrefix = "";
  readonly organizationId: string | undefined;
  /** Topic that is told of each log file, if a setting asks for it. */
  readonly deliveryTopicArn: pulumi.Output<string> | undefined;

  constructor(name: string, args: KmsTrailArgs, opts?: pulumi.ComponentResourceOptions) {
    super("kms-monitoring:index:KmsTrail", name, {}, opts);
    const { archive, accessLogs, logGroup, trailSettings } = args;
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
    const topic = trailSettings.notifyLogDelivery
      ? new DeliveryTopic(name, args, { parent: this })
      : undefined;
    const ownBuckets = [archive.bucketArn, accessLogs.bucketArn];
    const trail = new aws.cloudtrail.Trail(
      `${name}-trail`,
      {
        name: args.ownTrail.name,
        s3BucketName: archive.bucketName,
        kmsKeyId: args.keyArn,
        cloudWatchLogsGroupArn: pulumi.interpolate`${logGroup.logGroupArn}:*`,
        cloudWatchLogsRoleArn: role.arn,
        snsTopicName: topic?.topicName,
        isMultiRegionTrail: true,
        isOrganizationTrail: args.ownTrail.organizationId !== undefined,
        includeGlobalServiceEvents: true,
        enableLogFileValidation: true,
        enableLogging: true,
        ...trailSelectors(trailSettings, ownBuckets),
        insightSelectors: trailSettings.insights.map((insightType) => ({ insightType })),
      },
      // CloudTrail tests every permission at creation: the policies must be there, not only bucket, role and topic.
      {
        parent: this,
        dependsOn: [archive.bucketPolicy, rolePolicy, ...(topic ? [topic.topicPolicy] : [])],
      },
    );
    this.trailArn = trail.arn;
    this.trailName = trail.name;
    this.logGroupArn = logGroup.logGroupArn;
    this.logGroupName = logGroup.logGroupName;
    this.bucketName = archive.bucketName;
    this.organizationId = args.ownTrail.organizationId;
    this.deliveryTopicArn = topic?.topicArn;
    this.registerOutputs({ trailArn: this.trailArn, trailName: this.trailName });
  }
}

/** https://docs.aws.amazon.com/awscloudtrail/latest/userguide/cross-service-confused-deputy-prevention.html */
function trustTrail({ ownTrail }: KmsTrailArgs): pulumi.Output<string> {
  return trust("TrailAssumesRole", CLOUDTRAIL, {
    StringEquals: { "aws:SourceAccount": ownTrail.ownerId, "aws:SourceArn": ownTrail.arn },
  });
}

/**
 * Log streams begin with the id of the account, or of the organization, whose records they hold.
 * https://docs.aws.amazon.com/awscloudtrail/latest/userguide/cloudtrail-required-policy-for-cloudwatch-logs.html
 */
function writeLogStreams({ account, logGroup, ownTrail }: KmsTrailArgs): pulumi.Output<string> {
  const { ownerId, organizationId } = ownTrail;
  // The owner is another account than this one if a delegated administrator makes the trail.
  const streams = pulumi
    .all([account.id, ownerId])
    .apply((accounts) => [
      ...[...new Set(accounts)].map((id) => `${id}_CloudTrail_*`),
      ...(organizationId === undefined ? [] : [`${organizationId}_*`]),
    ]);
  return pulumi.jsonStringify({
    Version: "2012-10-17",
    Statement: [
      {
        Sid: "TrailWritesLogStreams",
        Effect: "Allow",
        Action: ["logs:CreateLogStream", "logs:PutLogEvents"],
        Resource: pulumi
          .all([logGroup.logGroupArn, streams])
          .apply(([arn, names]) => names.map((stream) => `${arn}:log-stream:${stream}`)),
      },
    ],
  });
}
