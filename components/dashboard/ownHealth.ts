// Whether the monitoring itself works: the function that writes the messages, and events that could not be delivered.
import * as awsx from "@pulumi/awsx/classic/cloudwatch";
import * as pulumi from "@pulumi/pulumi";
import {
  eventsNotDelivered,
  formatterFailed,
  formatterSilent,
  formatterThrottled,
} from "../../detections/ownHealth";
import { graph } from "./graph";
import { RegionalMetric } from "./regionalMetric";

export interface OwnHealthArgs {
  readonly homeRegion: string;
  readonly formatterName: pulumi.Input<string>;
  /** By watched region. */
  readonly deadLetterQueueArns: Readonly<Record<string, pulumi.Input<string>>>;
}

export function ownHealth(args: OwnHealthArgs): readonly awsx.Widget[] {
  const of = { region: args.homeRegion, periodSeconds: 300, width: 12 } as const;
  return [
    graph({
      title: "The function that writes the messages",
      unit: "per 5 min",
      metrics: [formatterSilent, formatterFailed, formatterThrottled].map(
        ({ metricNamespace, metricName, alarm }) =>
          new awsx.Metric({
            namespace: metricNamespace,
            name: metricName,
            dimensions: { FunctionName: args.formatterName },
            statistic: alarm.statistic,
            period: 300,
            label: metricName,
          }),
      ),
      ...of,
    }),
    graph({
      title: "Events that could not be delivered",
      unit: "number waiting",
      where: "all regions",
      metrics: Object.entries(args.deadLetterQueueArns).map(([region, arn]) =>
        waiting(region, arn),
      ),
      ...of,
    }),
  ];
}

function waiting(region: string, queueArn: pulumi.Input<string>): awsx.WidgetMetric {
  const { metricNamespace, metricName, alarm } = eventsNotDelivered;
  const queueName = pulumi.output(queueArn).apply((arn) => arn.split(":").at(-1) ?? "");
  return new RegionalMetric({
    namespace: metricNamespace,
    name: metricName,
    dimensions: { QueueName: queueName },
    statistic: alarm.statistic,
    region,
    label: region,
  });
}
