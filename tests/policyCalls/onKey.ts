// Calls on the monitoring key.
import {
  HOME,
  ACCOUNT,
  READER,
  STRANGER,
  OWN_TRAIL,
  CLOUDTRAIL,
  CLOUDWATCH,
  EVENTS,
  OTHER_SERVICE,
  OUR_TRAIL,
  OTHER_TRAIL,
  OUR_ALARM,
  OTHER_ALARM,
  OUR_ACCOUNT,
  OTHER_ACCOUNT,
  MEMBER,
  NO_MEMBER,
  THROUGH_S3,
  LOG_GROUP,
  FORMATTER_LOG_GROUP,
  INVENTORY_LOG_GROUP,
  KEY,
  call,
  bucket,
  topic,
  trail,
  root,
  reader,
  type Mode,
  type StatementCalls,
} from "./calls";

const THROUGH_EBS = { "kms:ViaService": `ec2.${HOME}.amazonaws.com` };

export const onKey: readonly StatementCalls[] = [
  {
    ...key("AccountAdministersKey"),
    allowed: call(root(ACCOUNT), "kms:PutKeyPolicy", KEY),
    refused: { caller: root(STRANGER), action: "s3:PutBucketPolicy" },
  },
  {
    ...key("TrailEncryptsLogFiles"),
    allowed: call(CLOUDTRAIL, "kms:GenerateDataKey", KEY, {
      ...OUR_TRAIL,
      "kms:EncryptionContext:aws:cloudtrail:arn": trail(ACCOUNT, "kms-monitoring-local"),
    }),
    refused: {
      caller: OTHER_SERVICE,
      action: "kms:Decrypt",
      ...OTHER_TRAIL,
      "kms:EncryptionContext:aws:cloudtrail:arn": trail(STRANGER, "kms-monitoring-local"),
    },
  },
  {
    ...key("TrailUsesBucketKey"),
    allowed: call(CLOUDTRAIL, "kms:Decrypt", KEY, {
      ...OUR_TRAIL,
      "kms:EncryptionContext:aws:s3:arn": bucket("archive"),
    }),
    refused: {
      caller: OTHER_SERVICE,
      action: "kms:Encrypt",
      ...OTHER_TRAIL,
      "kms:EncryptionContext:aws:s3:arn": bucket("access-logs"),
    },
  },
  {
    ...key("TrailDescribesKey"),
    allowed: call(CLOUDTRAIL, "kms:DescribeKey", KEY, OUR_TRAIL),
    refused: { caller: OTHER_SERVICE, action: "kms:GetKeyPolicy", ...OTHER_TRAIL },
  },
  {
    ...key("TrailTellsOfLogFiles", OWN_TRAIL),
    allowed: call(CLOUDTRAIL, "kms:Decrypt", KEY, {
      ...OUR_TRAIL,
      "kms:EncryptionContext:aws:sns:topicArn": topic("log-delivery"),
    }),
    refused: {
      caller: OTHER_SERVICE,
      action: "kms:Encrypt",
      ...OTHER_TRAIL,
      "kms:EncryptionContext:aws:sns:topicArn": topic("critical"),
    },
  },
  {
    ...key("AccountsDecryptLogFiles"),
    allowed: call(reader(READER), "kms:Decrypt", KEY, THROUGH_S3),
    refused: { caller: reader(STRANGER), action: "kms:GenerateDataKey", ...THROUGH_EBS },
  },
  {
    ...key("OrganizationsDecryptLogFiles"),
    allowed: call(reader(STRANGER), "kms:Decrypt", KEY, { ...MEMBER, ...THROUGH_S3 }),
    refused: { action: "kms:GenerateDataKey", ...NO_MEMBER, ...THROUGH_EBS },
  },
  ...[LOG_GROUP, FORMATTER_LOG_GROUP, INVENTORY_LOG_GROUP].map((logGroup) => ({
    ...key("LogGroupsAreEncrypted"),
    allowed: call(`logs.${HOME}.amazonaws.com`, "kms:GenerateDataKey", KEY, {
      "kms:EncryptionContext:aws:logs:arn": logGroup,
    }),
    refused: {
      caller: "logs.eu-west-1.amazonaws.com",
      action: "kms:CreateGrant",
      "kms:EncryptionContext:aws:logs:arn": `${logGroup}-2`,
    },
  })),
  {
    ...key("AlarmsPublishToTopics"),
    allowed: call(CLOUDWATCH, "kms:GenerateDataKey", KEY, { ...OUR_ALARM, ...OUR_ACCOUNT }),
    refused: { caller: OTHER_SERVICE, action: "kms:Encrypt", ...OTHER_ALARM, ...OTHER_ACCOUNT },
  },
  {
    ...key("RulesPublishToTopics"),
    allowed: call(EVENTS, "kms:Decrypt", KEY),
    refused: { caller: OTHER_SERVICE, action: "kms:Encrypt" },
  },
];

function key(sid: string, modes?: readonly Mode[]) {
  return { policy: "Key kms-monitoring-key", sid, ...(modes && { modes }) };
}
