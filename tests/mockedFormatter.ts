// The function that writes the messages as a part of other components under Pulumi's mocks, with what it needs around it.
import { Account } from "../components/account";
import { EventHub } from "../components/eventHub";
import { MessageFormatter, type MessageFormatterArgs } from "../components/messageFormatter";

/** In account and hub of its own, named kms. */
export function mockedFormatter(changes: Partial<MessageFormatterArgs> = {}): MessageFormatter {
  const account = new Account("us-east-1");
  return new MessageFormatter("kms", {
    account,
    keyArn: "arn:key",
    trailArn: "arn:trail",
    detections: [],
    ownNames: { prefix: "kms", trailName: "kms-dev", logGroupName: "trail-logs" },
    queryFolder: "kms-dev",
    topicArns: { critical: "arn:critical", warning: "arn:warning", info: "arn:info" },
    existingTopicArns: {},
    hub: changes.hub ?? new EventHub("kms", { account }),
    deadLetterQueueArn: "arn:queue",
    formatterLogGroupName: "/aws/lambda/kms-dev-messages",
    logRetentionDays: 400,
    ...changes,
  });
}
