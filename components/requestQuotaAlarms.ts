// Alarms on request rates in percent of the account's quotas: in each watched region, for each quota, at the threshold of each detection.
import * as pulumi from "@pulumi/pulumi";
import {
  percentOfQuota,
  requestQuotaNear,
  requestQuotaNearlyReached,
  usageDimensions,
} from "../detections/requestQuotas";
import type { Alarm, TopicArns } from "./alarm";
import { chosenMetricDetections, type DetectionSettings } from "./detectionSettings";
import { metricAlarm } from "./metricAlarm";

export interface RequestQuotaAlarmsArgs {
  readonly homeRegion: string;
  /** Quotas are those of a region. */
  readonly watchedRegions: readonly string[];
  /** The quotas, as `Resource` of their usage metric. */
  readonly requestQuotas: readonly string[];
  readonly topicArns: TopicArns;
  readonly detectionSettings: DetectionSettings;
}

export class RequestQuotaAlarms extends pulumi.ComponentResource {
  readonly alarms: readonly Alarm[];

  constructor(name: string, args: RequestQuotaAlarmsArgs, opts?: pulumi.ComponentResourceOptions) {
    super("kms-monitoring:index:RequestQuotaAlarms", name, {}, opts);
    const watches = chosenMetricDetections(args.detectionSettings, [
      requestQuotaNear,
      requestQuotaNearlyReached,
    ]).flatMap((detection) =>
      args.watchedRegions.flatMap((region) =>
        args.requestQuotas.map((resource) => ({ detection, region, resource })),
      ),
    );
    this.alarms = watches.map(({ detection, region, resource }) => {
      const suffix = `-${region}-${resource}`;
      const { threshold } = detection.alarm;
      const metric = { region, metricQueries: queriesOf(detection, resource), threshold };
      const alarm = { ...args, detection, suffix, metric };
      return metricAlarm(`${name}-${detection.id}${suffix}`, alarm, this);
    });
    this.registerOutputs({ alarmArns: this.alarms.map((alarm) => alarm.arn) });
  }
}

function queriesOf(
  { metricNamespace, metricName, alarm }: typeof requestQuotaNear,
  resource: string,
) {
  return [
    {
      id: "usage",
      metric: {
        namespace: metricNamespace,
        metricName,
        dimensions: usageDimensions(resource),
        period: alarm.periodSeconds,
        stat: alarm.statistic,
      },
      returnData: false,
    },
    {
      id: "percent",
      label: `${resource} in percent of its quota`,
      expression: percentOfQuota("usage"),
      returnData: true,
    },
  ];
}
