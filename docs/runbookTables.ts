// The generated parts of the runbooks: on each page what the program knows of its detection, and the index of all pages.
import { alarmNamesOf } from "../components/alarm";
import { metricDetections, ownHealth, recordDetections } from "../detections/catalogue";
import {
  severities,
  type Detection,
  type MetricDetection,
  type RecordDetection,
  type Severity,
} from "../detections/detection";
import { filterPatternOf } from "../detections/filterPattern";
import { SAMPLE_NAMES } from "../detections/record";
import { channelsOf, minutes, tellingOf } from "./detectionWords";
import { table, type Row, type Tables } from "./table";

/** Every detection has a page. */
export const runbookDetections: readonly Detection[] = [
  ...recordDetections,
  ...metricDetections,
  ...ownHealth,
];

/** Names of the stack dev, which the patterns of pages hold. */
const EXAMPLE_NAMES = { prefix: "kms-monitoring", ...SAMPLE_NAMES };

/** Where the page of a detection is. Messages link to it by this name. */
export function runbookPath({ id }: Pick<Detection, "id">): string {
  return `docs/runbooks/${id}.md`;
}

/** The generated parts of each page, by its path. */
export function runbookTables(): ReadonlyMap<string, Tables> {
  return new Map<string, Tables>([
    ["docs/runbooks/README.md", { runbooks: index() }],
    ...runbookDetections.map((one) => [runbookPath(one), { facts: factsOf(one) }] as const),
  ]);
}

function index(): string {
  const rows = severities.flatMap((severity) =>
    runbookDetections
      .filter((detection) => detection.severity === severity)
      .map(({ id, title }): Row => [severity, `[${id}](${id}.md)`, title]),
  );
  return table(["severity", "runbook", "what happened"], rows);
}

function factsOf(detection: Detection): string {
  const facts = "metricName" in detection ? metricFacts(detection) : recordFacts(detection);
  const text = table(
    ["detection", `\`${detection.id}\``],
    [["severity", severityOf(detection)], ...facts],
  );
  return "metricName" in detection ? text : `${text}\n\n${patternOf(detection)}`;
}

function severityOf(detection: Detection): string {
  const shortest = "metricName" in detection ? detection.shortestNotice : undefined;
  const { severity } = detection;
  return shortest === undefined ? severity : `${severity}; ${shortest} with the shortest notice`;
}

function metricFacts(detection: MetricDetection): Row[] {
  const { metricNamespace, metricName, alarm, severity, shortestNotice } = detection;
  const { statistic, comparisonOperator, periodSeconds, threshold, thresholdUnit } = alarm;
  const than = threshold === undefined ? "" : `, ${threshold} ${thresholdUnit ?? ""}`.trimEnd();
  return [
    ["told by", "alarm"],
    ["metric", `\`${metricNamespace}\` \`${metricName}\``],
    ["goes off on", `${statistic} of ${minutes(periodSeconds)}, ${comparisonOperator}${than}`],
    ["alarm", inItsName(alarm.name, severity, ...(shortestNotice ? [shortestNotice] : []))],
  ];
}

function recordFacts(detection: RecordDetection): Row[] {
  const { severity, telling, kmsEvent } = detection;
  const hasAlarm = telling.by !== "message" || severity === "critical";
  return [
    ["told by", tellingOf(detection)],
    ["seen through", channelsOf(detection)],
    ...(kmsEvent === undefined ? [] : [["event of KMS", `\`${kmsEvent["detail-type"]}\``]]),
    ...(hasAlarm ? [["alarm", inItsName(alarmNamesOf(detection).alarmName, severity)]] : []),
  ];
}

function inItsName(name: string, ...ofSeverities: readonly Severity[]): string {
  const names = ofSeverities.map((severity) => `\`${severity}-${name}\``);
  return `has ${names.join(" or ")} in its name`;
}

/** Not in a table, where each `|` would need a backslash. */
function patternOf({ calls }: RecordDetection): string {
  return ["```", filterPatternOf(calls, EXAMPLE_NAMES), "```"].join("\n");
}
