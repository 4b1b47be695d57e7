// How detections on records are told and seen, in the words of the tables.
import type { RecordDetection } from "../detections/detection";

export function tellingOf({ telling, severity }: RecordDetection): string {
  switch (telling.by) {
    case "message":
      return severity === "critical" ? "message; if that fails, alarm" : "message";
    case "count":
      return `alarm on ${telling.threshold} in ${minutes(telling.periodSeconds)}`;
    case "control":
      return "alarm, for the control only";
  }
}

/** Read-only calls reach a rule only if it looks for something rare in them. */
export function channelsOf({ telling, calls, kmsEvent }: RecordDetection): string {
  const isForwarded =
    telling.by === "message" && (calls.readOnly !== true || calls.forwardedIf !== undefined);
  return [
    "log group",
    ...(isForwarded ? ["event bus"] : []),
    ...(kmsEvent === undefined ? [] : ["KMS event"]),
  ].join(", ");
}

export function minutes(seconds: number): string {
  return `${seconds / 60} min`;
}
