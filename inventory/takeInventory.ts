// Takes the inventory of several regions. A region that cannot be read is told of, and does not lose the others.
import type { CloudWatchClient } from "@aws-sdk/client-cloudwatch";
import type { KMSClient } from "@aws-sdk/client-kms";
import { collectKeys } from "./collectKeys";
import type { Inventory, KeyRecord, RegionResult } from "./keyRecord";
import { MOST_CONTRIBUTORS } from "./metricNames";
import { KeyAlarms, readAlarms } from "./watchedBy";

const MILLISECONDS_PER_DAY = 86_400_000;

export interface RegionClients {
  readonly kms: KMSClient;
  readonly cloudWatch: CloudWatchClient;
}

export interface InventoryRequest {
  readonly regions: readonly string[];
  readonly clientsFor: (region: string) => RegionClients;
  /** What the names of the stack's own alarms begin with. */
  readonly alarmPrefix: string;
  /** Keys that expire within so many days should be seen by some alarm. */
  readonly expiryDays: number;
  readonly now: Date;
  /** Told how far a region is. */
  readonly told?: (region: string, done: number, all: number) => void;
}

interface Taken {
  readonly result: RegionResult;
  readonly keys: readonly KeyRecord[];
}

/** All regions at the same time: each has quotas of its own. */
export async function takeInventory(request: InventoryRequest): Promise<Inventory> {
  const taken = await Promise.all(request.regions.map((region) => takeRegion(region, request)));
  return {
    takenAt: request.now.toISOString(),
    regions: taken.map(({ result }) => result),
    keys: taken.flatMap(({ keys }) => keys),
  };
}

async function takeRegion(region: string, request: InventoryRequest): Promise<Taken> {
  const { kms, cloudWatch } = request.clientsFor(region);
  const told = (done: number, all: number) => request.told?.(region, done, all);
  // Both end, whatever comes of the other.
  const [keys, alarms] = await Promise.allSettled([
    collectKeys(kms, region, told),
    readAlarms(cloudWatch),
  ]);
  const problems = [
    ...(keys.status === "rejected" ? [`keys: ${reasonOf(keys.reason)}`] : []),
    ...(alarms.status === "rejected" ? [`alarms: ${reasonOf(alarms.reason)}`] : []),
  ];
  const found = keys.status === "fulfilled" ? keys.value : [];
  const seen =
    alarms.status === "fulfilled" ? new KeyAlarms(alarms.value, request.alarmPrefix) : null;
  const records = found.map((key) => ({ ...key, watchedBy: seen?.namesFor(key) ?? null }));
  return {
    keys: records,
    result: {
      region,
      problem: problems.length === 0 ? null : problems.join("; "),
      partialAlarms: seen?.partial() ?? null,
      unseenKeyIds: seen === null ? null : unseen(records, seen, request),
    },
  };
}

function unseen(
  keys: readonly KeyRecord[],
  alarms: KeyAlarms,
  { now, expiryDays }: InventoryRequest,
): readonly string[] {
  const time = ({ expirationDate }: KeyRecord) => Date.parse(expirationDate ?? "");
  const limit = now.getTime() + expiryDays * MILLISECONDS_PER_DAY;
  // An alarm on all keys sees those that expire first, and tells of so many.
  return keys
    .filter(({ expirationDate }) => expirationDate !== null)
    .toSorted((a, b) => time(a) - time(b))
    .filter((key, rank) => time(key) <= limit && !alarms.sees(key, rank < MOST_CONTRIBUTORS))
    .map(({ keyId }) => keyId);
}

function reasonOf(reason: unknown): string {
  return reason instanceof Error ? `${reason.name}: ${reason.message}` : String(reason);
}
