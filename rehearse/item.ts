// One thing to rehearse: a CloudTrail record with the event that EventBridge makes of it, or an event of a service itself.
import { z } from "zod";
import { callEventOf, CLOUDTRAIL_EVENTS } from "../detections/callEvent";
import type { AwsEvent, CloudTrailRecord } from "../detections/detection";

export interface Item {
  /** As given, or as CloudTrail hands the record to EventBridge. */
  readonly event: AwsEvent;
  /** Absent for what a service sends to EventBridge by itself. */
  readonly record: CloudTrailRecord | undefined;
  readonly eventName: string;
  readonly eventId: string | null;
  readonly time: string | null;
  readonly region: string | null;
}

const time = z.string().refine((text) => !Number.isNaN(Date.parse(text)), "is not a time");

/** What rehearsing reads of a record; the rest is left to patterns. */
const recordForm = z.looseObject({
  eventSource: z.string().min(1),
  eventName: z.string().min(1),
  eventTime: time.optional(),
  awsRegion: z.string().optional(),
  eventID: z.string().optional(),
  eventType: z.string().optional(),
  recipientAccountId: z.string().optional(),
  readOnly: z.boolean().nullish(),
});

/** https://docs.aws.amazon.com/eventbridge/latest/userguide/eb-events-structure.html */
const eventForm = z.looseObject({
  "detail-type": z.string().min(1),
  source: z.string().min(1),
  region: z.string().min(1),
  time: time.optional(),
  id: z.string().optional(),
  account: z.string().optional(),
  resources: z.array(z.string()).optional(),
  detail: z.looseObject({}),
});

export function isFromCloudTrail(event: AwsEvent): boolean {
  return CLOUDTRAIL_EVENTS.includes(event["detail-type"]);
}

/** The item, or what is wrong with the value. */
export function itemIn(value: unknown): Item | string {
  if (typeof value !== "object" || value === null || Array.isArray(value)) {
    return "neither a CloudTrail record nor an EventBridge event, but no JSON object at all";
  }
  if ("detail-type" in value) return eventItem(value);
  if (!("eventSource" in value) && !("eventName" in value)) {
    return "neither a CloudTrail record (no eventSource, no eventName) nor an EventBridge event (no detail-type)";
  }
  const { data, error } = recordForm.safeParse(value);
  if (data === undefined) return problemsOf(error);
  const record = { ...value };
  return recordItem(data, record, callEventOf(data, record));
}

function eventItem(value: object): Item | string {
  const { data, error } = eventForm.safeParse(value);
  if (data === undefined) return problemsOf(error);
  // TestEventPattern wants all of them: https://docs.aws.amazon.com/eventbridge/latest/APIReference/API_TestEventPattern.html
  const { id = "", account = "", time = "", resources = [] } = data;
  const event: AwsEvent = { version: "0", ...data, id, account, time, resources };
  if (!isFromCloudTrail(event)) {
    return {
      event,
      record: undefined,
      eventName: event["detail-type"],
      eventId: data.id ?? null,
      time: data.time ?? null,
      region: data.region,
    };
  }
  const record = recordForm.safeParse(event.detail);
  return record.data === undefined
    ? problemsOf(record.error, "detail.")
    : recordItem(record.data, event.detail, event);
}

type RecordFields = z.infer<typeof recordForm>;

function recordItem(fields: RecordFields, record: CloudTrailRecord, event: AwsEvent): Item {
  const { eventName, eventID, eventTime, awsRegion } = fields;
  return {
    event,
    record,
    eventName,
    eventId: eventID ?? null,
    time: eventTime ?? null,
    region: awsRegion ?? null,
  };
}

function problemsOf(error: z.ZodError, prefix = ""): string {
  return error.issues
    .map(
      ({ path, message }) =>
        `${prefix}${path.join(".")}: ${message.replace("Invalid input: ", "")}`,
    )
    .join("; ");
}
