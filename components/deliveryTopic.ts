// The SNS topic that a trail tells of each log file that it delivered to the archive.
import * as aws from "@pulumi/aws";
import * as pulumi from "@pulumi/pulumi";
import type { TrailIdentity } from "./trailIdentity";

export interface DeliveryTopicArgs {
  /** The only trail that may publish. */
  readonly trail: TrailIdentity;
  /** Customer key that encrypts the messages. */
  readonly keyArn: pulumi.Input<string>;
}

export class DeliveryTopic extends pulumi.ComponentResource {
  readonly topicArn: pulumi.Output<string>;
  /** What a trail must wait for: CloudTrail tests at creation whether it may publish. */
  readonly topicPolicy: aws.sns.TopicPolicy;

  constructor(name: string, args: DeliveryTopicArgs, opts?: pulumi.ComponentResourceOptions) {
    super("kms-monitoring:index:DeliveryTopic", name, {}, opts);
    const topic = new aws.sns.Topic(
      `${name}-log-delivery`,
      { kmsMasterKeyId: args.keyArn },
      { parent: this },
    );
    this.topicPolicy = new aws.sns.TopicPolicy(
      `${name}-log-delivery`,
      { arn: topic.arn, policy: topicPolicy(topic.arn, args.trail) },
      { parent: this },
    );
    this.topicArn = topic.arn;
    this.registerOutputs({ topicArn: this.topicArn });
  }
}

/**
 * https://docs.aws.amazon.com/awscloudtrail/latest/userguide/cloudtrail-permissions-for-sns-notifications.html
 * https://docs.aws.amazon.com/sns/latest/dg/sns-security-best-practices.html#enforce-encryption-data-in-transit
 */
function topicPolicy(
  topicArn: pulumi.Output<string>,
  { arn }: TrailIdentity,
): pulumi.Output<string> {
  return pulumi.jsonStringify({
    Version: "2012-10-17",
    Statement: [
      {
        Sid: "TrailTellsOfLogFiles",
        Effect: "Allow",
        Principal: { Service: "cloudtrail.amazonaws.com" },
        Action: "sns:Publish",
        Resource: topicArn,
        Condition: { StringEquals: { "aws:SourceArn": arn } },
      },
      {
        Sid: "OnlyOverTls",
        Effect: "Deny",
        Principal: "*",
        Action: "sns:Publish",
        Resource: topicArn,
        Condition: { Bool: { "aws:SecureTransport": "false" } },
      },
    ],
  });
}
