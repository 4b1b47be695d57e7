// Where the events of each watched region end up that could not be delivered, and the alarms that say so.
import * as aws from "@pulumi/aws";
import * as pulumi from "@pulumi/pulumi";
import { eventsNotDelivered } from "../detections/ownHealth";
import type { Account } from "./account";
import { onlyOverTls } from "./onlyOverTls";
import { metricArgs, type Alarm, type TopicArns } from "./alarm";
import { metricAlarm } from "./metricAlarm";

const RETENTION_SECONDS = 1_209_600; // 14 days, the most that SQS keeps

export interface DeadLetterQueuesArgs {
  readonly account: Account;
  /** EventBridge accepts only a queue of the rule's own region. */
  readonly regions: readonly string[];
  readonly topicArns: TopicArns;
}

export class DeadLetterQueues extends pulumi.ComponentResource {
  readonly alarms: readonly Alarm[];
  readonly #queueArns = new Map<string, pulumi.Output<string>>();

  constructor(name: string, args: DeadLetterQueuesArgs, opts?: pulumi.ComponentResourceOptions) {
    super("kms-monitoring:index:DeadLetterQueues", name, {}, opts);
    this.alarms = args.regions.map((region) => {
      const queue = this.#createQueue(`${name}-${region}-undelivered`, region, args);
      return this.#createAlarm(`${name}-${region}-undelivered`, region, queue, args);
    });
    this.registerOutputs({ queueArns: this.queueArns() });
  }

  /** @param region One of the regions. */
  queueArnIn(region: string): pulumi.Output<string> {
    const arn = this.#queueArns.get(region);
    if (arn === undefined) throw new Error(`${region} is none of the regions`);
    return arn;
  }

  /** By region. */
  queueArns(): Readonly<Record<string, pulumi.Output<string>>> {
    return Object.fromEntries(this.#queueArns);
  }

  #createQueue(name: string, region: string, { account }: DeadLetterQueuesArgs): aws.sqs.Queue {
    const queue = new aws.sqs.Queue(
      name,
      // Not with the stack's key, on purpose: what cannot be told while somebody disables that key must still be kept.
      { region, messageRetentionSeconds: RETENTION_SECONDS, sqsManagedSseEnabled: true },
      { parent: this },
    );
    const policy = new aws.sqs.QueuePolicy(
      name,
      { region, queueUrl: queue.url, policy: queuePolicy(queue.arn, account, region) },
      { parent: this },
    );
    // Without the policy, EventBridge drops what it cannot deliver.
    const arn = pulumi.all([queue.arn, policy.id]).apply(([queueArn]) => queueArn);
    this.#queueArns.set(region, arn);
    return queue;
  }

  #createAlarm(
    name: string,
    region: string,
    queue: aws.sqs.Queue,
    { account: { homeRegion }, topicArns }: DeadLetterQueuesArgs,
  ): Alarm {
    const detection = eventsNotDelivered;
    const metric = { region, ...metricArgs(detection, { QueueName: queue.name }), threshold: 1 };
    const alarm = { detection, suffix: `-${region}`, homeRegion, topicArns, metric };
    return metricAlarm(name, alarm, this);
  }
}

/** https://docs.aws.amazon.com/eventbridge/latest/userguide/eb-rule-dlq.html#eb-dlq-perms */
function queuePolicy(
  queueArn: pulumi.Output<string>,
  account: Account,
  region: string,
): pulumi.Output<string> {
  return pulumi.jsonStringify({
    Version: "2012-10-17",
    Statement: [
      {
        Sid: "RulesSend",
        Effect: "Allow",
        Principal: { Service: "events.amazonaws.com" },
        Action: "sqs:SendMessage",
        Resource: queueArn,
        Condition: {
          StringEquals: { "aws:SourceAccount": account.id },
          ArnLike: { "aws:SourceArn": account.arn("events", region, "rule/*") },
        },
      },
      onlyOverTls("sqs:*", queueArn),
    ],
  });
}
