// What calls the formatter: the hub with the events of all regions, the log group with the records of all regions, and a heartbeat.
import * as aws from "@pulumi/aws";
import * as pulumi from "@pulumi/pulumi";
import { toldByMessage, type RecordDetection } from "../detections/detection";
import { subscriptionPatternOf } from "../detections/filterPattern";
import { HEARTBEAT } from "../messages/names";
import type { Account } from "./account";
import { deliveryTo } from "./delivery";
import type { EventHub } from "./eventHub";
import { evidencePattern } from "./evidencePattern";
import { mayInvoke, type Caller } from "./mayInvoke";
import type { MessageFormatter } from "./messageFormatter";

const HEARTBEAT_RATE = "rate(5 minutes)";

export interface FormatterInputsArgs {
  readonly account: Account;
  readonly formatter: MessageFormatter;
  readonly hub: EventHub;
  readonly detections: readonly RecordDetection[];
  readonly deadLetterQueueArn: pulumi.Input<string>;
  readonly logGroupName: pulumi.Input<string>;
  readonly logGroupArn: pulumi.Input<string>;
  /** Topic of the alarms that only controls look for. */
  readonly controlTopicArn: pulumi.Input<string>;
}

export class FormatterInputs extends pulumi.ComponentResource {
  readonly #formatter: MessageFormatter;

  constructor(name: string, args: FormatterInputsArgs, opts?: pulumi.ComponentResourceOptions) {
    super("kms-monitoring:index:FormatterInputs", name, {}, opts);
    this.#formatter = args.formatter;
    this.#fromHub(name, args);
    // A pattern for no detection is none that CloudWatch Logs takes.
    if (toldByMessage(args.detections).length > 0) this.#fromLogGroup(name, args);
    this.#fromControls(name, args);
    this.#heartbeat(name, args);
    this.registerOutputs({});
  }

  #fromHub(name: string, { hub, detections, deadLetterQueueArn }: FormatterInputsArgs): void {
    const rule = new aws.cloudwatch.EventRule(
      `${name}-messages`,
      {
        eventBusName: hub.busName,
        description: "KMS events and API calls of all watched regions, to be told",
        // Read-only calls were let through at the default bus; this bus would hold them back otherwise.
        state: "ENABLED_WITH_ALL_CLOUDTRAIL_MANAGEMENT_EVENTS",
        eventPattern: JSON.stringify(evidencePattern(detections)),
      },
      { parent: this },
    );
    this.#deliver(`${name}-messages`, rule, { eventBusName: hub.busName }, deadLetterQueueArn);
  }

  /** A log group has two subscriptions; this takes one. */
  #fromLogGroup(
    name: string,
    { account, detections, logGroupName, logGroupArn }: FormatterInputsArgs,
  ): void {
    const permission = this.#permit(`${name}-log-group`, {
      principal: "logs.amazonaws.com",
      sourceArn: pulumi.interpolate`${logGroupArn}:*`,
      sourceAccount: account.id,
    });
    new aws.cloudwatch.LogSubscriptionFilter(
      `${name}-messages`,
      {
        logGroup: logGroupName,
        filterPattern: subscriptionPatternOf(detections),
        destinationArn: this.#formatter.functionArn,
      },
      // CloudWatch Logs sends a test message before it accepts the subscription.
      { parent: this, dependsOn: [permission] },
    );
  }

  /** Security Hub wants a subscriber. What such an alarm is about is told by messages. */
  #fromControls(name: string, { controlTopicArn }: FormatterInputsArgs): void {
    const permission = this.#permit(`${name}-controls`, {
      principal: "sns.amazonaws.com",
      sourceArn: controlTopicArn,
    });
    new aws.sns.TopicSubscription(
      `${name}-controls`,
      { topic: controlTopicArn, protocol: "lambda", endpoint: this.#formatter.functionArn },
      { parent: this, dependsOn: [permission] },
    );
  }

  #heartbeat(name: string, { deadLetterQueueArn }: FormatterInputsArgs): void {
    const rule = new aws.cloudwatch.EventRule(
      `${name}-heartbeat`,
      {
        description: "Wakes the function that writes the messages, so that its silence shows",
        scheduleExpression: HEARTBEAT_RATE,
      },
      { parent: this },
    );
    const input = JSON.stringify(HEARTBEAT);
    this.#deliver(`${name}-heartbeat`, rule, { input }, deadLetterQueueArn);
  }

  #deliver(
    name: string,
    rule: aws.cloudwatch.EventRule,
    more: Partial<aws.cloudwatch.EventTargetArgs>,
    deadLetterQueueArn: pulumi.Input<string>,
  ): void {
    const permission = this.#permit(name, {
      principal: "events.amazonaws.com",
      sourceArn: rule.arn,
    });
    new aws.cloudwatch.EventTarget(
      name,
      {
        rule: rule.name,
        arn: this.#formatter.functionArn,
        ...more,
        ...deliveryTo(deadLetterQueueArn),
      },
      { parent: this, dependsOn: [permission] },
    );
  }

  #permit(name: string, caller: Caller): aws.lambda.Permission {
    return mayInvoke(name, this.#formatter.functionName, caller, this);
  }
}
