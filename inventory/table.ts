// The inventory as a table for people at a terminal.
import { isComplete, type Inventory, type KeyRecord } from "./keyRecord";
import { byUrgency, concernOf, daysUntil, type Soon } from "./urgency";

const columns: Readonly<Record<string, (key: KeyRecord, soon: Soon) => string>> = {
  "key id": ({ keyId }) => keyId,
  region: ({ region }) => region,
  aliases: ({ aliases }) => aliases.join(" "),
  status: ({ status, notReadable }) => status ?? notReadable?.[0]?.error ?? "",
  look: (key, soon) => concernOf(key, soon),
  "ends on": ({ deletionDate, expirationDate }, { now }) =>
    endOf(deletionDate ?? expirationDate, now),
  origin: ({ origin }) => origin ?? "",
  "key store": ({ customKeyStoreId }) => customKeyStoreId ?? "",
  rotates: ({ rotation }) => (rotation === null ? "" : rotation.enabled ? "yes" : "no"),
  "last used": ({ lastUsed }) => lastUsed?.date?.slice(0, 10) ?? "",
  alarms: ({ watchedBy }) => (watchedBy === null ? "?" : String(watchedBy.length)),
};

/** @param most So many keys at most; all if left out. */
export function tableOf(inventory: Inventory, now: Date, most = Infinity): string {
  const soon = { now, expiryDays: inventory.expiryDays };
  const keys = byUrgency(inventory.keys, soon);
  const shown = keys.slice(0, most);
  const titles = Object.keys(columns);
  const rows = shown.map((key) => Object.values(columns).map((cellOf) => plain(cellOf(key, soon))));
  const widths = titles.map((title, column) =>
    rows.reduce((width, cells) => Math.max(width, cells[column]?.length ?? 0), title.length),
  );
  const line = (cells: readonly string[]) =>
    cells
      .map((cell, column) => cell.padEnd(widths[column] ?? 0))
      .join("  ")
      .trimEnd();
  const rest = keys.length - shown.length;
  return [
    line(titles),
    line(widths.map((width) => "-".repeat(width))),
    ...rows.map(line),
    ...(rest > 0 ? [`and ${rest} more`] : []),
    summary(inventory),
  ].join("\n");
}

function summary(inventory: Inventory): string {
  const { keys, regions } = inventory;
  const expiring = keys.filter(({ expirationDate }) => expirationDate !== null).length;
  const text = `${keys.length} keys in ${regions.length} ${regions.length === 1 ? "region" : "regions"}, ${expiring} with material that expires`;
  return isComplete(inventory) ? `${text}.` : `${text}; NOT COMPLETE.`;
}

function endOf(date: string | null, now: Date): string {
  return date === null ? "" : `${date.slice(0, 10)} (${daysUntil(date, now)} d)`;
}

/** Names that people chose must not move the cursor. */
function plain(text: string): string {
  return text.replace(/[\p{Cc}\p{Cf}]/gu, "?");
}
