// How much of its request quotas the account uses in each watched region.
import * as awsx from "@pulumi/awsx/classic/cloudwatch";
import {
  percentOfQuota,
  requestQuotaNear,
  requestQuotaNearlyReached,
  usageDimensions,
} from "../../detections/requestQuotas";
import { chosenMetricDetections, type DetectionSettings } from "../detectionSettings";
import { graph, widthOf } from "./graph";

const { metricNamespace, metricName } = requestQuotaNear;
const { periodSeconds } = requestQuotaNear.alarm;

export interface RequestRatesArgs {
  readonly watchedRegions: readonly string[];
  /** Quotas by the name that AWS/Usage gives them as Resource. */
  readonly requestQuotas: readonly string[];
  /** Of the detections whose thresholds are drawn. */
  readonly detectionSettings: DetectionSettings;
}

export function requestRates(args: RequestRatesArgs): readonly awsx.Widget[] {
  const watches = [requestQuotaNear, requestQuotaNearlyReached];
  const levels = chosenMetricDetections(args.detectionSettings, watches).map(
    ({ alarm: { threshold: value = 0 } }) => ({ label: `${value} %`, value }),
  );
  return args.watchedRegions.map((region) =>
    graph({
      title: "KMS requests",
      unit: "% of the quota",
      region,
      metrics: args.requestQuotas.flatMap(shareOfQuota),
      levels,
      periodSeconds,
      width: widthOf(args.watchedRegions.length),
    }),
  );
}

function shareOfQuota(resource: string, index: number): readonly awsx.WidgetMetric[] {
  const usage = new awsx.Metric({
    namespace: metricNamespace,
    name: metricName,
    dimensions: usageDimensions(resource),
    statistic: "Sum",
    period: periodSeconds,
    visible: false,
    id: `usage${index}`,
  });
  const share = percentOfQuota(`usage${index}`);
  return [usage, new awsx.ExpressionWidgetMetric(share, resource, `share${index}`)];
}
