// The words in which the tables beside this file say what a change of settings does to resources.
import { recordDetections } from "../../detections/catalogue";
import type { Severity } from "../../detections/detection";

export interface Row {
  /** The settings that are not as in Pulumi.yaml. */
  readonly after: object;
  /** What it does to which resources. */
  readonly does: readonly string[];
}

/** The function that writes the messages; what it watches is part of its code. */
export const FORMATTER = "Function messages";

/** Titles with the beginning that all names of the project have. */
const kms = (...names: readonly string[]) =>
  names.map((name) => name.replace(" ", " kms-monitoring-"));

/** Ids of the detections that people hear of so, and if it is said, with this severity. */
export function idsOf(by: "message" | "count" | "control", severity?: Severity): readonly string[] {
  return recordDetections
    .filter(({ telling }) => telling.by === by)
    .filter((detection) => severity === undefined || detection.severity === severity)
    .map(({ id }) => id);
}

/** Each detection that has a metric filter. */
export const filtered = [...idsOf("message", "critical"), ...idsOf("count"), ...idsOf("control")];

/** What a critical detection has of its own besides the message. */
export function fallbackOf(id: string): readonly string[] {
  return kms(
    `CompositeAlarm ${id}`,
    `LogMetricFilter ${id}`,
    `MetricAlarm ${id}`,
    `MetricAlarm ${id}-told`,
  );
}

export const verb = (word: string, titles: readonly string[]) =>
  titles.map((title) => `${word} ${title}`);
export const created = (...titles: readonly string[]) => verb("create", kms(...titles));
export const updated = (...titles: readonly string[]) => verb("update", kms(...titles));
export const replaced = (...titles: readonly string[]) => verb("replace", kms(...titles));
export const deleted = (...titles: readonly string[]) => verb("delete", kms(...titles));
