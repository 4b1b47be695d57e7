// What each setting does to which resources.
import { callPatterns } from "../../components/callPatterns";
import { recordDetections } from "../../detections/catalogue";
import { severities, type Severity } from "../../detections/detection";
import { keyStoreDetections } from "../../detections/keyStores";
import { callBaselines } from "../../detections/usageBaselines";
import { savedQueries } from "../../queries/catalogue";
import {
  created,
  deleted,
  filtered,
  FORMATTER,
  idsOf,
  replaced,
  updated,
  type Row,
} from "./changes";

const KEY_ID = "1234abcd-12ab-34cd-56ef-1234567890ab";
const KEY_STORE = "cks-1234567890abcdef0";
const HSM_STORE = "cks-9876543210fedcba9";
/** Those that exist. */
export const KEY_STORES = [
  { id: KEY_STORE, type: "external", region: "us-east-1" },
  { id: HSM_STORE, type: "cloudhsm", region: "us-east-1" },
] as const;
/** The default. */
const QUOTAS = ["Symmetric", "Rsa", "Ecc"].map((kind) => `CryptographicOperations${kind}`);
const QUEUE_ARN = "arn:aws:sqs:us-east-1:111122223333:on-call";
const STREAM_ARN = "arn:aws:kinesis:us-east-1:111122223333:stream/alerts";
const TOPIC_ARN = "arn:aws:sns:us-east-1:111122223333:alerts";

