// The event patterns that pick the API calls which detections tell of out of a region's events: few and broad, so that the number
// of rules does not grow with the detections. The formatter looks at each record exactly.
// https://docs.aws.amazon.com/eventbridge/latest/userguide/eb-service-event-cloudtrail.html
import { CLOUDTRAIL_EVENTS, FROM_AWS } from "../detections/callEvent";
import { isForwarded, toldByMessage, type RecordDetection } from "../detections/detection";

/** A pattern has 2,048 characters, too few for the names of all calls: a rule for each of these groups, and one for all else. */
const GROUPS: Readonly<Record<string, readonly string[]>> = {
  "kms-calls": ["kms"],
  "alert-calls": ["cloudtrail", "events", "eventbridge", "logs", "monitoring", "sns", "sqs"],
};
const ALL_ELSE = "other-calls";

export interface CallPattern {
  /** Part of the rule's name. */
  readonly name: string;
  readonly eventPattern: string;
  /** Read-only calls come only to rules in a state of their own. */
  readonly withReadOnly: boolean;
}

/** Types of the events that KMS itself sends of what these detections tell. */
export function kmsEventTypes(detections: readonly RecordDetection[]): readonly string[] {
  return toldByMessage(detections).flatMap(({ kmsEvent }) => kmsEvent?.["detail-type"] ?? []);
}

export function callPatterns(detections: readonly RecordDetection[]): readonly CallPattern[] {
  const forwarded = toldByMessage(detections).filter(({ calls }) => isForwarded(calls));
  const byName = forwarded.filter(({ calls }) => calls.forwardedIf === undefined);
  const narrowed = forwarded.filter(({ calls }) => calls.forwardedIf !== undefined);
  return [
    ...[...Object.keys(GROUPS), ALL_ELSE].flatMap((group) =>
      named(
        group,
        byName.filter((detection) => groupOf(detection) === group),
      ),
    ),
    ...someOf("reads", narrowed),
  ];
}

function groupOf({ calls }: RecordDetection): string {
  const services = calls.eventSources.map((source) => source.split(".")[0] ?? "");
  const found = Object.entries(GROUPS).find(([, group]) =>
    services.every((service) => group.includes(service)),
  );
  return found?.[0] ?? ALL_ELSE;
}

/** Names and sources crossed let a few calls more pass than the detections look for. */
function named(name: string, detections: readonly RecordDetection[]): readonly CallPattern[] {
  if (detections.length === 0) return [];
  const all = (key: "eventSources" | "eventNames") =>
    [...new Set(detections.flatMap(({ calls }) => calls[key]))].sort();
  const detail = { eventSource: all("eventSources"), eventName: all("eventNames") };
  return [{ name, eventPattern: pattern(detail), withReadOnly: false }];
}

function someOf(name: string, detections: readonly RecordDetection[]): readonly CallPattern[] {
  if (detections.length === 0) return [];
  const details = detections.map(({ calls: { eventSources, eventNames, forwardedIf } }) => ({
    eventSource: eventSources,
    ...(eventNames.length > 0 ? { eventName: eventNames } : {}),
    ...forwardedIf,
  }));
  const [only] = details;
  const detail = details.length === 1 ? { ...only } : { $or: details };
  return [{ name, eventPattern: pattern(detail), withReadOnly: true }];
}

function pattern(detail: object): string {
  return JSON.stringify({ source: FROM_AWS, "detail-type": CLOUDTRAIL_EVENTS, detail });
}
