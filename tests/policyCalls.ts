// For each statement of each policy of the program: a call that it must allow, and calls that nothing may allow.
import { severities } from "../detections/detection";
import type { Call } from "./judge";

export type Mode = "create" | "organization" | "existing";

export interface StatementCalls {
  /** Type and logical name of the resource that has the policy. */
  readonly policy: string;
  readonly sid: string;
  /** Modes in which the policy has the statement. @default all */
  readonly modes?: readonly Mode[];
  readonly allowed: Call;
  /** What replaces a part of the allowed call, each by itself, and makes it one that must be refused. */
  readonly refused: Readonly<Record<string, string>>;
}

export const ACCOUNT = "111122223333";
/** Account that the settings admit to the archive. */
export const READER = "444455556666";
/** Organization that is logged in mode organization, and that the settings admit to the archive. */
export const ORGANIZATION = "o-exampleorgid";
/** Random end of the names that Pulumi makes. */
export const RANDOM = "1234567";

const HOME = "us-east-1";
const STRANGER = "777788889999";
const OWN_TRAIL: readonly Mode[] = ["create", "organization"];

const CLOUDTRAIL = "cloudtrail.amazonaws.com";
const EVENTS = "events.amazonaws.com";
const CLOUDWATCH = "cloudwatch.amazonaws.com";
const OTHER_SERVICE = "config.amazonaws.com";

const KEY = `arn:aws:kms:${HOME}:${ACCOUNT}:key/1234abcd-12ab-34cd-56ef-1234567890ab`;
const BUS = `arn:aws:events:${HOME}:${ACCOUNT}:event-bus/kms-monitoring-hub-${RANDOM}`;
const ARCHIVE = bucket("archive");
const ACCESS_LOGS = bucket("access-logs");
const LOG_FILE = `${ARCHIVE}/AWSLogs/${ACCOUNT}/CloudTrail/us-east-1/2026/11/21/a.json.gz`;
const LOG_GROUP = `arn:aws:logs:${HOME}:${ACCOUNT}:log-group:/aws/cloudtrail/kms-monitoring-local`;
const STREAM = `${LOG_GROUP}:log-stream:${ACCOUNT}_CloudTrail_us-east-1`;

const OUR_TRAIL = { "aws:SourceArn": trail(ACCOUNT, "kms-monitoring-local") };
const OTHER_TRAIL = { "aws:SourceArn": trail(ACCOUNT, "kms-monitoring-local-2") };
const OUR_ALARM = { "aws:SourceArn": `arn:aws:cloudwatch:${HOME}:${ACCOUNT}:alarm:a` };
const OTHER_ALARM = { "aws:SourceArn": `arn:aws:cloudwatch:eu-west-1:${ACCOUNT}:alarm:a` };
const OUR_ACCOUNT = { "aws:SourceAccount": ACCOUNT };
const OTHER_ACCOUNT = { "aws:SourceAccount": STRANGER };
const MEMBER = { "aws:PrincipalOrgID": ORGANIZATION };
const NO_MEMBER = { "aws:PrincipalOrgID": "o-otherorgid00" };
const THROUGH_S3 = { "kms:ViaService": `s3.${HOME}.amazonaws.com` };
const THROUGH_EBS = { "kms:ViaService": `ec2.${HOME}.amazonaws.com` };
const NO_TLS = { "aws:SecureTransport": "false" };

