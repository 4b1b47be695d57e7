// The event pattern of what the formatter finds acts in: KMS's own events, and API calls.
import { CLOUDTRAIL_EVENTS, FROM_AWS } from "../detections/callEvent";
import type { RecordDetection } from "../detections/detection";
import { kmsEventTypes } from "./callPatterns";

export function evidencePattern(detections: readonly RecordDetection[]): object {
  const ownEvents = { source: ["aws.kms"], "detail-type": kmsEventTypes(detections) };
  const calls = { source: FROM_AWS, "detail-type": CLOUDTRAIL_EVENTS };
  return ownEvents["detail-type"].length > 0 ? { $or: [ownEvents, calls] } : calls;
}
