// Whether the trail still sees KMS calls, and delivers what it sees.
import * as awsx from "@pulumi/awsx/classic/cloudwatch";
import type * as pulumi from "@pulumi/pulumi";
import { monitoringBlind } from "../../detections/ownHealth";
import { DELIVERY_FAILURES, METRIC_NAMESPACE } from "../../messages/names";
import { graph } from "./graph";

const PERIOD_SECONDS = 300;

export interface TrailHealthArgs {
  readonly homeRegion: string;
  readonly logGroupName: pulumi.Input<string>;
}

export function trailHealth(args: TrailHealthArgs): readonly awsx.Widget[] {
  const sum = { statistic: "Sum", period: PERIOD_SECONDS } as const;
  const of = { region: args.homeRegion, periodSeconds: PERIOD_SECONDS, width: 8 } as const;
  return [
    graph({
      title: "Heartbeats back through the trail",
      unit: "per 5 min",
      metrics: [
        new awsx.Metric({
          namespace: monitoringBlind.metricNamespace,
          name: monitoringBlind.metricName,
          label: "heartbeats",
          ...sum,
        }),
      ],
      ...of,
    }),
    graph({
      title: "Failed deliveries of the trail",
      unit: "per 5 min",
      metrics: [
        new awsx.Metric({
          namespace: METRIC_NAMESPACE,
          name: DELIVERY_FAILURES,
          label: "failures",
          ...sum,
        }),
      ],
      ...of,
    }),
    graph({
      title: "Records in its log group",
      unit: "per 5 min",
      // https://docs.aws.amazon.com/AmazonCloudWatch/latest/logs/CloudWatch-Logs-Monitoring-CloudWatch-Metrics.html
      metrics: [
        new awsx.Metric({
          namespace: "AWS/Logs",
          name: "IncomingLogEvents",
          dimensions: { LogGroupName: args.logGroupName },
          label: "records",
          ...sum,
        }),
      ],
      ...of,
    }),
  ];
}
