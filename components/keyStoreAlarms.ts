// Alarms on the key stores that the settings name, external ones and those in CloudHSM.
import * as aws from "@pulumi/aws";
import * as pulumi from "@pulumi/pulumi";
import {
  keyStoreDetections,
  type KeyStoreDetection,
  type KeyStoreType,
} from "../detections/keyStores";
import { alarmArgs, alarmNamePrefix, metricArgs, type Alarm, type TopicArns } from "./alarm";
import { chosenMetricDetections, type DetectionSettings } from "./detectionSettings";

export interface KeyStoreAlarmsArgs {
  readonly homeRegion: string;
  /** KMS publishes a key store's metrics in its region. */
  readonly keyStores: readonly {
    readonly id: string;
    readonly type: KeyStoreType;
    readonly region: string;
  }[];
  readonly topicArns: TopicArns;
  readonly detectionSettings: DetectionSettings;
}

export class KeyStoreAlarms extends pulumi.ComponentResource {
  readonly alarms: readonly Alarm[];

  constructor(name: string, args: KeyStoreAlarmsArgs, opts?: pulumi.ComponentResourceOptions) {
    super("kms-monitoring:index:KeyStoreAlarms", name, {}, opts);
    const { homeRegion, topicArns } = args;
    const detections = chosenMetricDetections(args.detectionSettings, keyStoreDetections);
    const watches = args.keyStores.flatMap((store) =>
      detections
        .filter(({ keyStoreType }) => keyStoreType === store.type)
        .map((detection) => ({ ...store, detection })),
    );
    this.alarms = watches.map(({ id, region, detection }) => {
      const { severity } = detection;
      const alarm = new aws.cloudwatch.MetricAlarm(
        `${name}-${detection.id}-${region}-${id}`,
        {
          region,
          name: `${alarmNamePrefix(detection, severity)}-${region}-${id}`,
          ...alarmArgs(detection),
          ...metricOf(detection, id),
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

/** The one metric, or a query over all that have these dimensions among others. */
function metricOf(
  detection: KeyStoreDetection,
  id: string,
): Partial<aws.cloudwatch.MetricAlarmArgs> {
  const dimensions = { CustomKeyStoreId: id, ...detection.dimensions };
  if (!detection.hasMoreDimensions) return metricArgs(detection, dimensions);
  const { metricNamespace, metricName, alarm } = detection;
  const where = Object.entries(dimensions).map(([key, value]) => `${key} = '${value}'`);
  const expression = `SELECT ${FUNCTIONS[alarm.statistic]}(${metricName}) FROM "${metricNamespace}" WHERE ${where.join(" AND ")}`;
  return {
    metricQueries: [{ id: "store", expression, period: alarm.periodSeconds, returnData: true }],
  };
}

/** https://docs.aws.amazon.com/AmazonCloudWatch/latest/monitoring/cloudwatch-metrics-insights-querylanguage.html */
const FUNCTIONS = { Sum: "SUM", Minimum: "MIN", Maximum: "MAX" } as const;
