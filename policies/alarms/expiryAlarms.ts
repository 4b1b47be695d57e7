import { UNKNOWN, type Resource } from "../rule";
import { isRecord } from "../values";
import { isSameRegion, regionOf } from "./region";

// Recognizes alarms on imported key material that expires soon: on one key, or by a Metrics Insights query on all keys of a
// region. What is written otherwise is not recognized, so that it excuses nothing.
// https://docs.aws.amazon.com/kms/latest/developerguide/imported-key-material-expiration-alarm.html

const NAMESPACE = "AWS/KMS";
const METRIC = "SecondsUntilKeyMaterialExpiration";
const SECONDS_PER_DAY = 86_400;

/** Without a WHERE, which would leave keys out. The smallest value must come first, if it is one of many. */
const ALL_KEYS = new RegExp(
  [
    `^\\s*SELECT\\s+MIN\\(\\s*"?${METRIC}"?\\s*\\)`,
    `\\s+FROM\\s+(SCHEMA\\(\\s*"${NAMESPACE}"\\s*,\\s*"?KeyId"?\\s*\\)|"${NAMESPACE}")`,
    `(\\s+GROUP\\s+BY\\s+"?KeyId"?)?`,
    `(\\s+ORDER\\s+BY\\s+MIN\\(\\s*\\)\\s+ASC(\\s+LIMIT\\s+\\d+)?)?\\s*$`,
  ].join(""),
  "i",
);

/** A metric as an alarm has it by itself, or as one of its queries has it. */
type Metric = Readonly<Record<string, unknown>>;

/** Whether the alarm goes off at least so many days before material of the key, or of any key, expires. */
export function watchesExpiry(alarm: Resource, key: Resource, noticeDays: number): boolean {
  const { comparisonOperator, threshold } = alarm.props;
  const goesOffInTime =
    (threshold === UNKNOWN ||
      (typeof threshold === "number" && threshold >= noticeDays * SECONDS_PER_DAY)) &&
    ["LessThanThreshold", "LessThanOrEqualToThreshold"].includes(comparisonOperator as string);
  // KMS publishes a key's metric in the key's own region.
  const isInRegion = isSameRegion(regionOf(alarm), regionOf(key));
  return goesOffInTime && isInRegion && watchesKey(alarm.props, key);
}

function watchesKey(alarm: Resource["props"], key: Resource): boolean {
  const queries: unknown = alarm["metricQueries"];
  if (!Array.isArray(queries) || queries.length === 0) {
    return isOnKey(alarm, alarm["statistic"], key);
  }
  const returned = queries.filter(isRecord).filter(({ returnData }) => returnData === true);
  return returned.some(({ expression, metric }) =>
    isRecord(metric)
      ? isOnKey(metric, metric["stat"], key)
      : typeof expression === "string" && isOnAllKeys(expression),
  );
}

/** Keywords may be in any case, names not. */
function isOnAllKeys(expression: string): boolean {
  return (
    ALL_KEYS.test(expression) &&
    [METRIC, NAMESPACE].every((name) => expression.includes(name)) &&
    !/KeyId/i.test(expression.replaceAll("KeyId", ""))
  );
}

function isOnKey(metric: Metric, statistic: unknown, key: Resource): boolean {
  const { namespace, metricName, dimensions } = metric;
  return (
    namespace === NAMESPACE &&
    metricName === METRIC &&
    // A sum over more than a minute is longer than the time that is left.
    ["Minimum", "Average", "Maximum"].includes(statistic as string) &&
    isRecord(dimensions) &&
    Object.keys(dimensions).length === 1 &&
    isIdOf(dimensions["KeyId"], key)
  );
}

/** The id of a key that is not made yet is not known, to its alarm neither. */
function isIdOf(dimension: unknown, { props: { id, keyId, arn } }: Resource): boolean {
  const ids = [id, keyId, typeof arn === "string" ? arn.split(":key/").at(-1) : arn];
  return (
    dimension !== undefined &&
    (ids.includes(dimension) || (dimension === UNKNOWN && !ids.some(isText)))
  );
}

function isText(value: unknown): boolean {
  return typeof value === "string";
}
