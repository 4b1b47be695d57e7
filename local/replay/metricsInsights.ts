import { join } from "node:path";
import { GrammarError, loadGrammar } from "../../filterPatterns/grammar";

// Evaluates the Metrics Insights query of an alarm over given data, because the emulator drops it:
// https://docs.aws.amazon.com/AmazonCloudWatch/latest/monitoring/cloudwatch-metrics-insights-querylanguage.html

export class MetricsInsightsError extends GrammarError {}

export type Statistic = "AVG" | "COUNT" | "MAX" | "MIN" | "SUM";

export type LabelCondition =
  | { readonly kind: "and" | "or"; readonly parts: readonly LabelCondition[] }
  | {
      readonly kind: "label";
      readonly label: string;
      readonly operator: "=" | "!=";
      readonly value: string;
    };

export interface MetricsInsightsQuery {
  readonly select: {
    readonly statistic: Statistic;
    readonly metricName: string;
  };
  /** Null dimensions: any. A list: exactly these names, in any order. */
  readonly from: {
    readonly namespace: string;
    readonly dimensions: readonly string[] | null;
  };
  readonly where: LabelCondition | null;
  readonly groupBy: readonly string[];
  readonly orderBy: {
    readonly statistic: Statistic;
    readonly direction: "ASC" | "DESC";
  } | null;
  readonly limit: number | null;
}

/** One metric and what it reported within the period that the alarm looks at. */
export interface MetricSeries {
  readonly namespace: string;
  readonly metricName: string;
  readonly dimensions: Readonly<Record<string, string>>;
  readonly values: readonly number[];
}

export interface MetricGroup {
  readonly group: Readonly<Record<string, string>>;
  readonly value: number;
}

// "a query that does not specify a LIMIT can also return no more than 500 time series" (AWS).
const MAX_GROUPS = 500;
// AWS shows this name for metrics that lack a label of GROUP BY.
const NO_LABEL = "Other";

const parse = loadGrammar<MetricsInsightsQuery>(
  join(__dirname, "metricsInsights.peggy"),
  MetricsInsightsError,
);

/** Reads a query; throws MetricsInsightsError where it is not valid. */
export function parseMetricsInsightsQuery(text: string): MetricsInsightsQuery {
  return parse(text);
}

/** One value for each group that has data, ordered and limited as the query says. */
export function evaluateMetricsInsightsQuery(
  query: MetricsInsightsQuery,
  series: readonly MetricSeries[],
): readonly MetricGroup[] {
  const groups = new Map<string, { labels: readonly string[]; values: number[] }>();
  for (const one of series.filter((each) => each.values.length > 0 && selects(query, each))) {
    const labels = query.groupBy.map((label) => labelOf(one, label) ?? NO_LABEL);
    const key = JSON.stringify(labels);
    const group = groups.get(key) ?? { labels, values: [] };
    for (const value of one.values) group.values.push(value);
    groups.set(key, group);
  }
  // Alphabetical "using the sequence of labels specified in the GROUP BY clause" (AWS); the sort
  // of ORDER BY keeps that order where it finds no difference.
  const named = [...groups.values()].sort((a, b) => compareLabels(a.labels, b.labels));
  return order(query, named)
    .slice(0, query.limit ?? MAX_GROUPS)
    .map(({ labels, values }) => ({
      group: Object.fromEntries(query.groupBy.map((name, at) => [name, labels[at] ?? NO_LABEL])),
      value: aggregate(query.select.statistic, values),
    }));
}

// AWS computes the ORDER BY value from "each returned time series", but its samples mean what was
// observed (the APIs "by the number of calls" are ordered by COUNT()). So: from all observations.
function order<T extends { readonly values: readonly number[] }>(
  { orderBy }: MetricsInsightsQuery,
  groups: readonly T[],
): readonly T[] {
  if (orderBy === null) return groups;
  const sign = orderBy.direction === "ASC" ? 1 : -1;
  const rank = (group: T): number => aggregate(orderBy.statistic, group.values);
  return [...groups].sort((a, b) => sign * (rank(a) - rank(b)));
}

function compareLabels(a: readonly string[], b: readonly string[]): number {
  const at = a.findIndex((label, index) => label !== b[index]);
  if (at === -1) return 0;
  return (a[at] ?? "") < (b[at] ?? "") ? -1 : 1;
}

function selects({ select, from, where }: MetricsInsightsQuery, series: MetricSeries): boolean {
  if (series.namespace !== from.namespace || series.metricName !== select.metricName) return false;
  if (from.dimensions !== null) {
    const names = new Set(Object.keys(series.dimensions));
    const wanted = new Set(from.dimensions);
    if (names.size !== wanted.size || [...wanted].some((name) => !names.has(name))) return false;
  }
  return where === null || holds(where, series);
}

function holds(condition: LabelCondition, series: MetricSeries): boolean {
  if ("parts" in condition) {
    const partHolds = (part: LabelCondition): boolean => holds(part, series);
    const { kind, parts } = condition;
    return kind === "and" ? parts.every(partHolds) : parts.some(partHolds);
  }
  const value = labelOf(series, condition.label);
  // The page is silent on a metric without the label; as with NULL in SQL, neither = nor != holds.
  if (value === undefined) return false;
  return (value === condition.value) === (condition.operator === "=");
}

function labelOf({ dimensions }: MetricSeries, label: string): string | undefined {
  return Object.hasOwn(dimensions, label) ? dimensions[label] : undefined;
}

function aggregate(statistic: Statistic, values: readonly number[]): number {
  const sum = values.reduce((total, value) => total + value, 0);
  switch (statistic) {
    case "AVG":
      return sum / values.length;
    case "COUNT":
      return values.length;
    case "MAX":
      return values.reduce((a, b) => Math.max(a, b), -Infinity);
    case "MIN":
      return values.reduce((a, b) => Math.min(a, b), Infinity);
    case "SUM":
      return sum;
  }
}
