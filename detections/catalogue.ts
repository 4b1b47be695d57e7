// Everything that is watched. A new group of detections is one new file and one line here; all else is derived.
import { controls } from "./controls";
import type { MetricDetection, RecordDetection } from "./detection";
import { keyAccess } from "./keyAccess";
import { keyAvailability } from "./keyAvailability";
import { keyLifecycle } from "./keyLifecycle";
import { anyKeyMaterialExpires, namedKeyMaterialExpires } from "./keyMaterialExpiry";
import { keyUse } from "./keyUse";
import {
  eventsNotDelivered,
  formatterFailed,
  formatterSilent,
  formatterThrottled,
} from "./ownHealth";

export const recordDetections: readonly RecordDetection[] = [
  ...keyUse,
  ...keyAvailability,
  ...keyAccess,
  ...controls,
  ...keyLifecycle,
];
export const metricDetections: readonly MetricDetection[] = [
  namedKeyMaterialExpires,
  anyKeyMaterialExpires,
];
/** Alarms on the way that messages take; no setting turns them off. */
export const ownHealth: readonly MetricDetection[] = [
  formatterFailed,
  formatterThrottled,
  formatterSilent,
  eventsNotDelivered,
];
