// Takes the inventory of several regions. A region that cannot be read is told of, and does not lose the others.
import { setMaxListeners } from "node:events";
import type { CloudWatchClient } from "@aws-sdk/client-cloudwatch";
import type { KMSClient } from "@aws-sdk/client-kms";
import { collectKeys } from "./collectKeys";
import { inTime } from "./deadline";
import type { KeyDetails } from "./keyDetails";
import type { Inventory, KeyRecord, RegionProblem, RegionResult } from "./keyRecord";
import { KeyAlarms, readAlarms, type ExpiringKey } from "./watchedBy";

const MILLISECONDS_PER_DAY = 86_400_000;

export interface RegionClients {
  readonly kms: KMSClient;
  readonly cloudWatch: CloudWatchClient;
}

export interface InventoryRequest {
  readonly regions: readonly string[];
  readonly clientsFor: (region: string) => RegionClients;
  /** Whether an alarm of this name is the stack's own. */
  readonly isOwnAlarm: (name: string) => boolean;
  /** Keys that expire within so many days should be seen by some alarm. */
  readonly expiryDays: number;
  readonly now: Date;
  /** Set off when no more time is left: regions that are not ready are then told of as such. */
  readonly deadline: AbortSignal;
  /** Told how far a region is. */
  readonly told?: (region: string, done: number, all: number) => void;
}

interface Taken {
  readonly result: RegionResult;
  readonly keys: readonly KeyRecord[];
}

/** All regions at the same time: each has quotas of its own. */
export async function takeInventory(request: InventoryRequest): Promise<Inventory> {
  // Every call under way listens to it.
  setMaxListeners(0, request.deadline);
  const taken = await Promise.all(request.regions.map((region) => takeRegion(region, request)));
  return {
    takenAt: request.now.toISOString(),
    expiryDays: request.expiryDays,
    regions: taken.map(({ result }) => result),
    keys: taken.flatMap(({ keys }) => keys),
  };
}

async function takeRegion(region: string, request: InventoryRequest): Promise<Taken> {
  const { kms, cloudWatch } = request.clientsFor(region);
  const { deadline: signal } = request;
  let far = "before its keys were listed";
  const told = (done: number, all: number) => {
    far = `with ${done} of ${all} keys read`;
    request.told?.(region, done, all);
  };
  // Both end, whatever comes of the other.
  const [keys, alarms] = await Promise.allSettled([
    inTime(signal, collectKeys(kms, region, { told, signal }), () => far),
    inTime(signal, readAlarms(cloudWatch, signal), () => "before all alarms were listed"),
  ]);
  const seen =
    alarms.status === "fulfilled" ? new KeyAlarms(alarms.value, request.isOwnAlarm) : null;
  const found = keys.status === "fulfilled" ? keys.value : [];
  const expiring = soonestFirst(found);
  const watchedBy = seen && new Map(expiring.map((key) => [key.keyId, seen.namesFor(key)]));
  return {
    keys: found.map((key) => ({
      ...key,
      watchedBy: watchedBy && (watchedBy.get(key.keyId) ?? []),
    })),
    result: {
      region,
      problems: [...problemOf("keys", keys), ...problemOf("alarms", alarms)],
      partialAlarms: seen?.partial() ?? null,
      unseenKeyIds: watchedBy && unseen(expiring, watchedBy, request),
    },
  };
}

interface DatedKey extends ExpiringKey {
  readonly time: number;
}

/** Keys whose material expires. */
function soonestFirst(keys: readonly KeyDetails[]): readonly DatedKey[] {
  const dated = keys
    .flatMap(({ keyId, expirationDate }) =>
      expirationDate === null ? [] : [{ keyId, time: Date.parse(expirationDate) }],
    )
    .sort((one, other) => one.time - other.time);
  const count = dated.length;
  return dated.map((key, rank) => ({ ...key, rank, count }));
}

function unseen(
  expiring: readonly DatedKey[],
  watchedBy: ReadonlyMap<string, readonly string[]>,
  { now, expiryDays }: InventoryRequest,
): readonly string[] {
  const limit = now.getTime() + expiryDays * MILLISECONDS_PER_DAY;
  return expiring
    .filter(({ keyId, time }) => time <= limit && watchedBy.get(keyId)?.length === 0)
    .map(({ keyId }) => keyId);
}

function problemOf(
  missing: RegionProblem["missing"],
  outcome: PromiseSettledResult<unknown>,
): readonly RegionProblem[] {
  if (outcome.status === "fulfilled") return [];
  const reason: unknown = outcome.reason;
  return [
    reason instanceof Error
      ? { missing, error: reason.name, message: reason.message }
      : { missing, error: "Error", message: String(reason) },
  ];
}
