// One SNS topic for each severity: where people and other systems hear of a detection.
import { createHash } from "node:crypto";
import * as aws from "@pulumi/aws";
import * as pulumi from "@pulumi/pulumi";
import { severities, type Severity } from "../detections/detection";
import type { Account } from "./account";
import { onlyOverTls } from "./onlyOverTls";

/** Who is told, and of what. */
export interface AlertSubscription {
  readonly protocol: string;
  /** As SNS has it: an address, a URL or an ARN. */
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
  /** Notified by alarms that only controls look for; no person is subscribed. */
  readonly controlTopicArn: pulumi.Output<string>;

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
    this.controlTopicArn = createTopic(`${name}-controls`, args, this);
    for (const severity of severities) {
      for (const subscription of args.subscriptions) {
        if (subscription.severities.includes(severity)) {
          subscribe(`${name}-${severity}`, this.topicArns[severity], subscription, this);
        }
      }
    }
    this.registerOutputs({ topicArns: this.topicArns, controlTopicArn: this.controlTopicArn });
  }
}

/** A URL may hold a token, so it is a secret and no part of a name. */
export function subscribe(
  name: string,
  topic: pulumi.Input<string>,
  { protocol, endpoint }: AlertSubscription,
  parent: pulumi.Resource,
): void {
  const isUrl = protocol === "http" || protocol === "https";
  const id = isUrl ? createHash("sha256").update(endpoint).digest("hex").slice(0, 8) : endpoint;
  new aws.sns.TopicSubscription(
    `${name}-${protocol}-${id}`,
    { topic, protocol, endpoint: isUrl ? pulumi.secret(endpoint) : endpoint },
    { parent },
  );
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
export function topicPolicy(
  topicArn: pulumi.Output<string>,
  account: Account,
): pulumi.Output<string> {
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
      // No condition: "You can't use Condition blocks in Amazon SNS topic policies for EventBridge", says its guide, and a
      // message that does not meet one is dropped in silence.
      {
        Sid: "RulesPublish",
        Effect: "Allow",
        Principal: { Service: "events.amazonaws.com" },
        Action: "sns:Publish",
        Resource: topicArn,
      },
      onlyOverTls("sns:Publish", topicArn),
    ],
  });
}
