// Very many keys with imported material in an embedded AWS, and what an inventory must say of them.
import assert from "node:assert/strict";
import { createHash } from "node:crypto";
import type { KeyRecord } from "../inventory/keyRecord";
import { ACCOUNT_ID } from "../local/environment";

/** Five a day. */
const SECONDS_APART = 86_400 / 5;

/** What is known of a key that was made. */
export type MadeKey = Pick<
  KeyRecord,
  | "keyId"
  | "arn"
  | "region"
  | "aliases"
  | "status"
  | "expirationDate"
  | "expirationModel"
  | "origin"
>;

/** By a door of the emulator: to make 2,000 keys by KMS's own calls takes minutes. Every third key has an alias. */
export async function makeImportedKeys(
  endpoint: string,
  region: string,
  count: number,
): Promise<readonly MadeKey[]> {
  const now = Math.floor(Date.now() / 1000);
  const keys = Array.from({ length: count }, (_, index) => {
    const keyId = idOf(`${region} ${now} ${index}`);
    const validTo = now + (index + 1) * SECONDS_APART;
    return { keyId, validTo, ...(index % 3 === 0 && { alias: `alias/imported/${now}/${index}` }) };
  });
  const body = JSON.stringify({ region, accountId: ACCOUNT_ID, keys });
  const { status } = await fetch(`${endpoint}/_local/imported-keys`, { method: "POST", body });
  assert.equal(status, 204);
  return keys.map(({ keyId, validTo, alias }) => ({
    keyId,
    arn: `arn:aws:kms:${region}:${ACCOUNT_ID}:key/${keyId}`,
    region,
    aliases: alias === undefined ? [] : [alias],
    status: "Enabled",
    expirationDate: new Date(validTo * 1000).toISOString(),
    expirationModel: "KEY_MATERIAL_EXPIRES",
    origin: "EXTERNAL",
  }));
}

/** What the inventory says of the keys that were made, in a form that can be compared; the others are left out. */
export function comparable(keys: readonly KeyRecord[]): readonly MadeKey[] {
  return sorted(
    keys
      .filter(({ aliases, expirationDate }) => {
        return (
          expirationDate !== null && !aliases.some((alias) => alias.startsWith("alias/replay/"))
        );
      })
      .map(({ keyId, arn, region, aliases, status, expirationDate, expirationModel, origin }) => {
        return { keyId, arn, region, aliases, status, expirationDate, expirationModel, origin };
      }),
  );
}

export function sorted(keys: readonly MadeKey[]): readonly MadeKey[] {
  return keys.toSorted((one, other) => (one.arn < other.arn ? -1 : 1));
}

function idOf(text: string): string {
  const digits = createHash("sha256").update(text).digest("hex");
  const parts = [digits.slice(0, 8), digits.slice(8, 12), digits.slice(12, 16)];
  return [...parts, digits.slice(16, 20), digits.slice(20, 32)].join("-");
}
