// Calls by the two functions of the key inventory, and who may take their roles.
import {
  HOME,
  LAMBDA,
  OTHER_SERVICE,
  INVENTORY_LOG_GROUP,
  FORMATTER_LOG_GROUP,
  KEY,
  THROUGH_S3,
  OTHER_KEY,
  ACCOUNT,
  bucket,
  call,
  role,
  type StatementCalls,
} from "./calls";

const ARCHIVE = bucket("archive");
const TAKE = "inventory";
const WIDGET = "inventory-widget";

/** What both functions may do. */
const ofBoth: readonly StatementCalls[] = [TAKE, WIDGET].flatMap((name) => {
  const caller = role(ACCOUNT, name);
  return [
    {
      policy: `Role kms-monitoring-${name}`,
      sid: "FunctionAssumesRole",
      allowed: call(LAMBDA, "sts:AssumeRole", caller),
      refused: { caller: OTHER_SERVICE, action: "sts:TagSession" },
    },
    {
      ...may(name, "ReadList"),
      allowed: call(caller, "s3:GetObject", `${ARCHIVE}/inventory/keys.json`),
      refused: {
        action: "s3:DeleteObject",
        resource: `${ARCHIVE}/AWSLogs/${ACCOUNT}/CloudTrail/a.json.gz`,
      },
    },
    {
      ...may(name, "SeeWhetherThereIsAList"),
      allowed: call(caller, "s3:ListBucket", ARCHIVE),
      refused: { action: "s3:PutBucketPolicy", resource: bucket("access-logs") },
    },
    {
      ...may(name, "UseKey"),
      allowed: call(caller, "kms:Decrypt", KEY),
      refused: { action: "kms:ScheduleKeyDeletion", resource: OTHER_KEY },
    },
    {
      ...may(name, "WriteLog"),
      allowed: call(caller, "logs:PutLogEvents", `${INVENTORY_LOG_GROUP}:log-stream:a`),
      refused: {
        action: "logs:DeleteLogStream",
        resource: `${FORMATTER_LOG_GROUP}:log-stream:a`,
      },
    },
  ];
});

const TAKER = role(ACCOUNT, TAKE);

export const onInventory: readonly StatementCalls[] = [
  ...ofBoth,
  {
    ...may(TAKE, "ListKeys"),
    allowed: call(TAKER, "kms:ListAliases", "*"),
    refused: { action: "kms:CreateKey" },
  },
  {
    ...may(TAKE, "AskAboutKeys"),
    allowed: call(TAKER, "kms:GetKeyLastUsage", OTHER_KEY),
    refused: { action: "kms:Decrypt", resource: OTHER_KEY.replace(HOME, "eu-west-1") },
  },
  {
    ...may(TAKE, "ReadAlarms"),
    allowed: call(TAKER, "cloudwatch:DescribeAlarms", "*"),
    refused: { action: "cloudwatch:DeleteAlarms" },
  },
  {
    ...may(TAKE, "WriteList"),
    allowed: call(TAKER, "s3:PutObject", `${ARCHIVE}/inventory/keys.csv`),
    refused: {
      action: "s3:PutObjectRetention",
      resource: `${ARCHIVE}/inventory/keys.csv.old`,
    },
  },
  {
    ...may(TAKE, "WriteList"),
    allowed: call(TAKER, "s3:PutObject", `${ARCHIVE}/inventory/keys.json`),
    refused: { resource: `${ARCHIVE}/AWSLogs/${ACCOUNT}/CloudTrail/a.json.gz` },
  },
  {
    ...may(TAKE, "EncryptList"),
    allowed: call(TAKER, "kms:GenerateDataKey", KEY, THROUGH_S3),
    refused: {
      action: "kms:Encrypt",
      resource: OTHER_KEY,
      "kms:ViaService": `sns.${HOME}.amazonaws.com`,
    },
  },
  {
    ...may(TAKE, "CountKeys"),
    allowed: call(TAKER, "cloudwatch:PutMetricData", "*", {
      "cloudwatch:namespace": "KmsMonitoring",
    }),
    refused: { action: "cloudwatch:SetAlarmState", "cloudwatch:namespace": "AWS/KMS" },
  },
];

function may(name: string, sid: string) {
  return { policy: `RolePolicy kms-monitoring-${name}`, sid };
}