const onKey: readonly StatementCalls[] = [
  {
    ...key("AccountAdministersKey"),
    allowed: call(root(ACCOUNT), "kms:PutKeyPolicy", KEY),
    refused: { caller: root(STRANGER), action: "s3:PutBucketPolicy" },
  },
  {
    ...key("TrailEncryptsLogFiles", OWN_TRAIL),
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
    ...key("TrailUsesBucketKey", OWN_TRAIL),
    allowed: call(CLOUDTRAIL, "kms:Decrypt", KEY, {
      ...OUR_TRAIL,
      "kms:EncryptionContext:aws:s3:arn": ARCHIVE,
    }),
    refused: {
      caller: OTHER_SERVICE,
      action: "kms:Encrypt",
      ...OTHER_TRAIL,
      "kms:EncryptionContext:aws:s3:arn": ACCESS_LOGS,
    },
  },
  {
    ...key("TrailDescribesKey", OWN_TRAIL),
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
  {
    ...key("LogGroupIsEncrypted"),
    allowed: call(`logs.${HOME}.amazonaws.com`, "kms:GenerateDataKey", KEY, {
      "kms:EncryptionContext:aws:logs:arn": LOG_GROUP,
    }),
    refused: {
      caller: "logs.eu-west-1.amazonaws.com",
      action: "kms:CreateGrant",
      "kms:EncryptionContext:aws:logs:arn": `${LOG_GROUP}-2`,
    },
  },
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

const onBuckets: readonly StatementCalls[] = [
  {
    ...archive("TrailReadsBucketAcl", OWN_TRAIL),
    allowed: call(CLOUDTRAIL, "s3:GetBucketAcl", ARCHIVE, OUR_TRAIL),
    refused: {
      caller: OTHER_SERVICE,
      action: "s3:GetBucketPolicy",
      resource: ACCESS_LOGS,
      ...OTHER_TRAIL,
    },
  },
  {
    ...archive("TrailWritesLogFiles", OWN_TRAIL),
    allowed: call(CLOUDTRAIL, "s3:PutObject", LOG_FILE, { ...OUR_TRAIL, ...ownedByUs() }),
    refused: {
      caller: OTHER_SERVICE,
      action: "s3:DeleteObject",
      resource: LOG_FILE.replace(`AWSLogs/${ACCOUNT}`, `AWSLogs/${STRANGER}`),
      ...OTHER_TRAIL,
      "s3:x-amz-acl": "public-read",
    },
  },
  {
    ...archive("TrailWritesLogFiles", ["organization"]),
    allowed: call(CLOUDTRAIL, "s3:PutObject", ofOrganization(ORGANIZATION), {
      ...OUR_TRAIL,
      ...ownedByUs(),
    }),
    refused: { resource: ofOrganization("o-otherorgid00") },
  },
  {
    ...archive("AccountsListArchive"),
    allowed: call(reader(READER), "s3:ListBucket", ARCHIVE),
    refused: {
      caller: reader(STRANGER),
      action: "s3:ListBucketVersions",
      resource: ACCESS_LOGS,
    },
  },
  {
    ...archive("OrganizationsListArchive"),
    allowed: call(reader(STRANGER), "s3:ListBucket", ARCHIVE, MEMBER),
    refused: { action: "s3:ListBucketVersions", resource: ACCESS_LOGS, ...NO_MEMBER },
  },
  {
    ...archive("AccountsGetLogFiles"),
    allowed: call(reader(READER), "s3:GetObject", LOG_FILE),
    refused: {
      caller: reader(STRANGER),
      action: "s3:DeleteObject",
      resource: `${ARCHIVE}/other`,
    },
  },
  {
    ...archive("OrganizationsGetLogFiles"),
    allowed: call(reader(STRANGER), "s3:GetObjectVersion", LOG_FILE, MEMBER),
    refused: {
      action: "s3:BypassGovernanceRetention",
      resource: `${ARCHIVE}/other`,
      ...NO_MEMBER,
    },
  },
  {
    ...archive("OnlyOverTls"),
    allowed: call(reader(READER), "s3:GetObject", LOG_FILE),
    refused: NO_TLS,
  },
  {
    policy: "Bucket kms-monitoring-access-logs",
    sid: "BucketsDeliverAccessLogs",
    allowed: call("logging.s3.amazonaws.com", "s3:PutObject", `${ACCESS_LOGS}/a`, {
      ...OUR_ACCOUNT,
      "aws:SourceArn": ARCHIVE,
    }),
    refused: {
      caller: OTHER_SERVICE,
      action: "s3:GetObject",
      resource: `${ARCHIVE}/a`,
      ...OTHER_ACCOUNT,
      "aws:SourceArn": "arn:aws:s3:::other-bucket",
    },
  },
  {
    policy: "Bucket kms-monitoring-access-logs",
    sid: "OnlyOverTls",
    allowed: call(root(ACCOUNT), "s3:GetObject", `${ACCESS_LOGS}/a`),
    refused: NO_TLS,
  },
];

const onTopics: readonly StatementCalls[] = [
  ...severities.flatMap((severity) => onAlertTopic(severity)),
  {
    policy: "Topic kms-monitoring-log-delivery",
    sid: "TrailTellsOfLogFiles",
    modes: OWN_TRAIL,
    allowed: call(CLOUDTRAIL, "sns:Publish", topic("log-delivery"), OUR_TRAIL),
    refused: {
      caller: OTHER_SERVICE,
      action: "sns:Subscribe",
      resource: topic("critical"),
      ...OTHER_TRAIL,
    },
  },
];

const onBusAndRoles: readonly StatementCalls[] = [
  {
    policy: "EventBus kms-monitoring-hub",
    sid: "OwnAccount",
    allowed: call(role(ACCOUNT, "hub-forwarding"), "events:PutEvents", BUS),
    refused: {
      caller: role(STRANGER, "hub-forwarding"),
      action: "events:PutRule",
      resource: BUS.replace("-hub-", "-other-"),
    },
  },
  {
    policy: "Role kms-monitoring-hub-forwarding",
    sid: "1",
    allowed: call(EVENTS, "sts:AssumeRole", role(ACCOUNT, "hub-forwarding"), {
      ...OUR_ACCOUNT,
      "aws:SourceArn": `arn:aws:events:eu-west-1:${ACCOUNT}:rule/a`,
    }),
    refused: {
      caller: OTHER_SERVICE,
      action: "sts:TagSession",
      ...OTHER_ACCOUNT,
      "aws:SourceArn": `arn:aws:events:eu-west-1:${STRANGER}:rule/a`,
    },
  },
  {
    policy: "RolePolicy kms-monitoring-hub-forwarding",
    sid: "1",
    allowed: call(role(ACCOUNT, "hub-forwarding"), "events:PutEvents", BUS),
    refused: { action: "events:PutRule", resource: BUS.replace("-hub-", "-other-") },
  },
  {
    policy: "Role kms-monitoring-trail-delivery",
    sid: "TrailAssumesRole",
    modes: OWN_TRAIL,
    allowed: call(CLOUDTRAIL, "sts:AssumeRole", role(ACCOUNT, "trail-delivery"), {
      ...OUR_TRAIL,
      ...OUR_ACCOUNT,
    }),
    refused: {
      caller: OTHER_SERVICE,
      action: "sts:TagSession",
      ...OTHER_TRAIL,
      ...OTHER_ACCOUNT,
    },
  },
  {
    policy: "RolePolicy kms-monitoring-trail-delivery",
    sid: "TrailWritesLogStreams",
    modes: OWN_TRAIL,
    allowed: call(role(ACCOUNT, "trail-delivery"), "logs:PutLogEvents", STREAM),
    refused: {
      action: "logs:DeleteLogStream",
      resource: STREAM.replace("kms-monitoring-local", "other"),
    },
  },
  {
    policy: "RolePolicy kms-monitoring-trail-delivery",
    sid: "TrailWritesLogStreams",
    modes: ["organization"],
    allowed: call(role(ACCOUNT, "trail-delivery"), "logs:CreateLogStream", streamOf(ORGANIZATION)),
    refused: { resource: streamOf("o-otherorgid00") },
  },
];

export const policyCalls: readonly StatementCalls[] = [
  ...onKey,
  ...onBuckets,
  ...onTopics,
  ...onBusAndRoles,
];

/** Calls that nobody may make from outside, by the type of the resource. */
export const tellingCalls: Readonly<Record<string, readonly string[]>> = {
  Key: ["Decrypt", "CreateGrant", "PutKeyPolicy", "DisableKey", "ScheduleKeyDeletion"].map(
    (name) => `kms:${name}`,
  ),
  Bucket: [
    ...["GetObject", "PutObject", "DeleteObject", "DeleteObjectVersion", "ListBucket"],
    ...["PutBucketPolicy", "PutBucketVersioning", "PutLifecycleConfiguration"],
    ...["PutObjectRetention", "BypassGovernanceRetention", "PutBucketPublicAccessBlock"],
  ].map((name) => `s3:${name}`),
  Topic: ["Publish", "Subscribe", "SetTopicAttributes", "DeleteTopic"].map((name) => `sns:${name}`),
  EventBus: ["PutEvents", "PutRule", "PutTargets", "RemoveTargets"].map((name) => `events:${name}`),
  Role: ["AssumeRole", "TagSession"].map((name) => `sts:${name}`),
};

/** Who is admitted nowhere, with everything in the request that a caller can put or bring there. */
export const outsiders: readonly Pick<Call, "caller" | "context">[] = [
  "anonymous",
  root(STRANGER),
  role(STRANGER, "hub-forwarding"),
].map((caller) => ({ caller, context: { ...NO_MEMBER, ...THROUGH_S3, ...ownedByUs() } }));

export const owner = { caller: root(ACCOUNT), context: {} };

function call(
  caller: string,
  action: string,
  resource: string,
  context: Call["context"] = {},
): Call {
  return { caller, action, resource, context };
}

function key(sid: string, modes?: readonly Mode[]) {
  return { policy: "Key kms-monitoring-key", sid, ...(modes && { modes }) };
}

function archive(sid: string, modes?: readonly Mode[]) {
  return { policy: "Bucket kms-monitoring-archive", sid, ...(modes && { modes }) };
}

function onAlertTopic(severity: string): readonly StatementCalls[] {
  const policy = `Topic kms-monitoring-${severity}`;
  const arn = topic(severity);
  const elsewhere = { action: "sns:Subscribe", resource: topic("other") };
  const fromAlarm = call(CLOUDWATCH, "sns:Publish", arn, { ...OUR_ALARM, ...OUR_ACCOUNT });
  return [
    {
      policy,
      sid: "AlarmsPublish",
      allowed: fromAlarm,
      refused: { caller: OTHER_SERVICE, ...elsewhere, ...OTHER_ALARM, ...OTHER_ACCOUNT },
    },
    {
      policy,
      sid: "RulesPublish",
      allowed: call(EVENTS, "sns:Publish", arn),
      refused: { caller: OTHER_SERVICE, ...elsewhere },
    },
    { policy, sid: "OnlyOverTls", allowed: fromAlarm, refused: NO_TLS },
  ];
}

function ownedByUs() {
  return { "s3:x-amz-acl": "bucket-owner-full-control" };
}

function ofOrganization(id: string): string {
  return LOG_FILE.replace("AWSLogs/", `AWSLogs/${id}/`);
}

function streamOf(organization: string): string {
  return `${LOG_GROUP}:log-stream:${organization}_CloudTrail_us-east-1`;
}

function bucket(name: string): string {
  return `arn:aws:s3:::kms-monitoring-${name}-${RANDOM}`;
}

function topic(name: string): string {
  return `arn:aws:sns:${HOME}:${ACCOUNT}:kms-monitoring-${name}-${RANDOM}`;
}

function trail(account: string, name: string): string {
  return `arn:aws:cloudtrail:${HOME}:${account}:trail/${name}`;
}

function root(account: string): string {
  return `arn:aws:iam::${account}:root`;
}

function role(account: string, name: string): string {
  return `arn:aws:iam::${account}:role/kms-monitoring-${name}-${RANDOM}`;
}

function reader(account: string): string {
  return `arn:aws:iam::${account}:role/auditor`;
}