/** A change of each setting but those of detections. None replaces what holds records. */
export const settingRows: readonly Row[] = [
  {
    after: { regions: ["eu-west-1"] },
    does: [
      ...updated("Function inventory", "Function messages", "RolePolicy inventory"),
      ...created(
        ...["alarms", "kms-events", ...callPatterns(recordDetections).map(({ name }) => name)]
          .map((name) => `eu-west-1-${name}`)
          .concat("any-key-material-expires-critical", "any-key-material-expires-warning")
          .concat("events-not-delivered-critical")
          .concat("request-quota-near-warning", "request-quota-nearly-reached-critical")
          .flatMap((name) => [`EventRule ${name}`, `EventTarget ${name}`]),
        ...quotaAlarms("request-quota-near", "eu-west-1"),
        ...quotaAlarms("request-quota-nearly-reached", "eu-west-1"),
        "MetricAlarm eu-west-1-10-days",
        "MetricAlarm eu-west-1-30-days",
        "MetricAlarm eu-west-1-undelivered",
        "MetricAlarm alarm-sees-part-eu-west-1",
        "MetricAlarm expiring-key-unseen-eu-west-1",
        "MetricAlarm key-not-readable-eu-west-1",
        "MetricAlarm too-many-expiring-keys-eu-west-1",
        "Queue eu-west-1-undelivered",
        "QueuePolicy eu-west-1-undelivered",
      ),
    ],
  },
  {
    after: { trail: { name: "other" } },
    does: [
      ...replaced("Trail trail"),
      ...updated("BucketPolicy archive", "Key key", "Role trail-delivery"),
      // Its pattern holds the trail's name, as does the function's watch list.
      ...updated(FORMATTER, "LogMetricFilter trail-narrowed"),
    ],
  },
  { after: { trail: { networkActivityEvents: true } }, does: updated("Trail trail") },
  { after: { trail: { insights: ["ApiCallRateInsight"] } }, does: updated("Trail trail") },
  {
    after: { trail: { dataEvents: [{ resourceType: "AWS::S3::Object" }] } },
    does: updated("Trail trail"),
  },
  {
    after: { trail: { notifyLogDelivery: true } },
    does: [
      ...created("Topic log-delivery", "TopicPolicy log-delivery"),
      ...updated("Key key", "Trail trail"),
    ],
  },
  {
    after: { trail: { mode: "existing", existingName: "central" } },
    does: [
      ...deleted("Role trail-delivery", "RolePolicy trail-delivery", "Trail trail"),
      ...replaced(...filtered.map((id) => `LogMetricFilter ${id}`)),
      ...replaced("LogMetricFilter heartbeat"),
      ...replaced(...callBaselines.map(({ id }) => `LogMetricFilter ${id}`)),
      ...replaced("LogSubscriptionFilter messages", "Permission log-group"),
      ...updated("CatalogTable archive", FORMATTER, "RolePolicy messages"),
      ...updated(...savedQueries.map(({ id }) => `QueryDefinition ${id}`)),
    ],
  },
  {
    after: { trail: { mode: "organization", organizationId: "o-exampleorgid" } },
    does: updated(
      "BucketPolicy archive",
      "CatalogTable archive",
      "RolePolicy trail-delivery",
      "Trail trail",
    ),
  },
  {
    after: { archive: { retentionDays: 400 } },
    does: updated(
      "BucketLifecycleConfiguration access-logs",
      "BucketLifecycleConfiguration archive",
    ),
  },
  { after: { archive: { allowShortRetention: true } }, does: [] },
  {
    after: { archive: { glacierAfterDays: 90 } },
    does: updated("BucketLifecycleConfiguration archive"),
  },
  {
    after: { archive: { objectLock: { mode: "compliance" } } },
    does: updated("BucketObjectLockConfiguration archive"),
  },
  {
    after: { archive: { objectLock: { mode: "none" } } },
    does: deleted("BucketObjectLockConfiguration archive"),
  },
  {
    after: { archive: { objectLock: { retentionDays: 730 } } },
    does: updated("BucketObjectLockConfiguration archive"),
  },
  {
    after: { archive: { readers: ["444455556666"] } },
    does: updated("BucketPolicy archive", "Key key"),
  },
  {
    after: { logRetentionDays: 731 },
    does: updated("LogGroup inventory", "LogGroup messages", "LogGroup trail"),
  },
  {
    after: { alertEmails: ["a@example.com"] },
    does: created(...subscriptionsOf("email-a@example.com")),
  },
  {
    after: { alertSubscriptions: [{ protocol: "sqs", endpoint: QUEUE_ARN }] },
    does: created(...subscriptionsOf(`sqs-${QUEUE_ARN}`)),
  },
  {
    after: { alertTargets: [{ arn: STREAM_ARN }] },
    does: created(
      "EventRule to-arn:aws:kinesis:us-east-1:111122223333:stream/alerts",
      "EventTarget to-arn:aws:kinesis:us-east-1:111122223333:stream/alerts",
      "Role alert-targets",
      "RolePolicy alert-targets",
    ),
  },
  {
    after: { alertTargets: [{ arn: QUEUE_ARN }] },
    does: created(
      "EventRule to-arn:aws:sqs:us-east-1:111122223333:on-call",
      "EventTarget to-arn:aws:sqs:us-east-1:111122223333:on-call",
    ),
  },
  {
    after: {
      chatChannels: [{ type: "slack", workspaceId: "T0123ABCD", channelId: "C0123ABCD" }],
    },
    does: created("Role chat", "SlackChannelConfiguration slack-C0123ABCD"),
  },
  {
    after: { existingTopicArns: { critical: TOPIC_ARN } },
    does: [
      ...otherTopic("critical"),
      ...updated(...idsOf("message", "critical").map((id) => `CompositeAlarm ${id}`)),
      ...updated("MetricAlarm formatter-failed", "MetricAlarm formatter-silent"),
      ...updated("MetricAlarm formatter-throttled", "MetricAlarm us-east-1-undelivered"),
      ...updated("MetricAlarm monitoring-blind", "MetricAlarm us-east-1-10-days"),
      ...updated("MetricAlarm expiring-key-unseen-us-east-1", "MetricAlarm formatter-lost-events"),
      ...updated(...quotaAlarms("request-quota-nearly-reached", "us-east-1")),
    ],
  },
  {
    after: { existingTopicArns: { warning: TOPIC_ARN } },
    does: [
      ...otherTopic("warning"),
      ...updated("MetricAlarm us-east-1-30-days", "MetricAlarm trail-not-delivering"),
      ...updated("MetricAlarm inventory-failed", "MetricAlarm inventory-silent"),
      ...updated("MetricAlarm alarm-sees-part-us-east-1", "MetricAlarm key-not-readable-us-east-1"),
      ...updated("MetricAlarm too-many-expiring-keys-us-east-1"),
      ...updated(...quotaAlarms("request-quota-near", "us-east-1")),
      ...updated(...callBaselines.map(({ id }) => `MetricAlarm ${id}`)),
    ],
  },
  { after: { existingTopicArns: { info: TOPIC_ARN } }, does: otherTopic("info") },
  {
    after: { importedKeys: [KEY_ID] },
    does: created(
      `MetricAlarm us-east-1-${KEY_ID}-10-days`,
      `MetricAlarm us-east-1-${KEY_ID}-30-days`,
    ),
  },
  {
    after: { importedKeys: ["alias/payments"] },
    does: created(
      `MetricAlarm us-east-1-${KEY_ID}-10-days`,
      `MetricAlarm us-east-1-${KEY_ID}-30-days`,
    ),
  },
  {
    after: { expiryThresholdDays: [45, 10] },
    does: [
      ...updated("Function inventory"),
      ...created("MetricAlarm us-east-1-45-days"),
      ...deleted("MetricAlarm us-east-1-30-days"),
    ],
  },
  {
    after: { inventory: { scheduleHours: 6 } },
    does: updated("Function inventory", "MetricAlarm inventory-silent"),
  },
  {
    after: { requestQuotas: [...QUOTAS, "DescribeKey"] },
    does: created(
      "MetricAlarm request-quota-near-us-east-1-DescribeKey",
      "MetricAlarm request-quota-nearly-reached-us-east-1-DescribeKey",
    ),
  },
  {
    after: { usageKeys: [KEY_ID] },
    does: created(`MetricAlarm named-key-use-unusual-us-east-1-${KEY_ID}`),
  },
  {
    after: { keyStores: [{ id: KEY_STORE, type: "external" }] },
    does: created(
      ...keyStoreDetections
        .filter(({ keyStoreType }) => keyStoreType === "external")
        .map(({ id }) => `MetricAlarm ${id}-us-east-1-${KEY_STORE}`),
    ),
  },
  {
    after: { keyStores: [{ id: HSM_STORE, type: "cloudhsm" }] },
    does: created(`MetricAlarm cloudhsm-key-store-throttled-us-east-1-${HSM_STORE}`),
  },
  {
    after: { runbookUrl: "https://wiki.example.com/kms/" },
    does: updated(FORMATTER, "EventTarget watchdog"),
  },
  { after: { dashboard: false }, does: ["delete Dashboard kms-monitoring"] },
  {
    after: { deletionProtection: false },
    does: updated(
      "Bucket access-logs",
      "Bucket archive",
      "Bucket query-results",
      "Workgroup archive",
    ),
  },
];

function quotaAlarms(detection: string, region: string): readonly string[] {
  return QUOTAS.map((quota) => `MetricAlarm ${detection}-${region}-${quota}`);
}

/** Everybody who hears of critical alerts hears of their topics too. */
function subscriptionsOf(who: string): readonly string[] {
  return [...severities, "watchdog"].map((topic) => `TopicSubscription ${topic}-${who}`);
}

/** Whoever publishes to a topic of this severity learns of another. */
function otherTopic(severity: Severity): readonly string[] {
  return [
    ...deleted(`Topic ${severity}`, `TopicPolicy ${severity}`),
    ...updated(FORMATTER, "RolePolicy messages", "EventRule watchdog"),
    ...updated(`MetricAlarm ${severity}-alerts-not-delivered`),
    ...updated(...idsOf("count", severity).map((id) => `MetricAlarm ${id}`)),
  ];
}
