// What the settings may change of single detections: leave one out, or its severity, its number, or which records count.
import { z } from "zod";
import { metricDetections, ownHealth, recordDetections } from "../detections/catalogue";
import { severities, type MetricDetection, type RecordDetection } from "../detections/detection";
import { filterPatternOf, type OwnNames } from "../detections/filterPattern";
import { FilterPatternError, parseFilterPattern } from "../filterPatterns/parse";
import { metricOverride } from "./metricOverride";
import { enabled, HIGHEST_THRESHOLD } from "./settingForms";

const DEFAULT_PERIOD_SECONDS = 300;
const PERIOD = "a multiple of 60 from 60 to 86400";
const THRESHOLD = `a whole number from 1 to ${HIGHEST_THRESHOLD} (enabled: false turns a detection off)`;

/** Each key is explained in the README. */
export const detectionOverride = z.strictObject({
  enabled: enabled.describe("false leaves the detection out, with all that belongs to it."),
  severity: z
    .enum(severities, { error: `one of ${severities.join(", ")}` })
    .optional()
    .describe("Which topic is told. Critical detections get an alarm besides."),
  threshold: z
    .int({ error: THRESHOLD })
    .min(1, { error: THRESHOLD })
    .max(HIGHEST_THRESHOLD, { error: THRESHOLD })
    .optional()
    .describe(
      "Tells of so many records in a period, by an alarm, in place of a message for each. For a detection on a metric: the number in its runbook.",
    ),
  periodSeconds: z
    .int({ error: PERIOD })
    .min(60, { error: PERIOD })
    .max(86_400, { error: PERIOD })
    .multipleOf(60, { error: PERIOD })
    .optional()
    .describe(`The period of the threshold, ${DEFAULT_PERIOD_SECONDS} if left out.`),
  where: z
    .string({ error: "a condition of a CloudWatch Logs filter pattern" })
    .optional()
    .describe(
      "A further condition on the record, in the language of filter patterns. {{prefix}}, {{trailName}} and {{logGroupName}} stand for the stack's own names.",
    ),
});

function each<D extends { readonly id: string }, T extends z.ZodType>(
  detections: readonly D[],
  schemaOf: (detection: D) => T,
) {
  return Object.fromEntries(detections.map((one) => [one.id, schemaOf(one).optional()]));
}

/** By the id of the detection. */
export const detectionSettings = z.strictObject(
  {
    ...each(recordDetections, () => detectionOverride),
    ...each(metricDetections, metricOverride),
  },
  { error: "an object whose keys are ids of detections" },
);

/** Detections that people look for among the settings, and why they are not there. */
export const whyNoDetection: Readonly<Record<string, string>> = Object.fromEntries(
  ownHealth.map(({ id }) => [
    `detections.${id}`,
    "it watches the monitoring itself, and cannot be changed or turned off",
  ]),
);

type Override = z.infer<typeof detectionOverride>;
export type DetectionSettings = Readonly<Record<string, Partial<Override> | undefined>>;

/** A first notice that comes with the last, or after it, is none. Only whole settings show it: an entry that is left out has its default here. */
export function thresholdProblems(settings: DetectionSettings): readonly string[] {
  const chosen = chosenMetricDetections(settings, metricDetections);
  return chosen.flatMap((first) => {
    const last = chosen.find(({ id }) => id === first.alarm.thresholdBelow);
    const { threshold: low = 0 } = first.alarm;
    const { threshold: high = Infinity } = last?.alarm ?? {};
    if (last === undefined || low < high) return [];
    return settings[first.id]?.threshold === undefined
      ? [`detections.${last.id}.threshold: ${high} is not above that of ${first.id}, ${low}`]
      : [`detections.${first.id}.threshold: ${low} is not below that of ${last.id}, ${high}`];
  });
}

