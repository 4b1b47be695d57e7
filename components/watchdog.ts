// The path that needs neither the alert topics nor their key nor any code: it tells of what is done to these and to the
// function that writes the messages, and only that.
// Its own topic is guarded by the alert topics in turn, as any other resource of the stack.
import * as aws from "@pulumi/aws";
import * as pulumi from "@pulumi/pulumi";
import { FROM_AWS } from "../detections/callEvent";
import type { Severity } from "../detections/detection";
import type { Account } from "./account";
import { subscribe, topicPolicy, type AlertSubscription } from "./alertTopics";
import type { TopicArns } from "./alarm";
import { deliveryTo } from "./delivery";

/** Calls after which messages may not come any more. Each names the topic, the subscription or the key. */
const TOPIC_CALLS = ["DeleteTopic", "SetTopicAttributes", "AddPermission", "RemovePermission"];
const DATA_PROTECTION_CALLS = ["PutDataProtectionPolicy"];
const SUBSCRIPTION_CALLS = ["Unsubscribe", "SetSubscriptionAttributes"];
/** With the dates that Lambda puts behind the names. https://docs.aws.amazon.com/lambda/latest/dg/logging-using-cloudtrail.html */
const FUNCTION_CALLS = [
  "UpdateFunctionCode",
  "UpdateFunctionConfiguration",
  "DeleteFunction",
  "PutFunctionConcurrency",
].map((prefix) => ({ prefix }));
const KEY_CALLS = ["DisableKey", "ScheduleKeyDeletion", "PutKeyPolicy"];

const REPLACED_BY_EVENT = {
  operation: "$.detail.eventName",
  caller: "$.detail.userIdentity.arn",
  error: "$.detail.errorCode",
  account: "$.account",
  time: "$.time",
} as const;

export interface WatchdogArgs {
  readonly account: Account;
  readonly keyArn: pulumi.Input<string>;
  /** Topics whose changes are told. */
  readonly topicArns: TopicArns;
  /** Name of the function that writes the messages. */
  readonly functionName: pulumi.Input<string>;
  readonly subscriptions: readonly AlertSubscription[];
  /** Where the runbooks can be read. */
  readonly runbookBaseUrl?: string;
  /** Queue of the home region. */
  readonly deadLetterQueueArn: pulumi.Input<string>;
}

export class Watchdog extends pulumi.ComponentResource {
  readonly topicArn: pulumi.Output<string>;

  constructor(name: string, args: WatchdogArgs, opts?: pulumi.ComponentResourceOptions) {
    super("kms-monitoring:index:Watchdog", name, {}, opts);
    const { account, subscriptions, deadLetterQueueArn } = args;
    // Not encrypted with the stack's key, on purpose: a message must come when somebody disables that key, and EventBridge cannot
    // use SNS's own key. Messages name a topic or key, a call and its caller.
    const topic = new aws.sns.Topic(`${name}-watchdog`, {}, { parent: this });
    const policy = new aws.sns.TopicPolicy(
      `${name}-watchdog`,
      { arn: topic.arn, policy: topicPolicy(topic.arn, account) },
      { parent: this },
    );
    const critical: Severity = "critical";
    for (const subscription of subscriptions.filter((one) => one.severities.includes(critical))) {
      subscribe(`${name}-watchdog`, topic.arn, subscription, this);
    }
    const rule = new aws.cloudwatch.EventRule(
      `${name}-watchdog`,
      {
        description:
          "Changes of the alert topics, of their key and of the function that writes the messages",
        eventPattern: patternOf(args),
      },
      { parent: this },
    );
    new aws.cloudwatch.EventTarget(
      `${name}-watchdog`,
      {
        rule: rule.name,
        arn: topic.arn,
        inputTransformer: {
          inputPaths: REPLACED_BY_EVENT,
          inputTemplate:
            '"CRITICAL: the way alerts take is being changed. <operation> by <caller>, account <account>, <time>. Error, if it failed: <error>. ' +
            "First: look at the alert topics, their subscriptions, the monitoring key and the function that writes the messages; what detections find may not reach you. " +
            `Runbook: ${args.runbookBaseUrl ?? "docs/runbooks/"}alert-topic-changed.md"`,
        },
        ...deliveryTo(deadLetterQueueArn),
      },
      // A message that comes before the policy is dropped.
      { parent: this, dependsOn: [policy] },
    );
    this.topicArn = topic.arn;
    this.registerOutputs({ topicArn: this.topicArn });
  }
}

/** https://docs.aws.amazon.com/sns/latest/dg/sns-logging-using-cloudtrail.html */
function patternOf({ keyArn, functionName, ...args }: WatchdogArgs): pulumi.Output<string> {
  const topicArns = Object.values(args.topicArns);
  const subscriptionsOf = pulumi
    .all(topicArns)
    .apply((arns) => arns.map((arn) => ({ prefix: `${arn}:` })));
  // As the caller named it: by name or ARN, with or without a version.
  const functions = pulumi
    .output(functionName)
    .apply((own) => [{ suffix: own }, { wildcard: `*${own}:*` }]);
  return pulumi.jsonStringify({
    source: FROM_AWS,
    "detail-type": ["AWS API Call via CloudTrail"],
    detail: {
      $or: [
        {
          eventSource: ["sns.amazonaws.com"],
          eventName: TOPIC_CALLS,
          requestParameters: { topicArn: topicArns },
        },
        {
          eventSource: ["sns.amazonaws.com"],
          eventName: SUBSCRIPTION_CALLS,
          requestParameters: { subscriptionArn: subscriptionsOf },
        },
        {
          eventSource: ["sns.amazonaws.com"],
          eventName: DATA_PROTECTION_CALLS,
          requestParameters: { resourceArn: topicArns },
        },
        {
          eventSource: ["lambda.amazonaws.com"],
          eventName: FUNCTION_CALLS,
          requestParameters: { functionName: functions },
        },
        {
          eventSource: ["kms.amazonaws.com"],
          eventName: KEY_CALLS,
          resources: { ARN: [keyArn] },
        },
      ],
    },
  });
}
