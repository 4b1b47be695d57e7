import { z } from "zod";
import { type Resource, SECRET, UNKNOWN } from "../rule";
import { readPattern, textsIn } from "./eventPattern";
import { isRecord } from "../values";

// Tells alarms and event rules that watch KMS or CloudTrail from all others, which these policies leave alone.

export const METRIC_ALARM = "aws:cloudwatch/metricAlarm:MetricAlarm";
export const COMPOSITE_ALARM = "aws:cloudwatch/compositeAlarm:CompositeAlarm";
export const METRIC_FILTER = "aws:cloudwatch/logMetricFilter:LogMetricFilter";
export const EVENT_RULE = "aws:cloudwatch/eventRule:EventRule";
export const EVENT_TARGET = "aws:cloudwatch/eventTarget:EventTarget";

/** Where KMS has its metrics, and where AWS's guides on KMS and CloudTrail put those of their metric filters. */
const NAMESPACES = ["AWS/KMS", "CloudTrailLogMetrics", "CloudTrailMetrics"];

export const alarmSettings = {
  namespaces: z
    .array(z.string().min(1))
    .default(NAMESPACES)
    .describe("Metric namespaces whose alarms watch KMS or CloudTrail"),
};

/** An alarm on a namespace that nobody can tell may be one. */
export function watchesKms({ props }: Resource, namespaces: readonly string[]): boolean {
  const { namespace, metricQueries } = props;
  const texts = textsIn(metricQueries);
  return (
    isHidden(namespace) ||
    isHidden(metricQueries) ||
    texts === undefined ||
    (typeof namespace === "string" && namespaces.includes(namespace)) ||
    texts.some((text) => namespaces.some((name) => text === name || text.includes(`"${name}"`)))
  );
}

function isHidden(value: unknown): boolean {
  return value === UNKNOWN || value === SECRET;
}

/** By the metric of a filter on calls of KMS or CloudTrail, or on calls that nobody can tell, in whatever namespace. */
export function isFedByKmsFilter({ props }: Resource, resources: readonly Resource[]): boolean {
  const { namespace, metricName } = props;
  return resources.some((filter) => {
    if (filter.type !== METRIC_FILTER) return false;
    const { pattern, metricTransformation } = filter.props;
    const isItsMetric =
      isRecord(metricTransformation) &&
      typeof metricName === "string" &&
      metricTransformation["name"] === metricName &&
      metricTransformation["namespace"] === namespace;
    return isItsMetric && (typeof pattern !== "string" || ON_KMS_OR_TRAILS.test(pattern));
  });
}

/** Also AWS's own filters, on `kms*` and on the calls that change trails. */
const ON_KMS_OR_TRAILS =
  /\b(kms(\.amazonaws\.com|\*)|cloudtrail\.amazonaws\.com|(Stop|Start)Logging|(Delete|Update)Trail)/;

const EVENT_SOURCES = [
  "aws.kms",
  "aws.cloudtrail",
  "kms.amazonaws.com",
  "cloudtrail.amazonaws.com",
];

/** By a source that the pattern asks for. A rule without a pattern runs on a schedule. */
export function asksForKmsEvents({ props }: Resource): boolean {
  const pattern = readPattern(props["eventPattern"]);
  return pattern !== undefined && namesSource(textsIn(pattern));
}

/** The same for mandatory policies, which take a pattern that cannot be read for one that asks. */
export function mayAskForKmsEvents({ props }: Resource): boolean {
  const { eventPattern } = props;
  if (eventPattern === undefined || eventPattern === null || eventPattern === "") return false;
  const pattern = readPattern(eventPattern);
  return pattern === undefined || namesSource(textsIn(pattern));
}

function namesSource(texts: readonly string[] | undefined): boolean {
  return texts === undefined || texts.some((text) => EVENT_SOURCES.includes(text));
}
