// What the settings may change of one detection on a metric: leave it out, or what the metric is compared with.
import { z } from "zod";
import type { MetricDetection } from "../detections/detection";
import { enabled, HIGHEST_THRESHOLD } from "./settingForms";

/** A threshold only of detections that say theirs themselves. */
export function metricOverride({ alarm }: MetricDetection) {
  if (alarm.threshold === undefined) return z.strictObject({ enabled });
  const threshold = z.preprocess(numberOf, thresholdOf(alarm).optional());
  return z.strictObject({ enabled, threshold });
}

/** `pulumi config set --path` makes numbers of whole numbers only, and texts of fractions. */
function numberOf(given: unknown): unknown {
  return typeof given === "string" && /^\d+(\.\d+)?$/.test(given) ? Number(given) : given;
}

function thresholdOf({ thresholdRange: range, thresholdUnit }: MetricDetection["alarm"]) {
  const allowed =
    range === undefined
      ? `a number greater than 0 and at most ${HIGHEST_THRESHOLD}`
      : `a number from ${range.min} to ${range.max}`;
  const error = thresholdUnit === undefined ? allowed : `${allowed} (${thresholdUnit})`;
  const number = z.number({ error });
  return range === undefined
    ? number.positive({ error }).max(HIGHEST_THRESHOLD, { error })
    : number.min(range.min, { error }).max(range.max, { error });
}
