// Tells what AWS invoked the formatter with, and takes the records out of it.
import { gunzipSync } from "node:zlib";
import { CLOUDTRAIL_EVENTS } from "../detections/callEvent";
import type { CloudTrailRecord } from "../detections/detection";
import { listAt, valueAt } from "./clean";
import { HEARTBEAT } from "./names";

export interface Evidence {
  /** For the log of the formatter. */
  readonly kind: "call" | "kmsEvent" | "logEvents" | "logControl" | "controlAlarm" | "heartbeat";
  readonly records: readonly CloudTrailRecord[];
  /** Events that KMS itself sent. */
  readonly kmsEvents: readonly object[];
  /** Log events that are no records. */
  readonly problems: readonly string[];
}

/** What a batch may unpack to, so that it fits into the function's memory several times over. */
const MOST_LOG_BYTES = 16 * 1024 * 1024;

/** Throws if it is nothing that the formatter is invoked with. */
export function evidenceIn(event: unknown): Evidence {
  const none = { records: [], kmsEvents: [], problems: [] };
  if (isObject(event)) {
    const detail = valueAt(event, "detail");
    const detailType = valueAt(event, "detail-type");
    // Only AWS sends events whose source begins so: anybody with PutEvents may send others.
    const isFromAws = String(valueAt(event, "source")).startsWith("aws.");
    if (isFromAws && CLOUDTRAIL_EVENTS.includes(String(detailType)) && isObject(detail)) {
      return { ...none, kind: "call", records: [{ ...detail }] };
    }
    if (valueAt(event, "source") === "aws.kms" && typeof detailType === "string") {
      return { ...none, kind: "kmsEvent", kmsEvents: [event] };
    }
    const logs = valueAt(event, "awslogs", "data");
    if (typeof logs === "string") return logEvidence(logs);
    const notifications = listAt(event, "Records");
    if (notifications.length > 0 && notifications.every(isNotification)) {
      return { ...none, kind: "controlAlarm" };
    }
    if (valueAt(event, "heartbeat") === HEARTBEAT.heartbeat) return { ...none, kind: "heartbeat" };
  }
  throw new Error("The formatter does not know this kind of event.");
}

/** https://docs.aws.amazon.com/AmazonCloudWatch/latest/logs/SubscriptionFilters.html#LambdaFunctionExample */
function logEvidence(data: string): Evidence {
  const unpacked = gunzipSync(Buffer.from(data, "base64"), { maxOutputLength: MOST_LOG_BYTES });
  const batch: unknown = JSON.parse(unpacked.toString("utf8"));
  const type = valueAt(batch, "messageType");
  // CloudWatch Logs asks so whether the destination can be reached.
  if (type === "CONTROL_MESSAGE") {
    return { kind: "logControl", records: [], kmsEvents: [], problems: [] };
  }
  if (type !== "DATA_MESSAGE") throw new Error("The log events have an unknown messageType.");
  const parsed = listAt(batch, "logEvents").map((logEvent) =>
    recordIn(valueAt(logEvent, "message")),
  );
  return {
    kind: "logEvents",
    records: parsed.filter((record) => record !== undefined),
    kmsEvents: [],
    problems: parsed.flatMap((record) =>
      record === undefined ? ["a log event is no record"] : [],
    ),
  };
}

function recordIn(message: unknown): CloudTrailRecord | undefined {
  try {
    const record: unknown = JSON.parse(String(message));
    return isObject(record) ? { ...record } : undefined;
  } catch {
    return undefined;
  }
}

/** https://docs.aws.amazon.com/lambda/latest/dg/with-sns.html */
function isNotification(record: unknown): boolean {
  return valueAt(record, "EventSource") === "aws:sns";
}

function isObject(value: unknown): value is object {
  return typeof value === "object" && value !== null && !Array.isArray(value);
}
