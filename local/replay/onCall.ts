// The queue of the person on call: receives what the deployed topics deliver.
import {
  CreateQueueCommand,
  DeleteMessageCommand,
  ReceiveMessageCommand,
  SQSClient,
  type Message,
} from "@aws-sdk/client-sqs";
import { detectionOf } from "./deployed";
import { passTime } from "./serviceEvents";

/** What a person gets, and by which way it came. */
export interface Delivery {
  readonly severity: string;
  readonly detection: string;
  readonly channel: string;
  readonly text: string;
  /** Of the record that a message is about. */
  readonly eventId?: string;
}

/** The topic that is told of changes of the others; its messages are plain text. */
export const WATCHDOG = "watchdog";

type TopicArns = Readonly<Record<string, string>>;

export class OnCallQueue {
  readonly #client: SQSClient;
  readonly #url: string;
  readonly #topicArns: TopicArns;

  private constructor(client: SQSClient, url: string, topicArns: TopicArns) {
    this.#client = client;
    this.#url = url;
    this.#topicArns = topicArns;
  }

  /**
   * The queue that Pulumi.local.yaml subscribes; it is not part of the stack, so it is made here.
   * @param topicArns Topics of the stack, by their severity or other name.
   */
  static async open(region: string, topicArns: TopicArns = {}): Promise<OnCallQueue> {
    const client = new SQSClient({ region });
    const { QueueUrl } = await client.send(new CreateQueueCommand({ QueueName: "on-call" }));
    if (QueueUrl === undefined) {
      throw new Error("The embedded AWS made no queue for the person on call");
    }
    return new OnCallQueue(client, QueueUrl, topicArns);
  }

  /** Takes every message, when nothing more can come of what has happened. */
  async receive(): Promise<readonly Delivery[]> {
    await passTime();
    const deliveries: Delivery[] = [];
    let messages: readonly Message[];
    do {
      const answer = await this.#client.send(
        new ReceiveMessageCommand({ QueueUrl: this.#url, MaxNumberOfMessages: 10 }),
      );
      messages = answer.Messages ?? [];
      for (const { Body, ReceiptHandle } of messages) {
        await this.#client.send(new DeleteMessageCommand({ QueueUrl: this.#url, ReceiptHandle }));
        deliveries.push(await readDelivery(Body ?? "", this.#topicArns));
      }
    } while (messages.length > 0);
    return deliveries;
  }
}

/** Reads an SNS notification: an alarm's own message, or the one that a rule on the hub made. */
async function readDelivery(body: string, topicArns: TopicArns): Promise<Delivery> {
  const { TopicArn, Message } = JSON.parse(body) as { TopicArn: string; Message: string };
  const message = parseMessage(Message);
  const [, , , region = ""] = TopicArn.split(":");
  const severity = Object.entries(topicArns).find(([, arn]) => arn === TopicArn)?.[0] ?? TopicArn;
  const { AlarmName, NewStateValue, NewStateReason, detection } = message;
  if (AlarmName !== undefined) {
    return {
      severity,
      detection: await detectionOf(region, AlarmName),
      channel: `alarm, SNS ${severity}`,
      text: `${NewStateValue}: ${AlarmName}: ${NewStateReason}`,
    };
  }
  if (severity === WATCHDOG) {
    return {
      severity,
      detection: WATCHDOG,
      channel: `SNS ${WATCHDOG}`,
      text: message["title"] ?? "",
    };
  }
  const { title, key, alarm, reason, keyArn, operation, principal, eventId } = message;
  const who = principal === undefined ? operation : `${operation} by ${principal}`;
  return {
    severity,
    detection: detection ?? "unknown",
    channel: alarm === undefined ? `message, SNS ${severity}` : `event bus, SNS ${severity}`,
    text: [title, who, key ?? keyArn, message["region"], alarm, reason]
      .filter((part) => part !== undefined)
      .join(": "),
    ...(eventId === undefined ? {} : { eventId }),
  };
}

/** Anybody may publish plain text to a topic; it is shown as it is. */
function parseMessage(text: string): Readonly<Record<string, string | undefined>> {
  try {
    const message: unknown = JSON.parse(text);
    if (typeof message !== "object" || message === null) return { title: text };
    return Object.fromEntries(Object.entries(message).filter(([, value]) => value !== null));
  } catch {
    return { title: text };
  }
}
