import { PART } from "./wildcard";

// The actions, by their names in IAM, with which somebody blinds the monitoring of KMS: it stops, forgets, or tells nobody.
// An action's resources are the types that AWS gives for it in its Service Authorization Reference, as patterns of ARNs.
// https://docs.aws.amazon.com/service-authorization/latest/reference/reference_policies_actions-resources-contextkeys.html

export const GROUPS = [
  "trails",
  "eventDataStores",
  "recorder",
  "logGroups",
  "alarms",
  "rules",
  "topics",
  "queues",
  "archive",
  "keys",
  "roles",
] as const;
export type Group = (typeof GROUPS)[number];

/**
 * Groups that no application needs, so that an ordinary policy with one of them is a mistake. The others are everyday
 * work: roles of deployments and services put alarms, rules and retention, and own buckets, topics and queues.
 */
export const RARELY_NEEDED: readonly Group[] = ["trails", "eventDataStores", "recorder"];

export interface TamperingAction {
  readonly group: Group;
  /** E.g. `cloudtrail:StopLogging`. */
  readonly action: string;
  /** Patterns of the ARNs on which it acts. */
  readonly resources: readonly string[];
}

const TRAIL = arn("cloudtrail", `trail/${PART}`);
const EVENT_DATA_STORE = arn("cloudtrail", `eventdatastore/${PART}`);
const LOG_GROUP = arn("logs", "log-group:*");
const RECORDER = arn("config", `configuration-recorder/${PART}/${PART}`);
const ALARM = arn("cloudwatch", "alarm:*");
const MUTE_RULE = arn("cloudwatch", "alarm-mute-rule:*");
const RULE = arn("events", `rule/${PART}`);
const RULE_OF_BUS = arn("events", `rule/${PART}/${PART}`);
const TOPIC = arn("sns", "*");
const QUEUE = arn("sqs", PART);
const BUCKET = arn("s3", "*");
const KEY = arn("kms", `key/${PART}`);
const ROLE = arn("iam", "role/*");
/** For actions that AWS ties to no resource type. It has no ARN, so that only the pattern `*` reaches it. */
const NOTHING = "\u0001";

// StartLogging and CreateTrail are left out: they make nobody blind.
export const TAMPERING_ACTIONS: readonly TamperingAction[] = [
  ...on("trails", "cloudtrail", [TRAIL], "PutEventSelectors StopLogging DeleteTrail UpdateTrail"),
  ...on("trails", "cloudtrail", [TRAIL, EVENT_DATA_STORE], "PutInsightSelectors"),
  ...on(
    "eventDataStores",
    "cloudtrail",
    [EVENT_DATA_STORE],
    "StopEventDataStoreIngestion UpdateEventDataStore DeleteEventDataStore",
  ),
  ...on("recorder", "config", [RECORDER], "StopConfigurationRecorder DeleteConfigurationRecorder"),
  ...on("recorder", "config", [NOTHING], "DeleteDeliveryChannel"),
  ...on(
    "logGroups",
    "logs",
    [LOG_GROUP],
    "DeleteLogGroup DeleteLogStream DeleteMetricFilter PutMetricFilter PutRetentionPolicy DisassociateKmsKey PutLogGroupDeletionProtection",
  ),
  ...on(
    "alarms",
    "cloudwatch",
    [ALARM],
    "DeleteAlarms DisableAlarmActions PutMetricAlarm SetAlarmState",
  ),
  ...on("alarms", "cloudwatch", [ALARM, MUTE_RULE], "PutAlarmMuteRule"),
  ...on(
    "rules",
    "events",
    [RULE, RULE_OF_BUS],
    "DisableRule DeleteRule RemoveTargets PutRule PutTargets",
  ),
  ...on("topics", "sns", [TOPIC], "DeleteTopic SetTopicAttributes RemovePermission Unsubscribe"),
  ...on("queues", "sqs", [QUEUE], "DeleteQueue SetQueueAttributes PurgeQueue"),
  // S3 calls three of them PutBucketLifecycle, PutBucketEncryption and PutPublicAccessBlock in its API.
  ...on(
    "archive",
    "s3",
    [BUCKET],
    "PutBucketPolicy DeleteBucketPolicy DeleteBucket PutBucketVersioning PutLifecycleConfiguration PutEncryptionConfiguration PutBucketPublicAccessBlock DeleteObject DeleteObjectVersion BypassGovernanceRetention",
  ),
  ...on(
    "keys",
    "kms",
    [KEY],
    "DisableKey ScheduleKeyDeletion PutKeyPolicy DeleteImportedKeyMaterial DisableKeyRotation RevokeGrant",
  ),
  ...on("roles", "iam", [ROLE], "DeleteRolePolicy PutRolePolicy UpdateAssumeRolePolicy DeleteRole"),
];

/** Of any partition, region and account. */
function arn(service: string, resource: string): string {
  return ["arn", PART, service, PART, PART, resource].join(":");
}

function on(
  group: Group,
  prefix: string,
  resources: readonly string[],
  names: string,
): readonly TamperingAction[] {
  return names.split(" ").map((name) => ({ group, action: `${prefix}:${name}`, resources }));
}

export function actionsOf(groups: readonly Group[]): readonly TamperingAction[] {
  return TAMPERING_ACTIONS.filter(({ group }) => groups.includes(group));
}
