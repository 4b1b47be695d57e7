// Evaluates a deployed alarm over given series, as CloudWatch would: one metric, metric math, or a Metrics Insights query.
// https://docs.aws.amazon.com/AmazonCloudWatch/latest/monitoring/alarm-evaluation.html
import type { MetricAlarm, MetricDataQuery, StateValue } from "@aws-sdk/client-cloudwatch";
import { alarmStateOf, retrieved, type Breach } from "./alarmState";
import { isOutside, passes } from "./alarmThreshold";
import { evaluateMetricMath, parseMetricMath, type Series } from "./metricMath";
import { evaluateMetricsInsightsQuery, parseMetricsInsightsQuery } from "./metricsInsights";

/** One metric with the alarm's statistic of each of its periods, the oldest first; null where nothing was reported. */
export interface SampleSeries {
  readonly namespace: string;
  readonly metricName: string;
  readonly dimensions: Readonly<Record<string, string>>;
  readonly values: readonly (number | null)[];
}

export interface AlarmData {
  readonly series: readonly SampleSeries[];
  /** Quotas in requests a second, by the `Resource` of the usage metric. */
  readonly quotasPerSecond?: Readonly<Record<string, number>>;
  /** What the watched series was like before; a band is drawn around it. */
  readonly history?: readonly number[];
}

/** One series that the alarm watches; the group is empty but for queries with GROUP BY. */
export interface Contributor {
  readonly group: Readonly<Record<string, string>>;
  readonly state: StateValue;
  /** The newest value. */
  readonly latest: number | undefined;
}

export interface Evaluation {
  readonly state: StateValue;
  readonly contributors: readonly Contributor[];
}

/** @param before The state until now, which an alarm keeps that ignores missing data. */
export function evaluateAlarm(
  alarm: MetricAlarm,
  data: AlarmData,
  before: StateValue = "OK",
): Evaluation {
  const periods = retrieved(alarm.EvaluationPeriods ?? 1);
  const contributors = watchedBy(alarm, data, periods).map(({ group, values, breaches }) => ({
    group,
    state: alarmStateOf(values.map(breaches), alarm, before),
    latest: values.findLast((value) => value !== undefined),
  }));
  return { state: worst(contributors, alarm, before), contributors };
}

/** An alarm on many series is in ALARM if one is; without any series, all its data are missing. */
function worst(
  contributors: readonly Contributor[],
  alarm: MetricAlarm,
  before: StateValue,
): StateValue {
  const states = contributors.map(({ state }) => state);
  if (states.includes("ALARM")) return "ALARM";
  return states[0] ?? alarmStateOf([], alarm, before);
}

interface Watched {
  readonly group: Readonly<Record<string, string>>;
  readonly values: Series;
  readonly breaches: (value: number | undefined, at: number) => Breach;
}

function watchedBy(alarm: MetricAlarm, data: AlarmData, periods: number): readonly Watched[] {
  const { Metrics: queries = [] } = alarm;
  const breaches = (value: number | undefined): Breach =>
    value === undefined ? undefined : passes(value, alarm);
  if (queries.length === 0) {
    return [{ group: {}, values: metricValues(alarm, data, periods), breaches }];
  }
  const watched = queries.find(
    ({ Id, ReturnData }) => ReturnData !== false && Id !== alarm.ThresholdMetricId,
  );
  if (watched?.Expression?.startsWith("SELECT")) {
    return groupsOf(watched.Expression, data, periods).map((one) => ({ ...one, breaches }));
  }
  return [mathOf(watched?.Id ?? "", alarm, data, periods, breaches)];
}

/** The sum over metrics that differ in their dimensions would be wrong: an alarm on a metric has exactly one. */
function metricValues(
  wanted: Pick<MetricAlarm, "Namespace" | "MetricName" | "Dimensions">,
  { series }: AlarmData,
  periods: number,
): Series {
  const { Dimensions = [] } = wanted;
  const found = series.find(
    ({ namespace, metricName, dimensions }) =>
      namespace === wanted.Namespace &&
      metricName === wanted.MetricName &&
      Object.keys(dimensions).length === Dimensions.length &&
      Dimensions.every(({ Name = "", Value }) => dimensions[Name] === Value),
  );
  return lastOf(found?.values ?? [], periods);
}

