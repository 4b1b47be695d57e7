// Keys and inventories for tests.
import type { Inventory, KeyRecord, RegionResult } from "./keyRecord";
import { arnOf } from "./fakeKms";

export const NOW = new Date("2026-11-01T00:00:00.000Z");

/** A date so many days from NOW. */
export function inDays(days: number): string {
  return new Date(NOW.getTime() + days * 86_400_000).toISOString();
}

export function keyWith(changes: Partial<KeyRecord> = {}): KeyRecord {
  const { keyId = "k1", region = "us-east-1" } = changes;
  return {
    keyId,
    arn: arnOf(keyId, region),
    region,
    aliases: [],
    status: "Enabled",
    creationDate: "2026-01-01T00:00:00.000Z",
    deletionDate: null,
    expirationDate: null,
    expirationModel: null,
    origin: "AWS_KMS",
    customKeyStoreId: null,
    manager: "CUSTOMER",
    keySpec: "SYMMETRIC_DEFAULT",
    keyUsage: "ENCRYPT_DECRYPT",
    multiRegion: null,
    primaryKeyArn: null,
    rotation: { enabled: true, periodDays: 365, nextDate: "2027-01-01T00:00:00.000Z" },
    lastUsed: { date: "2026-10-31T12:00:00.000Z", operation: "Decrypt", trackedSince: null },
    watchedBy: [],
    notReadable: null,
    ...changes,
  };
}

export function regionWith(changes: Partial<RegionResult> = {}): RegionResult {
  return { region: "us-east-1", problems: [], partialAlarms: [], unseenKeyIds: [], ...changes };
}

export function inventoryOf(
  keys: readonly KeyRecord[],
  regions: readonly RegionResult[] = [regionWith()],
): Inventory {
  return { takenAt: NOW.toISOString(), expiryDays: 30, regions, keys };
}
