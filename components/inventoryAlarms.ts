// Alarms on what the inventory finds in each watched region, and on the inventory itself. All its metrics are in the home region.
import type * as pulumi from "@pulumi/pulumi";
import type { MetricDetection } from "../detections/detection";
import {
  alarmSeesPart,
  expiringKeyUnseen,
  inventoryFailed,
  inventorySilent,
  keyNotReadable,
  tooManyExpiringKeys,
} from "../detections/keyInventory";
import { MOST_KEYS_OF_AN_ALARM, REGION_DIMENSION } from "../inventory/names";
import { metricArgs, type Alarm, type TopicArns } from "./alarm";
import { isOn, type DetectionSettings } from "./detectionSettings";
import type { InventorySettings } from "./inventorySettings";
import { metricAlarm } from "./metricAlarm";

export interface InventoryAlarmsArgs {
  readonly homeRegion: string;
  readonly watchedRegions: readonly string[];
  readonly topicArns: TopicArns;
  readonly functionName: pulumi.Input<string>;
  readonly inventorySettings: InventorySettings;
  readonly detectionSettings: DetectionSettings;
}

interface Watch {
  readonly detection: MetricDetection;
  /** The end of the alarm's name, where a detection has several. */
  readonly region?: string;
  readonly dimensions: Readonly<Record<string, pulumi.Input<string>>>;
  readonly threshold: number;
}

export function inventoryAlarms(
  name: string,
  args: InventoryAlarmsArgs,
  parent: pulumi.Resource,
): readonly Alarm[] {
  return [...healthWatches(args), ...regionWatches(args)].map(
    ({ detection, region, dimensions, threshold }) => {
      const suffix = region === undefined ? "" : `-${region}`;
      const metric = { ...metricArgs(detection, dimensions), threshold };
      const alarm = { ...args, detection, suffix, metric };
      return metricAlarm(`${name}-${detection.id}${suffix}`, alarm, parent);
    },
  );
}

/** Whether there is a new list can always be told; no setting turns that off. */
function healthWatches({ functionName, inventorySettings }: InventoryAlarmsArgs): Watch[] {
  return [
    { detection: inventoryFailed, dimensions: { FunctionName: functionName }, threshold: 1 },
    {
      detection: inventorySilent,
      dimensions: {},
      threshold: 2 * inventorySettings.scheduleHours,
    },
  ];
}

function regionWatches({ watchedRegions, detectionSettings }: InventoryAlarmsArgs): Watch[] {
  const thresholds = [
    { detection: expiringKeyUnseen, threshold: 1 },
    { detection: tooManyExpiringKeys, threshold: MOST_KEYS_OF_AN_ALARM + 1 },
    { detection: alarmSeesPart, threshold: 1 },
    { detection: keyNotReadable, threshold: 1 },
  ].filter(({ detection }) => isOn(detectionSettings, detection));
  return watchedRegions.flatMap((region) =>
    thresholds.map((watch) => ({ ...watch, region, dimensions: { [REGION_DIMENSION]: region } })),
  );
}
