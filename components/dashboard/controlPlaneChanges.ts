// Who changed keys and trails, and how many records of critical detections the log group had.
import * as awsx from "@pulumi/awsx/classic/cloudwatch";
import type * as pulumi from "@pulumi/pulumi";
import type { RecordDetection } from "../../detections/detection";
import { keyChanges } from "../../queries/dashboard";
import { selectorChanges } from "../../queries/selectorChanges";
import { alarmNamesOf } from "../alarm";
import { graph } from "./graph";
import { LogTable } from "./logTable";

const TABLE = { width: 12, height: 7 } as const;

export interface ControlPlaneChangesArgs {
  readonly detections: readonly RecordDetection[];
  readonly homeRegion: string;
  readonly logGroupName: pulumi.Input<string>;
}

export function controlPlaneChanges(args: ControlPlaneChangesArgs): readonly awsx.Widget[] {
  const { homeRegion: region, logGroupName } = args;
  const of = { region, logGroupName, ...TABLE };
  const metrics = args.detections.filter(isCritical).map(recordsOf);
  const records = graph({
    title: "Records of critical detections",
    unit: "per 5 min",
    region,
    where: "all regions",
    metrics,
    periodSeconds: 300,
    width: 24,
    stacked: true,
  });
  return [
    new LogTable({ title: "Changes of keys, all regions", query: keyChanges, ...of }),
    new LogTable({
      title: `${selectorChanges.title}, all regions`,
      query: selectorChanges.logsInsights,
      ...of,
    }),
    ...(metrics.length === 0 ? [] : [records]),
  ];
}

/** These have a metric filter, whichever way they are told. */
function isCritical({ severity, telling }: RecordDetection): boolean {
  return severity === "critical" && telling.by !== "control";
}

function recordsOf(detection: RecordDetection): awsx.WidgetMetric {
  const { namespace, metricName } = alarmNamesOf(detection);
  return new awsx.Metric({
    namespace,
    name: metricName,
    statistic: "Sum",
    period: 300,
    label: detection.id,
  });
}
