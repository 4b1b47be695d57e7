// Which keys somebody should look at first, and why.
import { isPendingDeletion } from "../detections/keyState";
import type { KeyRecord } from "./keyRecord";

const MILLISECONDS_PER_DAY = 86_400_000;

/** The lower, the more urgent. */
export const ranks = {
  "will be deleted": 0,
  "has no key material": 1,
  "material expires soon": 2,
  "not readable": 3,
  unavailable: 4,
  disabled: 5,
  "material expires": 6,
  "": 7,
} as const;

export type Concern = keyof typeof ranks;

/** The time that decides. */
export interface Soon {
  readonly now: Date;
  /** Days before expiration from which on it is soon. */
  readonly expiryDays: number;
}

export function concernOf(key: KeyRecord, { now, expiryDays }: Soon): Concern {
  if (isPendingDeletion(key.status)) return "will be deleted";
  if (key.status === "PendingImport") return "has no key material";
  if (key.status === null) return "not readable";
  if (key.status === "Unavailable") return "unavailable";
  if (key.expirationDate !== null && daysUntil(key.expirationDate, now) <= expiryDays) {
    return "material expires soon";
  }
  if (key.status === "Disabled") return "disabled";
  return key.expirationDate === null ? "" : "material expires";
}

/** The most urgent first; of equal ones the one with less time left, then by ARN. */
export function byUrgency(keys: readonly KeyRecord[], soon: Soon): readonly KeyRecord[] {
  const decorated = keys.map((key) => {
    const date = key.deletionDate ?? key.expirationDate;
    const time = date === null ? Infinity : Date.parse(date);
    return { key, rank: ranks[concernOf(key, soon)], time };
  });
  decorated.sort(
    (one, other) =>
      one.rank - other.rank ||
      (one.time === other.time ? 0 : one.time - other.time) ||
      (one.key.arn < other.key.arn ? -1 : 1),
  );
  return decorated.map(({ key }) => key);
}

export function daysUntil(date: string, now: Date): number {
  return Math.floor((Date.parse(date) - now.getTime()) / MILLISECONDS_PER_DAY);
}
