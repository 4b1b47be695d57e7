// Alarms on imported key material that is about to expire: one for each named key and threshold, and one for all keys of each watched region.
import * as aws from "@pulumi/aws";
import * as pulumi from "@pulumi/pulumi";
import type { MetricDetection, Severity } from "../detections/detection";
import { anyKeyMaterialExpires, namedKeyMaterialExpires } from "../detections/keyMaterialExpiry";
import { isOn, type DetectionSettings } from "./detectionSettings";
import { alarmArgs, alarmNamePrefix, metricArgs, type Alarm, type TopicArns } from "./alarm";

const SECONDS_PER_DAY = 86_400;

export interface KeyMaterialExpiryAlarmsArgs {
  readonly homeRegion: string;
  /** Regions whose keys are watched. KMS publishes a key's metric in the key's own region. */
  readonly watchedRegions: readonly string[];
  readonly importedKeys: readonly {
    readonly keyId: string;
    readonly region: string;
  }[];
  /** Days before expiration, the longest notice first. The last is critical, the others are warnings. */
  readonly thresholdDays: readonly number[];
  readonly topicArns: TopicArns;
  readonly detectionSettings: DetectionSettings;
}

interface Watch {
  readonly name: string;
  readonly detection: MetricDetection;
  readonly region: string;
  readonly days: number;
  readonly severity: Severity;
  readonly metric: Partial<aws.cloudwatch.MetricAlarmArgs>;
}

export class KeyMaterialExpiryAlarms extends pulumi.ComponentResource {
  readonly alarms: readonly Alarm[];

  constructor(
    name: string,
    args: KeyMaterialExpiryAlarmsArgs,
    opts?: pulumi.ComponentResourceOptions,
  ) {
    super("kms-monitoring:index:KeyMaterialExpiryAlarms", name, {}, opts);
    const watches = [...fleetWatches(args), ...namedKeyWatches(args)].filter(({ detection }) =>
      isOn(args.detectionSettings, detection),
    );
    this.alarms = watches.map(({ detection, severity, region, ...watch }) => {
      const alarm = new aws.cloudwatch.MetricAlarm(
        `${name}-${watch.name}`,
        {
          name: `${alarmNamePrefix(detection, severity)}-${watch.name}`,
          ...alarmArgs(detection),
          ...watch.metric,
          threshold: watch.days * SECONDS_PER_DAY,
          region,
          // An alarm can notify only topics of its own region; elsewhere its state change goes to the hub.
          alarmActions: region === args.homeRegion ? [args.topicArns[severity]] : [],
        },
        { parent: this },
      );
      return { detection, severity, region, arn: alarm.arn };
    });
    this.registerOutputs({ alarmArns: this.alarms.map((alarm) => alarm.arn) });
  }
}

/** One alarm of a region has one threshold, so it gives the longest notice. */
function fleetWatches({ watchedRegions, thresholdDays }: KeyMaterialExpiryAlarmsArgs): Watch[] {
  const detection = anyKeyMaterialExpires;
  const { contributor } = detection.alarm;
  return watchedRegions.map((region) => ({
    name: region,
    detection,
    region,
    days: Math.max(...thresholdDays),
    severity: detection.severity,
    metric: {
      metricQueries: [
        {
          id: "expiry",
          expression: `SELECT MIN(${detection.metricName}) FROM SCHEMA("${detection.metricNamespace}", ${contributor}) GROUP BY ${contributor} ORDER BY MIN() ASC`,
          period: detection.alarm.periodSeconds,
          returnData: true,
        },
      ],
    },
  }));
}

function namedKeyWatches({ importedKeys, thresholdDays }: KeyMaterialExpiryAlarmsArgs): Watch[] {
  const detection = namedKeyMaterialExpires;
  const shortestNotice = Math.min(...thresholdDays);
  return importedKeys.flatMap(({ keyId, region }) =>
    thresholdDays.map((days) => ({
      name: `${region}-${keyId}-${days}-days`,
      detection,
      region,
      days,
      severity: days === shortestNotice ? ("critical" as const) : detection.severity,
      metric: metricArgs(detection, { KeyId: keyId }),
    })),
  );
}
