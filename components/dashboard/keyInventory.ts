// What keys there are: the inventory's list, and its numbers by region.
import * as awsx from "@pulumi/awsx/classic/cloudwatch";
import type * as pulumi from "@pulumi/pulumi";
import { REGION_DIMENSION, regionMetrics } from "../../inventory/names";
import { METRIC_NAMESPACE } from "../../messages/names";
import { CustomWidget } from "./customWidget";
import { graph } from "./graph";

/** The inventory is written once in a while, and a graph draws no line between points that are further apart than its period. */
const PERIOD_SECONDS = 3600;

export interface KeyInventoryArgs {
  readonly watchedRegions: readonly string[];
  readonly homeRegion: string;
  /** Function that answers a page with the list of keys; without it, only numbers are drawn. */
  readonly widgetFunctionArn?: pulumi.Input<string>;
}

export function keyInventory(args: KeyInventoryArgs): readonly awsx.Widget[] {
  const { keys, pendingDeletion, disabled, notReadable } = regionMetrics;
  const numbers = [
    ["Keys", keys],
    ["Keys pending deletion", pendingDeletion],
    ["Disabled keys", disabled],
    ["Keys that could not be read", notReadable],
  ] as const;
  const { widgetFunctionArn: functionArn } = args;
  const list = { title: "Keys, all regions", width: 24, height: 9 };
  return [
    ...(functionArn === undefined ? [] : [new CustomWidget({ ...list, functionArn })]),
    ...numbers.map(([title, metricName]) =>
      graph({
        title,
        unit: "number",
        region: args.homeRegion,
        where: "by region",
        metrics: args.watchedRegions.map((region) => ofRegion(metricName, region)),
        periodSeconds: PERIOD_SECONDS,
        width: 6,
      }),
    ),
  ];
}

function ofRegion(metricName: string, region: string): awsx.WidgetMetric {
  return new awsx.Metric({
    namespace: METRIC_NAMESPACE,
    name: metricName,
    dimensions: { [REGION_DIMENSION]: region },
    statistic: "Maximum",
    period: PERIOD_SECONDS,
    label: region,
  });
}
