// The inventory as CSV, for spreadsheets.
import { stringify } from "csv-stringify/sync";
import type { KeyRecord } from "./keyRecord";

type Cell = string | number | boolean | null;

const columns: Readonly<Record<string, (key: KeyRecord) => Cell>> = {
  keyId: (key) => key.keyId,
  arn: (key) => key.arn,
  region: (key) => key.region,
  aliases: (key) => key.aliases.join(" "),
  status: (key) => key.status,
  creationDate: (key) => key.creationDate,
  deletionDate: (key) => key.deletionDate,
  expirationDate: (key) => key.expirationDate,
  origin: (key) => key.origin,
  customKeyStoreId: (key) => key.customKeyStoreId,
  manager: (key) => key.manager,
  keySpec: (key) => key.keySpec,
  keyUsage: (key) => key.keyUsage,
  multiRegion: (key) => key.multiRegion,
  primaryKeyArn: (key) => key.primaryKeyArn,
  rotationEnabled: (key) => key.rotation?.enabled ?? null,
  rotationPeriodDays: (key) => key.rotation?.periodDays ?? null,
  nextRotationDate: (key) => key.rotation?.nextDate ?? null,
  lastUsedDate: (key) => key.lastUsed?.date ?? null,
  lastUsedOperation: (key) => key.lastUsed?.operation ?? null,
  lastUsedTrackedSince: (key) => key.lastUsed?.trackedSince ?? null,
  expirationModel: (key) => key.expirationModel,
  watchedBy: (key) => key.watchedBy?.join(" ") ?? null,
  notReadable: (key) =>
    key.notReadable?.map(({ call, error }) => `${call}: ${error}`).join(" ") ?? null,
};

/** With a header. What a spreadsheet would take for a formula begins with an apostrophe, since people choose names of aliases and alarms. */
export function csvOf(keys: readonly KeyRecord[]): string {
  const names = Object.keys(columns);
  const rows = keys.map((key) => Object.values(columns).map((cellOf) => cellOf(key)));
  return stringify([names, ...rows], {
    escape_formulas: true,
    record_delimiter: "windows",
    cast: { boolean: String },
  });
}
