// Everything that is watched. A new group of detections is one new file and one line here; all else is derived.
import type { EventDetection, LogDetection, MetricDetection } from "./detection";
import { keyLifecycle } from "./keyLifecycle";
import { anyKeyMaterialExpires, namedKeyMaterialExpires } from "./keyMaterialExpiry";
import { keyUse } from "./keyUse";

export const logDetections: readonly LogDetection[] = [...keyUse];
export const eventDetections: readonly EventDetection[] = [...keyLifecycle];
export const metricDetections: readonly MetricDetection[] = [
  namedKeyMaterialExpires,
  anyKeyMaterialExpires,
];
