// The SNS topic that a trail tells of each log file that it delivered to the archive.
import * as aws from "@pulumi/aws";
import * as pulumi from "@pulumi/pulumi";
import { CLOUDTRAIL } from "../detections/services";
import { onlyOverTls } from "./onlyOverTls";
import type { TrailIdentity } from "./trailIdentity";

export interface DeliveryTopicArgs {
  /** The only trail that may publish. */
  readonly ownTrail: TrailIdentity;
  /** Customer key that encrypts the messages. */
  readonly keyArn: pulumi.Input<string>;
}

export class DeliveryTopic extends pulumi.ComponentResource {
  readonly topicArn: pulumi.Output<string>;
  /** What CloudTrail answers when asked for a trail's topic; an ARN in its place would be a change at each preview. */
  readonly topicName: pulumi.Output<string>;
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
      { arn: topic.arn, policy: topicPolicy(topic.arn, args.ownTrail) },
      { parent: this },
    );
    this.topicArn = topic.arn;
    this.topicName = topic.name;
    this.registerOutputs({ topicArn: this.topicArn });
  }
}

/** https://docs.aws.amazon.com/awscloudtrail/latest/userguide/cloudtrail-permissions-for-sns-notifications.html */
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
        Principal: { Service: CLOUDTRAIL },
        Action: "sns:Publish",
        Resource: topicArn,
        Condition: { StringEquals: { "aws:SourceArn": arn } },
      },
      onlyOverTls("sns:Publish", topicArn),
    ],
  });
}
