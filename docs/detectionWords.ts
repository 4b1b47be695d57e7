// How detections on records are told and seen, in the words of the tables.
import { isForwarded, type RecordDetection } from "../detections/detection";

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

export function channelsOf({ telling, calls, kmsEvent }: RecordDetection): string {
  return [
    "log group",
    ...(telling.by === "message" && isForwarded(calls) ? ["event bus"] : []),
    ...(kmsEvent === undefined ? [] : ["KMS event"]),
  ].join(", ");
}

export function minutes(seconds: number): string {
  return `${seconds / 60} min`;
}
