// Acts against topics, subscriptions and the dead-letter queue.
import {
  DeleteTopicCommand,
  ListSubscriptionsByTopicCommand,
  SNSClient,
  UnsubscribeCommand,
} from "@aws-sdk/client-sns";
import { DeleteQueueCommand, ListQueuesCommand, SQSClient } from "@aws-sdk/client-sqs";
import { call, region, type TamperingAct } from "./act";

export const notificationActs: readonly TamperingAct[] = [
  {
    what: "notifications",
    act: "DeleteTopic, of the critical topic",
    heardBy: "watchdog by SNS watchdog",
    commit: async ({ alertTopicArns: { critical: topicArn } }) => {
      await new SNSClient({ region }).send(new DeleteTopicCommand({ TopicArn: topicArn }));
      return call("sns", "DeleteTopic", { topicArn });
    },
  },
  {
    what: "notifications",
    act: "Unsubscribe, of everybody from the critical topic",
    heardBy: "watchdog by SNS watchdog",
    commit: async ({ alertTopicArns: { critical: TopicArn } }) => {
      const client = new SNSClient({ region });
      const { Subscriptions = [] } = await client.send(
        new ListSubscriptionsByTopicCommand({ TopicArn }),
      );
      for (const { SubscriptionArn } of Subscriptions) {
        await client.send(new UnsubscribeCommand({ SubscriptionArn }));
      }
      return call("sns", "Unsubscribe", { subscriptionArn: Subscriptions[0]?.SubscriptionArn });
    },
  },
  {
    what: "notifications",
    act: "DeleteTopic, of the watchdog's",
    heardBy: "alert-topic-deleted by message, SNS critical",
    commit: async ({ watchdogTopicArn: topicArn }) => {
      await new SNSClient({ region }).send(new DeleteTopicCommand({ TopicArn: topicArn }));
      return call("sns", "DeleteTopic", { topicArn });
    },
  },
  {
    what: "notifications",
    act: "DeleteQueue, of the dead-letter queue",
    heardBy: "alert-queue-deleted by message, SNS critical",
    commit: async ({ deadLetterQueueArns }) => {
      const client = new SQSClient({ region });
      const QueueNamePrefix = deadLetterQueueArns[region]?.split(":")[5];
      const { QueueUrls = [] } = await client.send(new ListQueuesCommand({ QueueNamePrefix }));
      for (const QueueUrl of QueueUrls) await client.send(new DeleteQueueCommand({ QueueUrl }));
      return call("sqs", "DeleteQueue", { queueUrl: QueueUrls[0] });
    },
  },
];
