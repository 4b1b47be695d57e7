// What the inventory says in numbers: the metrics of each region.
import type { MetricDatum } from "@aws-sdk/client-cloudwatch";
import { isPendingDeletion, type Inventory, type KeyRecord, type RegionResult } from "./keyRecord";
import { AGE_METRIC, REGION_DIMENSION, regionMetrics } from "./metricNames";

const MILLISECONDS_PER_HOUR = 3_600_000;
const MILLISECONDS_PER_DAY = 24 * MILLISECONDS_PER_HOUR;

export interface RegionSummary {
  readonly keys: number;
  readonly pendingDeletion: number;
  readonly disabled: number;
  readonly expiring: number;
  readonly notReadable: number;
  /** Less than 0 if the time is over; null if no key has expiring material. */
  readonly daysUntilNextExpiration: number | null;
  /** Null if alarms could not be read. */
  readonly partialAlarms: number | null;
  readonly expiringUnseen: number | null;
}

export function summaryOf(
  { region, partialAlarms, unseenKeyIds }: RegionResult,
  allKeys: readonly KeyRecord[],
  now: Date,
): RegionSummary {
  const keys = allKeys.filter((key) => key.region === region);
  const count = (is: (key: KeyRecord) => boolean) => keys.filter(is).length;
  const expirations = keys.flatMap(({ expirationDate }) =>
    expirationDate === null ? [] : [Date.parse(expirationDate)],
  );
  // Math.min of a list would be too many arguments for very many keys.
  const next = expirations.reduce((least, one) => Math.min(least, one), Infinity);
  return {
    keys: keys.length,
    pendingDeletion: count(isPendingDeletion),
    disabled: count(({ status }) => status === "Disabled"),
    expiring: expirations.length,
    notReadable: count(({ notReadable }) => notReadable !== null),
    daysUntilNextExpiration:
      expirations.length === 0 ? null : (next - now.getTime()) / MILLISECONDS_PER_DAY,
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
      result.problem?.startsWith("keys:") === true
        ? []
        : regionData(result.region, summaryOf(result, inventory.keys, now), now),
    ),
  ];
}

function regionData(region: string, summary: RegionSummary, now: Date): readonly MetricDatum[] {
  const Dimensions = [{ Name: REGION_DIMENSION, Value: region }];
  const names = Object.keys(regionMetrics) as readonly (keyof typeof regionMetrics)[];
  return names.flatMap((name) => {
    const Value = summary[name];
    if (Value === null) return [];
    const Unit = name === "daysUntilNextExpiration" ? ("None" as const) : ("Count" as const);
    return [{ MetricName: regionMetrics[name], Dimensions, Value, Unit, Timestamp: now }];
  });
}
