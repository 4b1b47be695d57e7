// Alarms on imported key material that is about to expire: at each threshold one for all keys of each watched region, and one for each named key.
import * as pulumi from "@pulumi/pulumi";
import type { MetricDetection, Severity } from "../detections/detection";
import {
  anyKeyMaterialExpires,
  namedKeyMaterialExpires,
  soonestKeys,
} from "../detections/keyMaterialExpiry";
import { isOn, type DetectionSettings } from "./detectionSettings";
import type { ImportedKey } from "./findImportedKeys";
import { metricArgs, type Alarm, type TopicArns } from "./alarm";
import { metricAlarm, type Metric } from "./metricAlarm";

const SECONDS_PER_DAY = 86_400;

export interface KeyMaterialExpiryAlarmsArgs {
  readonly homeRegion: string;
  /** Regions whose keys are watched. KMS publishes a key's metric in the key's own region. */
  readonly watchedRegions: readonly string[];
  /** Keys with alarms of their own. They are named by key id, so that another alias changes nothing. */
  readonly importedKeys: readonly ImportedKey[];
  /** Days before expiration. */
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
  readonly metric: Metric;
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
    this.alarms = watches.map((watch) => {
      const { region, days } = watch;
      const metric = { ...watch.metric, threshold: days * SECONDS_PER_DAY, region };
      const alarm = { ...args, ...watch, suffix: `-${watch.name}`, metric };
      return metricAlarm(`${name}-${watch.name}`, alarm, this);
    });
    this.registerOutputs({ alarmArns: this.alarms.map((alarm) => alarm.arn) });
  }
}

/** An alarm on a query has one threshold, so each notice has one of its own for each region. */
function fleetWatches({ watchedRegions, thresholdDays }: KeyMaterialExpiryAlarmsArgs): Watch[] {
  const detection = anyKeyMaterialExpires;
  const { periodSeconds: period } = detection.alarm;
  const query = { id: "expiry", expression: soonestKeys, period, returnData: true };
  return watchedRegions.flatMap((region) =>
    noticesOf(detection, thresholdDays).map((notice) => ({
      name: `${region}-${notice.days}-days`,
      detection,
      region,
      ...notice,
      metric: { metricQueries: [query] },
    })),
  );
}

function namedKeyWatches({ importedKeys, thresholdDays }: KeyMaterialExpiryAlarmsArgs): Watch[] {
  const detection = namedKeyMaterialExpires;
  return importedKeys.flatMap(({ keyId, region }) =>
    noticesOf(detection, thresholdDays).map((notice) => ({
      name: `${region}-${keyId}-${notice.days}-days`,
      detection,
      region,
      ...notice,
      metric: metricArgs(detection, { KeyId: keyId }),
    })),
  );
}

function noticesOf(
  { severity, shortestNotice = severity }: MetricDetection,
  thresholdDays: readonly number[],
): readonly Pick<Watch, "days" | "severity">[] {
  const shortest = Math.min(...thresholdDays);
  return thresholdDays.map((days) => ({
    days,
    severity: days === shortest ? shortestNotice : severity,
  }));
}
