// What the settings of single detections do: each way to tell, on and off, and each change of it.
import {
  created,
  deleted,
  fallbackOf,
  FORMATTER,
  replaced,
  updated,
  verb,
  type Row,
} from "./changes";

const KMS_CALLS = "EventRule us-east-1-kms-calls";
/** Rules that look for KMS's own events. */
const KMS_EVENTS = ["EventRule us-east-1-kms-events", "EventRule messages"];
const WHERE = '$.userIdentity.userName != "deployer"';

/** Each way in which a detection can be on or off: exactly its own resources go, and nobody looks for it any more. */
export const detectionRows: readonly Row[] = [
  { after: off("key-enabled"), does: updated(KMS_CALLS, FORMATTER) },
  {
    after: off("key-disabled"),
    does: [...verb("delete", fallbackOf("key-disabled")), ...updated(KMS_CALLS, FORMATTER)],
  },
  {
    after: off("key-deleted"),
    does: [
      ...verb("delete", fallbackOf("key-deleted")),
      ...updated(KMS_CALLS, ...KMS_EVENTS, FORMATTER),
    ],
  },
  {
    after: off("key-pending-deletion-used"),
    does: [
      ...verb("delete", fallbackOf("key-pending-deletion-used")),
      ...updated("EventRule us-east-1-reads", FORMATTER, "LogSubscriptionFilter messages"),
    ],
  },
  {
    after: off("kms-calls-denied"),
    does: deleted("LogMetricFilter kms-calls-denied", "MetricAlarm kms-calls-denied"),
  },
  {
    after: off("cis-trail-changes"),
    does: deleted("LogMetricFilter cis-trail-changes", "MetricAlarm cis-trail-changes"),
  },
  {
    after: off("any-key-material-expires"),
    does: deleted("MetricAlarm us-east-1-10-days", "MetricAlarm us-east-1-30-days"),
  },
  {
    after: off("expiring-key-unseen"),
    does: deleted("MetricAlarm expiring-key-unseen-us-east-1"),
  },
  {
    after: off("decrypt-calls-unusual"),
    does: deleted("LogMetricFilter decrypt-calls-unusual", "MetricAlarm decrypt-calls-unusual"),
  },
  {
    after: { detections: { "encrypt-calls-unusual": { threshold: 4 } } },
    does: updated("MetricAlarm encrypt-calls-unusual"),
  },
  {
    after: override("key-enabled", { severity: "critical" }),
    does: [...verb("create", fallbackOf("key-enabled")), ...updated(FORMATTER)],
  },
  {
    after: override("key-disabled", { severity: "warning" }),
    does: [...verb("delete", fallbackOf("key-disabled")), ...updated(FORMATTER)],
  },
  {
    after: override("kms-calls-denied", { severity: "critical" }),
    does: replaced("MetricAlarm kms-calls-denied"),
  },
  {
    after: override("grant-created", { threshold: 20, periodSeconds: 3600 }),
    does: [
      ...created("LogMetricFilter grant-created", "MetricAlarm grant-created"),
      ...updated(KMS_CALLS, FORMATTER),
    ],
  },
  {
    after: override("key-disabled", { threshold: 5 }),
    does: [
      ...deleted("CompositeAlarm key-disabled", "MetricAlarm key-disabled-told"),
      ...replaced("MetricAlarm key-disabled"),
      ...updated(KMS_CALLS, FORMATTER),
    ],
  },
  {
    after: override("key-rotated", { threshold: 5 }),
    does: [
      ...created("LogMetricFilter key-rotated", "MetricAlarm key-rotated"),
      ...updated(KMS_CALLS, ...KMS_EVENTS, FORMATTER),
    ],
  },
  {
    after: override("kms-calls-denied", { threshold: 50 }),
    does: updated("MetricAlarm kms-calls-denied"),
  },
  {
    after: override("key-disabled", { where: WHERE }),
    does: updated(FORMATTER, "LogMetricFilter key-disabled"),
  },
  { after: override("grant-created", { where: WHERE }), does: updated(FORMATTER) },
];

function off(id: string): object {
  return override(id, { enabled: false });
}

function override(id: string, change: object): object {
  return { detections: { [id]: change } };
}