function lastOf(values: readonly (number | null)[], periods: number): Series {
  const last = values.slice(-periods).map((value) => value ?? undefined);
  return [...Array.from({ length: periods - last.length }, () => undefined), ...last];
}

function groupsOf(expression: string, { series }: AlarmData, periods: number) {
  const query = parseMetricsInsightsQuery(expression);
  const perPeriod = Array.from({ length: periods }, (_, at) => {
    const inPeriod = series.map((one) => {
      const value = lastOf(one.values, periods)[at];
      return { ...one, values: value === undefined ? [] : [value] };
    });
    return evaluateMetricsInsightsQuery(query, inPeriod);
  });
  const groups = new Map(
    perPeriod.flat().map(({ group }) => [JSON.stringify(group), group] as const),
  );
  return [...groups].map(([key, group]) => ({
    group,
    values: perPeriod.map((all) => all.find((one) => JSON.stringify(one.group) === key)?.value),
  }));
}

/** The expression whose data are returned, or what is compared with the band. */
function mathOf(
  watchedId: string,
  { Metrics: queries = [], ThresholdMetricId: bandId, ...alarm }: MetricAlarm,
  data: AlarmData,
  periods: number,
  breaches: Watched["breaches"],
): Watched {
  const values = seriesOf(watchedId, queries, data, periods);
  if (bandId === undefined) return { group: {}, values, breaches };
  const value = valueOf(bandId, queries, data, periods);
  const [upper = [], lower = []] = typeof value === "object" && "array" in value ? value.array : [];
  return {
    group: {},
    values,
    breaches: (one, at) => isOutside(one, alarm, { upper: upper[at], lower: lower[at] }),
  };
}

function seriesOf(
  id: string,
  queries: readonly MetricDataQuery[],
  data: AlarmData,
  periods: number,
): Series {
  const value = valueOf(id, queries, data, periods);
  if (typeof value === "number" || "array" in value) throw new Error(`${id} is not one series`);
  return value;
}

/** Whatever the order of the queries: what one refers to is evaluated when it is needed. */
function valueOf(
  id: string,
  queries: readonly MetricDataQuery[],
  data: AlarmData,
  periods: number,
) {
  const query = queries.find((one) => one.Id === id);
  if (query === undefined) throw new Error(`The alarm has no query ${id}`);
  const { MetricStat: stat, Expression: expression } = query;
  if (stat !== undefined) return metricValues(stat.Metric ?? {}, data, periods);
  if (expression?.startsWith("SELECT")) return onlySeries(id, expression, data, periods);
  return evaluateMetricMath(parseMetricMath(expression ?? ""), {
    periods,
    seriesOf: (other) => seriesOf(other, queries, data, periods),
    quotaOf: (other) =>
      quotaOf(
        queries.find((one) => one.Id === other),
        data,
      ),
    historyOf: () => data.history ?? [],
  });
}

function onlySeries(id: string, expression: string, data: AlarmData, periods: number): Series {
  const [one, another] = groupsOf(expression, data, periods);
  if (another !== undefined) throw new Error(`${id} is not one series`);
  return one?.values ?? Array.from({ length: periods }, () => undefined);
}

/** The quota of the metric's period: AWS's own examples divide the sum of a period by SERVICE_QUOTA. */
function quotaOf(
  query: MetricDataQuery | undefined,
  { quotasPerSecond = {} }: AlarmData,
): number | undefined {
  const { Metric: metric, Period: period = 60 } = query?.MetricStat ?? {};
  const resource = metric?.Dimensions?.find(({ Name }) => Name === "Resource")?.Value ?? "";
  const perSecond = quotasPerSecond[resource];
  return perSecond === undefined ? undefined : perSecond * period;
}
