import { z } from "zod";
import { type Resource, SECRET, UNKNOWN } from "../rule";
import { isRecord } from "../values";
import { textsIn } from "./eventPattern";
import { METRIC_FILTER } from "./types";

// Tells alarms that watch KMS or CloudTrail from all others, which these policies leave alone.

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
    texts.some((text) => namespaces.includes(text) || asksFor(text, namespaces))
  );
}

/**
 * A query of Metrics Insights names a namespace with quotes or without.
 * https://docs.aws.amazon.com/AmazonCloudWatch/latest/monitoring/cloudwatch-metrics-insights-querylanguage.html
 */
function asksFor(query: string, namespaces: readonly string[]): boolean {
  const unquoted = query.matchAll(/\bFROM\s+(?:SCHEMA\s*\(\s*)?([^\s"(),]+)/gi);
  return (
    namespaces.some((name) => query.includes(`"${name}"`)) ||
    [...unquoted].some(([, name]) => namespaces.includes(name ?? ""))
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
