// Alarms on the key stores that the settings name, external ones and those in CloudHSM.
import * as pulumi from "@pulumi/pulumi";
import { keyStoreDetections, type KeyStore, type KeyStoreDetection } from "../detections/keyStores";
import { metricArgs, type Alarm, type TopicArns } from "./alarm";
import { chosenMetricDetections, type DetectionSettings } from "./detectionSettings";
import { metricAlarm, type Metric } from "./metricAlarm";

export interface KeyStoreAlarmsArgs {
  readonly homeRegion: string;
  /** KMS publishes a key store's metrics in its region. */
  readonly keyStores: readonly KeyStore[];
  readonly topicArns: TopicArns;
  readonly detectionSettings: DetectionSettings;
}

export class KeyStoreAlarms extends pulumi.ComponentResource {
  readonly alarms: readonly Alarm[];

  constructor(name: string, args: KeyStoreAlarmsArgs, opts?: pulumi.ComponentResourceOptions) {
    super("kms-monitoring:index:KeyStoreAlarms", name, {}, opts);
    const detections = chosenMetricDetections(args.detectionSettings, keyStoreDetections);
    const watches = args.keyStores.flatMap((store) =>
      detections
        .filter(({ keyStoreType }) => keyStoreType === store.type)
        .map((detection) => ({ ...store, detection })),
    );
    this.alarms = watches.map(({ id, region, detection }) => {
      const suffix = `-${region}-${id}`;
      const { threshold } = detection.alarm;
      const metric = { region, ...metricOf(detection, id), threshold };
      const alarm = { ...args, detection, suffix, metric };
      return metricAlarm(`${name}-${detection.id}${suffix}`, alarm, this);
    });
    this.registerOutputs({ alarmArns: this.alarms.map((alarm) => alarm.arn) });
  }
}

/** The one metric, or a query over all that have these dimensions among others. */
function metricOf(detection: KeyStoreDetection, id: string): Metric {
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
