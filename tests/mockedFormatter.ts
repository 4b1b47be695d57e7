// The function that writes the messages as a part of other components under Pulumi's mocks, with what it needs around it.
import { Account } from "../components/account";
import { MessageFormatter, type MessageFormatterArgs } from "../components/messageFormatter";
import { deadLetterQueueArn, mockedHub, topicArns } from "./mockedSurroundings";

/** In account and hub of its own, named kms. */
export function mockedFormatter(changes: Partial<MessageFormatterArgs> = {}): MessageFormatter {
  const account = new Account("us-east-1");
  return new MessageFormatter("kms", {
    account,
    keyArn: "arn:key",
    trailArn: "arn:trail",
    watchedRegions: ["us-east-1", "us-west-2"],
    detections: [],
    ownNames: { prefix: "kms", trailName: "kms-dev", logGroupName: "trail-logs" },
    queryFolder: "kms-dev",
    topicArns,
    existingTopicArns: {},
    hub: changes.hub ?? mockedHub(),
    deadLetterQueueArn,
    formatterLogGroupName: "/aws/lambda/kms-dev-messages",
    logRetentionDays: 400,
    ...changes,
  });
}
