// What the inventory says in numbers: the metrics of each region.
import type { MetricDatum } from "@aws-sdk/client-cloudwatch";
import { isPendingDeletion } from "../detections/keyState";
import { isUnreadable, type Inventory, type KeyRecord, type RegionResult } from "./keyRecord";
import { AGE_METRIC, REGION_DIMENSION, regionMetrics } from "./names";

const MILLISECONDS_PER_HOUR = 3_600_000;

export interface RegionSummary {
  readonly keys: number;
  readonly pendingDeletion: number;
  readonly disabled: number;
  readonly expiring: number;
  readonly notReadable: number;
  /** Null if alarms could not be read. */
  readonly partialAlarms: number | null;
  readonly expiringUnseen: number | null;
}

export function summaryOf(
  { region, partialAlarms, unseenKeyIds }: RegionResult,
  allKeys: readonly KeyRecord[],
): RegionSummary {
  const keys = allKeys.filter((key) => key.region === region);
  const count = (is: (key: KeyRecord) => boolean) => keys.filter(is).length;
  return {
    keys: keys.length,
    pendingDeletion: count(({ status }) => isPendingDeletion(status)),
    disabled: count(({ status }) => status === "Disabled"),
    expiring: count(({ expirationDate }) => expirationDate !== null),
    notReadable: count(isUnreadable),
    partialAlarms: partialAlarms?.length ?? null,
    expiringUnseen: unseenKeyIds?.length ?? null,
  };
}

/** Of a region whose keys could not be listed there are none: what it was before stands. */
export function metricsOf(inventory: Inventory, now: Date): readonly MetricDatum[] {
  const age = (now.getTime() - Date.parse(inventory.takenAt)) / MILLISECONDS_PER_HOUR;
  return [
    { MetricName: AGE_METRIC, Value: age, Unit: "None", Timestamp: now },
    ...inventory.regions.flatMap((result) =>
      result.problems.some(({ missing }) => missing === "keys")
        ? []
        : regionData(result.region, summaryOf(result, inventory.keys), now),
    ),
  ];
}

function regionData(region: string, summary: RegionSummary, now: Date): readonly MetricDatum[] {
  const Dimensions = [{ Name: REGION_DIMENSION, Value: region }];
  const names = Object.keys(regionMetrics) as readonly (keyof typeof regionMetrics)[];
  return names.flatMap((name) => {
    const Value = summary[name];
    if (Value === null) return [];
    const MetricName = regionMetrics[name];
    return [{ MetricName, Dimensions, Value, Unit: "Count" as const, Timestamp: now }];
  });
}
