// One SNS topic for each severity: where people and other systems hear of a detection.
import * as aws from "@pulumi/aws";
import * as pulumi from "@pulumi/pulumi";
import { severities, type Severity } from "../detections/detection";
import type { Account } from "./account";

/** Who is told, and of what. Endpoints are as SNS has them: an address, a URL or an ARN. */
export interface AlertSubscription {
  readonly protocol: string;
  readonly endpoint: string;
  readonly severities: readonly Severity[];
}

export interface AlertTopicsArgs {
  readonly account: Account;
  /** Customer key of the topics, which CloudWatch and EventBridge may use. */
  readonly keyArn: pulumi.Input<string>;
  /** Topics that exist already, used instead of new ones; their policies and keys stay their owner's. */
  readonly existingTopicArns: { readonly [S in Severity]?: string | undefined };
  readonly subscriptions: readonly AlertSubscription[];
}

export class AlertTopics extends pulumi.ComponentResource {
  readonly topicArns: Readonly<Record<Severity, pulumi.Output<string>>>;

  constructor(name: string, args: AlertTopicsArgs, opts?: pulumi.ComponentResourceOptions) {
    super("kms-monitoring:index:AlertTopics", name, {}, opts);
    const topicArn = (severity: Severity): pulumi.Output<string> => {
      const existing = args.existingTopicArns[severity];
      return existing === undefined
        ? createTopic(`${name}-${severity}`, args, this)
        : pulumi.output(existing);
    };
    this.topicArns = {
      critical: topicArn("critical"),
      warning: topicArn("warning"),
      info: topicArn("info"),
    };
    for (const severity of severities) {
      for (const { protocol, endpoint } of args.subscriptions.filter((s) =>
        s.severities.includes(severity),
      )) {
        new aws.sns.TopicSubscription(
          `${name}-${severity}-${protocol}-${endpoint}`,
          { topic: this.topicArns[severity], protocol, endpoint },
          { parent: this },
        );
      }
    }
    this.registerOutputs({ topicArns: this.topicArns });
  }
}

function createTopic(
  name: string,
  { account, keyArn }: AlertTopicsArgs,
  parent: pulumi.Resource,
): pulumi.Output<string> {
  const topic = new aws.sns.Topic(name, { kmsMasterKeyId: keyArn }, { parent });
  const policy = new aws.sns.TopicPolicy(
    name,
    { arn: topic.arn, policy: topicPolicy(topic.arn, account) },
    { parent },
  );
  // Whoever publishes waits for the policy as well: until then SNS drops what alarms and rules send.
  return pulumi.all([topic.arn, policy.arn]).apply(([arn]) => arn);
}

/**
 * https://docs.aws.amazon.com/sns/latest/dg/sns-access-policy-use-cases.html
 * https://docs.aws.amazon.com/eventbridge/latest/userguide/eb-use-resource-based.html#eb-sns-permissions
 */
function topicPolicy(topicArn: pulumi.Output<string>, account: Account): pulumi.Output<string> {
  const region = account.homeRegion;
  return pulumi.jsonStringify({
    Version: "2012-10-17",
    Statement: [
      {
        Sid: "AlarmsPublish",
        Effect: "Allow",
        Principal: { Service: "cloudwatch.amazonaws.com" },
        Action: "sns:Publish",
        Resource: topicArn,
        Condition: {
          StringEquals: { "aws:SourceAccount": account.id },
          ArnLike: {
            "aws:SourceArn": account.arn("cloudwatch", region, "alarm:*"),
          },
        },
      },
      {
        Sid: "RulesPublish",
        Effect: "Allow",
        Principal: { Service: "events.amazonaws.com" },
        Action: "sns:Publish",
        Resource: topicArn,
        Condition: {
          ArnLike: { "aws:SourceArn": account.arn("events", region, "rule/*") },
        },
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
