// Which keys' expirations an alarm sees, by its definition. What could be narrower than it looks sees none: better told twice than never.
import type { Dimension, MetricAlarm } from "@aws-sdk/client-cloudwatch";
import { MOST_KEYS_OF_AN_ALARM } from "./names";

const SECONDS_PER_DAY = 86_400;
const NAMESPACE = "AWS/KMS";
/** KMS publishes it for each key with expiring material, with the dimension KeyId alone, in seconds. */
const METRIC = "SecondsUntilKeyMaterialExpiration";
/** https://docs.aws.amazon.com/kms/latest/developerguide/monitoring-cloudwatch.html */
const DIMENSION = "KeyId";

export type ExpiryWatch =
  | { readonly keyIds: readonly string[] }
  | {
      readonly keyIds: "all";
      /** Of so many keys the query has data. */
      readonly most: number;
      /** Whether these are the ones that expire next. */
      readonly isSoonestFirst: boolean;
    };

/** Nothing, if the alarm is not sure to go off while a day or more is left. */
export function expiryWatchOf(alarm: MetricAlarm): ExpiryWatch | undefined {
  const { ComparisonOperator = "", Threshold = 0, Metrics = [] } = alarm;
  const isLess = ["LessThanThreshold", "LessThanOrEqualToThreshold"].includes(ComparisonOperator);
  if (!isLess || Threshold < SECONDS_PER_DAY) return undefined;
  if (Metrics.length === 0) return ofMetric(alarm, alarm.Statistic);
  const [only, ...more] = Metrics;
  // What arithmetic makes of the seconds is not ours to judge.
  if (only === undefined || more.length > 0) return undefined;
  const { Expression, MetricStat, AccountId } = only;
  // The keys may be of another account.
  if (AccountId !== undefined) return undefined;
  return Expression === undefined
    ? ofMetric(MetricStat?.Metric ?? {}, MetricStat?.Stat)
    : ofQuery(Expression);
}

function ofMetric(
  {
    Namespace,
    MetricName,
    Dimensions = [],
  }: Pick<MetricAlarm, "Namespace" | "MetricName" | "Dimensions">,
  statistic = "",
): ExpiryWatch | undefined {
  const [only, ...more] = Dimensions;
  const isExpiry = Namespace === NAMESPACE && MetricName === METRIC;
  const isTime = ["Minimum", "Maximum", "Average"].includes(statistic);
  if (!isExpiry || !isTime || only?.Name !== DIMENSION || more.length > 0) return undefined;
  return { keyIds: [only.Value ?? ""] };
}

const QUOTED_DIMENSION = `"?${DIMENSION}"?`;
/** https://docs.aws.amazon.com/AmazonCloudWatch/latest/monitoring/cloudwatch-metrics-insights-querylanguage.html */
const QUERY = new RegExp(
  [
    `^SELECT\\s+(?:MIN|MAX|AVG)\\s*\\(\\s*"?${METRIC}"?\\s*\\)`,
    `\\s+FROM\\s+(?:"${NAMESPACE}"|SCHEMA\\s*\\(\\s*"${NAMESPACE}"\\s*,\\s*${QUOTED_DIMENSION}\\s*\\))`,
    `(?:\\s+WHERE\\s+${QUOTED_DIMENSION}\\s*=\\s*'(?<keyId>[^']+)')?`,
    `(?<each>\\s+GROUP\\s+BY\\s+${QUOTED_DIMENSION})?`,
    `(?<order>\\s+ORDER\\s+BY\\s+(?:MIN|MAX|AVG)\\s*\\(\\s*\\)(?:\\s+(?<direction>ASC|DESC))?)?`,
    `(?:\\s+LIMIT\\s+(?<limit>\\d+))?$`,
  ].join(""),
);
const KEYWORDS = /\b(select|from|schema|where|group|order|by|limit|asc|desc|min|max|avg)\b/gi;

function ofQuery(expression: string): ExpiryWatch | undefined {
  // Keywords may have any case; names of metrics and dimensions have one.
  const query = expression.trim().replace(KEYWORDS, (word) => word.toUpperCase());
  const parts = QUERY.exec(query)?.groups;
  if (parts === undefined) return undefined;
  const { keyId, each, order, direction = "ASC", limit = MOST_KEYS_OF_AN_ALARM } = parts;
  if (keyId !== undefined) return { keyIds: [keyId] };
  // One series for all keys goes off for the first of them, and says nothing more of the others.
  if (each === undefined) return undefined;
  return {
    keyIds: "all",
    most: Math.min(Number(limit), MOST_KEYS_OF_AN_ALARM),
    isSoonestFirst: order !== undefined && direction === "ASC",
  };
}

/** Whether it has to do with KMS keys at all. */
export function isAboutKeys({ Namespace, Dimensions = [], Metrics = [] }: MetricAlarm): boolean {
  const metrics = [{ Namespace, Dimensions }, ...Metrics.map((one) => one.MetricStat?.Metric)];
  return (
    metrics.some((metric) => metric?.Namespace === NAMESPACE || namesKey(metric?.Dimensions)) ||
    Metrics.some(({ Expression = "" }) => Expression.includes(`"${NAMESPACE}"`))
  );
}

function namesKey(dimensions: readonly Dimension[] = []): boolean {
  return dimensions.some(({ Name }) => Name === DIMENSION || Name === "KeyArn");
}