/** What only shows when an override is seen together with its detection. */
export function detectionProblems(settings: DetectionSettings, own: OwnNames): readonly string[] {
  return recordDetections.flatMap((detection) => {
    const override = settings[detection.id];
    if (override === undefined) return [];
    const problem = (key: keyof Override, why: string): string =>
      `detections.${detection.id}.${key}: ${JSON.stringify(override[key])} ${why}`;
    const given = (["severity", "threshold", "periodSeconds", "where"] as const).filter(
      (key) => override[key] !== undefined,
    );
    if (detection.telling.by === "control") {
      return given.map((key) =>
        problem(
          key,
          "has no effect: a control compares filter and alarm as text; allowed is enabled",
        ),
      );
    }
    return [
      ...(override.periodSeconds !== undefined && !isCounted(detection, override)
        ? [problem("periodSeconds", "needs a threshold, since each record is told by itself")]
        : []),
      ...(override.where === undefined
        ? []
        : patternProblems(detection, override, own).map((why) => problem("where", why))),
    ];
  });
}

function isCounted(detection: RecordDetection, override: Partial<Override>): boolean {
  return override.threshold !== undefined || detection.telling.by === "count";
}

function patternProblems(
  detection: RecordDetection,
  override: Partial<Override>,
  own: OwnNames,
): readonly string[] {
  if (detection.kmsEvent !== undefined) {
    return [
      "has no effect: KMS tells of this itself, by an event without the elements of a record",
    ];
  }
  if (detection.calls.prescribed !== undefined) {
    return ["cannot be added: the pattern is compared with AWS's as text"];
  }
  const { where = "" } = override;
  const unknown = unknownPlaceholders(where, own);
  if (unknown.length > 0) {
    const allowed = Object.keys(own).map((name) => `{{${name}}}`);
    return [`holds ${unknown.join(", ")}; allowed are ${allowed.join(", ")}`];
  }
  try {
    // By itself first: a condition that closes the parentheses around it would widen the detection.
    for (const calls of [
      { ...detection.calls, prescribed: `{ ${where} }` },
      changed(detection, override).calls,
    ]) {
      parseFilterPattern(filterPatternOf(calls, own));
    }
    return [];
  } catch (error) {
    if (!(error instanceof FilterPatternError)) throw error;
    return [`makes no valid filter pattern: ${error.message}`];
  }
}

/** They would stay in the pattern as they are, which then matches nothing. */
function unknownPlaceholders(where: string, own: OwnNames): readonly string[] {
  const found = [...where.matchAll(/\{\{(.*?)\}\}/g)];
  return found
    .filter(([, name = ""]) => !Object.hasOwn(own, name))
    .map(([placeholder]) => placeholder);
}

/** The detections that are on, as the settings have them. */
export function chosenDetections(settings: DetectionSettings): readonly RecordDetection[] {
  return recordDetections
    .filter(({ id }) => settings[id]?.enabled !== false)
    .map((detection) => changed(detection, settings[detection.id] ?? {}));
}

/** Whether a detection on a metric is on. */
export function isOn(settings: DetectionSettings, { id }: { readonly id: string }): boolean {
  return settings[id]?.enabled !== false;
}

/** Those of the detections that are on, with the thresholds that the settings give them. */
export function chosenMetricDetections<T extends MetricDetection>(
  settings: DetectionSettings,
  detections: readonly T[],
): readonly T[] {
  return detections
    .filter((detection) => isOn(settings, detection))
    .map((detection) => {
      const threshold = settings[detection.id]?.threshold;
      if (threshold === undefined) return detection;
      return { ...detection, alarm: { ...detection.alarm, threshold } };
    });
}

function changed(detection: RecordDetection, override: Partial<Override>): RecordDetection {
  const { severity = detection.severity, threshold, periodSeconds, where } = override;
  const counted = detection.telling.by === "count" ? detection.telling : undefined;
  const telling =
    threshold === undefined && periodSeconds === undefined
      ? detection.telling
      : ({
          by: "count",
          threshold: threshold ?? counted?.threshold ?? 1,
          periodSeconds: periodSeconds ?? counted?.periodSeconds ?? DEFAULT_PERIOD_SECONDS,
        } as const);
  const also = [detection.calls.where, where].filter((one) => one !== undefined);
  const calls =
    where === undefined
      ? detection.calls
      : { ...detection.calls, where: also.map((one) => `(${one})`).join(" && ") };
  return { ...detection, severity, telling, calls };
}
