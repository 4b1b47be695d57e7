// The lines of a metric widget: its metrics and expressions, evaluated over sample data as far as the dashboard uses them.
import { alarmNamesOf } from "../../components/alarm";
import { recordDetections } from "../../detections/catalogue";
import {
  evaluateMetricsInsightsQuery,
  parseMetricsInsightsQuery,
} from "../../local/replay/metricsInsights";
import type { MetricProperties, Rendering } from "./body";
import {
  QUOTA_PER_MINUTE,
  SAMPLE_KEYS,
  sampleValues,
  type MetricOfRegion,
  type Values,
} from "./sampleMetrics";

export interface Line {
  readonly label: string;
  readonly values: Values;
}

type Known = ReadonlyMap<string, readonly Line[]>;

const ofDetections = new Set(
  recordDetections
    .map(alarmNamesOf)
    .map(({ namespace, metricName }) => `${namespace} ${metricName}`),
);

/** @throws Error at an expression of another form, so that no picture leaves one out. */
export function linesOf({ metrics, region }: MetricProperties): readonly Line[] {
  const known = new Map<string, readonly Line[]>();
  return metrics.flatMap((metric) => {
    const last = metric.at(-1);
    const rendering: Rendering = typeof last === "object" ? last : {};
    const names = metric.filter((part) => typeof part === "string");
    const lines =
      rendering.expression === undefined
        ? [lineOf(names, rendering, region)]
        : expressionOf(rendering.expression, rendering.label, region, known);
    if (rendering.id !== undefined) known.set(rendering.id, lines);
    return rendering.visible === false ? [] : lines;
  });
}

function lineOf(names: readonly string[], rendering: Rendering, region: string): Line {
  const [namespace = "", name = "", ...pairs] = names;
  const dimensions = Object.fromEntries(
    pairs.flatMap((key, index) => (index % 2 === 0 ? [[key, pairs[index + 1] ?? ""]] : [])),
  );
  const metric = { namespace, name, dimensions, region: rendering.region ?? region };
  return { label: rendering.label ?? name, values: sampleValues(metric, ofDetections) };
}

function expressionOf(
  text: string,
  label: string | undefined,
  region: string,
  known: Known,
): readonly Line[] {
  if (text.startsWith("SELECT")) return queryOf(text, region);
  const [, divided = "", divisor = ""] = /^(\w+)\/(\d+)$/.exec(text) ?? [];
  const [, used = ""] = /^(\w+)\/SERVICE_QUOTA\(\1\)\*100$/.exec(text) ?? [];
  const lines = known.get(divided) ?? known.get(used);
  if (lines === undefined) throw new Error(`${text} cannot be drawn`);
  const factor = divided === "" ? 100 / QUOTA_PER_MINUTE : 1 / Number(divisor);
  return lines.map((line) => ({
    label: label ?? line.label,
    values: line.values.map((value) => (value === null ? null : value * factor)),
  }));
}

/** The series that the query chooses by their last values. */
function queryOf(text: string, region: string): readonly Line[] {
  const query = parseMetricsInsightsQuery(text);
  const { namespace } = query.from;
  const [dimension = ""] = query.groupBy;
  const all = SAMPLE_KEYS.map((key): MetricOfRegion => {
    return { namespace, name: query.select.metricName, dimensions: { [dimension]: key }, region };
  });
  const series = all.map((metric) => {
    const last = sampleValues(metric, ofDetections).at(-1) ?? 0;
    return { ...metric, metricName: metric.name, values: [last] };
  });
  return evaluateMetricsInsightsQuery(query, series).map(({ group }) => {
    const label = group[dimension] ?? "";
    const metric = all.find(({ dimensions }) => dimensions[dimension] === label);
    return { label, values: metric === undefined ? [] : sampleValues(metric, ofDetections) };
  });
}
