// Detections on the stack's own topics and queues, by which people and other systems are told.
// https://docs.aws.amazon.com/sns/latest/dg/logging-using-cloudtrail.html
import type { RecordDetection } from "./detection";
import { isOwnArn, type Request, type SampleCall } from "./ownResources";
import { tampering } from "./ownTampering";

const SNS = "sns.amazonaws.com";
const SQS = "sqs.amazonaws.com";

// AWS's samples show topicArn (CreateTopic, DeleteTopic) and queueUrl (AddPermission, DeleteQueue, PurgeQueue).
const isOwnTopic = isOwnArn("topicArn", ":");
const isOwnSubscription = isOwnArn("subscriptionArn", ":");
const isOwnDataPolicy = isOwnArn("resourceArn", ":");
// https://docs.aws.amazon.com/AWSSimpleQueueService/latest/SQSDeveloperGuide/sqs-logging-using-cloudtrail.html
const isOwnQueue = isOwnArn("queueUrl", "/");

const topicArn = "arn:aws:sns:us-west-2:111122223333:kms-monitoring-critical-1a2b3c4";
const subscriptionArn = `${topicArn}:1234abcd-12ab-34cd-56ef-1234567890ab`;
const queueUrl =
  "https://sqs.us-west-2.amazonaws.com/111122223333/kms-monitoring-dead-letters-1a2b3c4";
const otherTopicArn = "arn:aws:sns:us-west-2:111122223333:orders-kms-monitoring";
const otherQueueUrl = "https://sqs.us-west-2.amazonaws.com/111122223333/orders-kms-monitoring";

const topicDeleted: readonly SampleCall[] = [
  ["DeleteTopic", { topicArn }],
  ["Unsubscribe", { subscriptionArn }],
  ["RemovePermission", { topicArn, label: "cloudwatch" }],
];
const topicChanged: readonly SampleCall[] = [
  ["SetTopicAttributes", { topicArn, attributeName: "Policy", attributeValue: "{}" }],
  ["AddPermission", { topicArn, label: "everybody" }],
  ["Subscribe", { topicArn, protocol: "https" }],
  ["SetSubscriptionAttributes", { subscriptionArn, attributeName: "FilterPolicy" }],
  ["PutDataProtectionPolicy", { resourceArn: topicArn, dataProtectionPolicy: "{}" }],
];
const queueDeleted: readonly SampleCall[] = [
  ["DeleteQueue", { queueUrl }],
  ["PurgeQueue", { queueUrl }],
  ["RemovePermission", { queueUrl, label: "events" }],
];
const queueChanged: readonly SampleCall[] = [
  ["SetQueueAttributes", { queueUrl, attributes: { MessageRetentionPeriod: "60" } }],
  ["AddPermission", { queueUrl, label: "everybody" }],
];

function onOtherTopic([eventName]: SampleCall): SampleCall {
  const request: Request = {
    topicArn: otherTopicArn,
    subscriptionArn: `${otherTopicArn}:1234abcd-12ab-34cd-56ef-1234567890ab`,
  };
  return [eventName, request];
}

function onOtherQueue([eventName]: SampleCall): SampleCall {
  return [eventName, { queueUrl: otherQueueUrl }];
}

/** What is watched of topics and queues. The message about a topic must go by another topic. */
export const alertTopics: readonly RecordDetection[] = [
  {
    id: "alert-topic-deleted",
    title: "A topic of the monitoring, or a subscription to it, was deleted",
    severity: "critical",
    why: "Whoever was told by it hears nothing any more.",
    runbook:
      "make it anew (pulumi up --refresh), and let the receivers confirm their subscription.",
    ...tampering({
      eventSource: SNS,
      where: `${isOwnTopic} || ${isOwnSubscription}`,
      calls: topicDeleted,
      others: [...topicDeleted.map(onOtherTopic), ...topicChanged],
    }),
  },
  {
    id: "alert-topic-changed",
    title: "A topic of the monitoring, or a subscription to it, was changed or added",
    severity: "warning",
    why: "Messages may be refused or filtered out, or be read by somebody new.",
    runbook: "compare it with the stack (pulumi preview --refresh).",
    ...tampering({
      eventSource: SNS,
      where: `${isOwnTopic} || ${isOwnSubscription} || ${isOwnDataPolicy}`,
      calls: topicChanged,
      others: [...topicChanged.map(onOtherTopic), ...topicDeleted],
    }),
  },
  {
    id: "alert-queue-deleted",
    title: "A queue of the monitoring was deleted or emptied",
    severity: "critical",
    why: "Events that could not be delivered are lost, and so will be the next.",
    runbook: "make it anew (pulumi up --refresh), and ask the caller.",
    ...tampering({
      eventSource: SQS,
      where: isOwnQueue,
      calls: queueDeleted,
      others: [...queueDeleted.map(onOtherQueue), ...queueChanged],
    }),
  },
  {
    id: "alert-queue-changed",
    title: "A queue of the monitoring was changed",
    severity: "warning",
    why: "It may refuse events, or drop them early.",
    runbook: "compare it with the stack (pulumi preview --refresh).",
    ...tampering({
      eventSource: SQS,
      where: isOwnQueue,
      calls: queueChanged,
      others: [...queueChanged.map(onOtherQueue), ...queueDeleted],
    }),
  },
];
