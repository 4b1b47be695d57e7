// Calls by the function that writes the messages, and who may take its role.
import {
  HOME,
  ACCOUNT,
  STRANGER,
  RANDOM,
  LAMBDA,
  OTHER_SERVICE,
  FORMATTER_LOG_GROUP,
  LOG_GROUP,
  KEY,
  OTHER_KEY,
  OWN_TRAIL,
  BUS,
  EXISTING_TOPIC,
  call,
  queue,
  role,
  topic,
  trail,
  type StatementCalls,
} from "./calls";

const TABLE = `arn:aws:dynamodb:${HOME}:${ACCOUNT}:table/kms-monitoring-told-${RANDOM}`;
const FORMATTER = role(ACCOUNT, "messages");
const KEY_OF_OTHERS = `arn:aws:kms:${HOME}:${STRANGER}:key/5678abcd-12ab-34cd-56ef-1234567890ab`;
const THROUGH_SNS = {
  "kms:ViaService": `sns.${HOME}.amazonaws.com`,
  "kms:EncryptionContext:aws:sns:topicArn": EXISTING_TOPIC,
};

export const onFormatter: readonly StatementCalls[] = [
  {
    policy: "Role kms-monitoring-messages",
    sid: "FunctionAssumesRole",
    allowed: call(LAMBDA, "sts:AssumeRole", FORMATTER),
    refused: { caller: OTHER_SERVICE, action: "sts:TagSession" },
  },
  {
    ...may("WriteLog"),
    allowed: call(FORMATTER, "logs:PutLogEvents", `${FORMATTER_LOG_GROUP}:log-stream:a`),
    refused: { action: "logs:DeleteLogStream", resource: `${LOG_GROUP}:log-stream:a` },
  },
  {
    ...may("NoteWhatWasTold"),
    allowed: call(FORMATTER, "dynamodb:PutItem", TABLE),
    refused: { action: "dynamodb:DeleteTable", resource: TABLE.replace("-told-", "-other-") },
  },
  {
    ...may("PublishToTopics"),
    allowed: call(FORMATTER, "sns:Publish", topic("critical")),
    refused: { action: "sns:Unsubscribe", resource: topic("watchdog") },
  },
  {
    ...may("PutAlerts"),
    allowed: call(FORMATTER, "events:PutEvents", BUS),
    refused: { action: "events:PutRule", resource: BUS.replace("-hub-", "-other-") },
  },
  {
    ...may("CountWhatWasTold"),
    allowed: call(FORMATTER, "cloudwatch:PutMetricData", "*", {
      "cloudwatch:namespace": "KmsMonitoring",
    }),
    refused: { action: "cloudwatch:DeleteAlarms", "cloudwatch:namespace": "AWS/KMS" },
  },
  {
    ...may("KeepWhatCouldNotBeTold"),
    allowed: call(FORMATTER, "sqs:SendMessage", queue(HOME)),
    refused: { action: "sqs:PurgeQueue", resource: queue("us-west-2") },
  },
  {
    ...may("UseKey"),
    allowed: call(FORMATTER, "kms:GenerateDataKey", KEY),
    refused: { action: "kms:Encrypt", resource: OTHER_KEY },
  },
  {
    ...may("AskAboutKey"),
    allowed: call(FORMATTER, "kms:DescribeKey", KEY),
    refused: { action: "kms:ScheduleKeyDeletion", resource: OTHER_KEY },
  },
  {
    ...may("AskAboutTrail"),
    modes: OWN_TRAIL,
    allowed: call(FORMATTER, "cloudtrail:GetTrailStatus", trail(ACCOUNT, "kms-monitoring-local")),
    refused: {
      action: "cloudtrail:StopLogging",
      resource: trail(ACCOUNT, "kms-monitoring-local-2"),
    },
  },
  {
    ...may("AskAboutTrail"),
    modes: ["existing"],
    allowed: call(FORMATTER, "cloudtrail:GetTrailStatus", trail(ACCOUNT, "central")),
    refused: { action: "cloudtrail:StopLogging", resource: trail(ACCOUNT, "central-2") },
  },
  {
    ...may("UseKeysOfExistingTopics"),
    modes: ["existing"],
    allowed: call(FORMATTER, "kms:Decrypt", KEY_OF_OTHERS, THROUGH_SNS),
    refused: {
      action: "kms:Encrypt",
      resource: KEY_OF_OTHERS.replace(HOME, "eu-west-1"),
      "kms:ViaService": `s3.${HOME}.amazonaws.com`,
      "kms:EncryptionContext:aws:sns:topicArn": topic("other"),
    },
  },
];

function may(sid: string) {
  return { policy: "RolePolicy kms-monitoring-messages", sid };
}
