// Alarms on request rates in percent of the account's quotas: in each watched region, for each quota, at the threshold of each detection.
import * as aws from "@pulumi/aws";
import * as pulumi from "@pulumi/pulumi";
import { requestQuotaNear, requestQuotaNearlyReached } from "../detections/requestQuotas";
import { alarmArgs, alarmNamePrefix, type Alarm, type TopicArns } from "./alarm";
import { chosenMetricDetections, type DetectionSettings } from "./detectionSettings";

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
    const { homeRegion, topicArns } = args;
    const watches = chosenMetricDetections(args.detectionSettings, [
      requestQuotaNear,
      requestQuotaNearlyReached,
    ]).flatMap((detection) =>
      args.watchedRegions.flatMap((region) =>
        args.requestQuotas.map((resource) => ({ detection, region, resource })),
      ),
    );
    this.alarms = watches.map(({ detection, region, resource }) => {
      const { severity } = detection;
      const alarm = new aws.cloudwatch.MetricAlarm(
        `${name}-${detection.id}-${region}-${resource}`,
        {
          region,
          name: `${alarmNamePrefix(detection, severity)}-${region}-${resource}`,
          ...alarmArgs(detection),
          metricQueries: percentOfQuota(detection, resource),
          threshold: detection.alarm.threshold,
          // An alarm can notify only topics of its own region; elsewhere its state change goes to the hub.
          alarmActions: region === homeRegion ? [topicArns[severity]] : [],
        },
        { parent: this },
      );
      return { detection, severity, region, arn: alarm.arn };
    });
    this.registerOutputs({ alarmArns: this.alarms.map((alarm) => alarm.arn) });
  }
}

/**
 * AWS's own expression, which divides the calls of a minute by the quota: SERVICE_QUOTA is that of the metric's period, not of a second.
 * https://aws.amazon.com/blogs/security/manage-your-aws-kms-api-request-rates-using-service-quotas-and-amazon-cloudwatch/
 */
function percentOfQuota(
  { metricNamespace, metricName, alarm }: typeof requestQuotaNear,
  resource: string,
) {
  return [
    {
      id: "usage",
      metric: {
        namespace: metricNamespace,
        metricName,
        dimensions: { Type: "API", Service: "KMS", Resource: resource, Class: "None" },
        period: alarm.periodSeconds,
        stat: alarm.statistic,
      },
      returnData: false,
    },
    {
      id: "percent",
      label: `${resource} in percent of its quota`,
      expression: "usage / SERVICE_QUOTA(usage) * 100",
      returnData: true,
    },
  ];
}
