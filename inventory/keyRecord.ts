// What the inventory says of a key, and of a run: plain data, as it stands in JSON. Times are ISO 8601 in UTC, and null is "has none".

export interface KeyRecord {
  readonly keyId: string;
  readonly arn: string;
  readonly region: string;
  /** With `alias/`, sorted. */
  readonly aliases: readonly string[];
  /** KMS's key state, as Enabled or PendingDeletion; null if KMS did not tell. */
  readonly status: string | null;
  readonly creationDate: string | null;
  /** When KMS deletes the key, if that is scheduled. */
  readonly deletionDate: string | null;
  /** When the imported key material expires. */
  readonly expirationDate: string | null;
  /** KEY_MATERIAL_EXPIRES or KEY_MATERIAL_DOES_NOT_EXPIRE, of imported key material. */
  readonly expirationModel: string | null;
  /** AWS_KMS, EXTERNAL (imported), AWS_CLOUDHSM or EXTERNAL_KEY_STORE. */
  readonly origin: string | null;
  readonly customKeyStoreId: string | null;
  /** AWS or CUSTOMER. */
  readonly manager: string | null;
  readonly keySpec: string | null;
  readonly keyUsage: string | null;
  /** PRIMARY or REPLICA, of a multi-Region key. */
  readonly multiRegion: string | null;
  /** Of a replica. */
  readonly primaryKeyArn: string | null;
  /** Automatic rotation; null where KMS has none for such a key, or did not tell. */
  readonly rotation: Rotation | null;
  /** Null if KMS did not tell. */
  readonly lastUsed: LastUsed | null;
  /** Names of the alarms that would tell somebody before the key's material expires, sorted; null if the alarms could not be read. */
  readonly watchedBy: readonly string[] | null;
  /** Calls about this key that AWS refused, and whose facts are null for that; null if none. */
  readonly notReadable: readonly NotReadable[] | null;
}

export interface Rotation {
  readonly enabled: boolean;
  readonly periodDays: number | null;
  readonly nextDate: string | null;
}

export interface LastUsed {
  /** Null if the key was not used since trackedSince. */
  readonly date: string | null;
  readonly operation: string | null;
  readonly trackedSince: string | null;
}

export interface NotReadable {
  /** As DescribeKey. */
  readonly call: string;
  /** The error's name, as AccessDeniedException. */
  readonly error: string;
}

/** Why something of a region is missing. */
export interface RegionProblem {
  readonly missing: "keys" | "alarms";
  /** The error's name, as AccessDeniedException, or Deadline if the time of the run was over. */
  readonly error: string;
  readonly message: string;
}

/** What came of a region. */
export interface RegionResult {
  readonly region: string;
  /** Empty if nothing is missing. */
  readonly problems: readonly RegionProblem[];
  /** Alarms that do not see all that they should; null if the alarms could not be read. */
  readonly partialAlarms: readonly string[] | null;
  /** Keys that expire soon and that no alarm is sure to see, by id; null if the alarms could not be read. */
  readonly unseenKeyIds: readonly string[] | null;
}

/** One run. */
export interface Inventory {
  readonly takenAt: string;
  /** Keys that expire within so many days expire soon. */
  readonly expiryDays: number;
  readonly regions: readonly RegionResult[];
  /** By region in the order of `regions`, and by id. */
  readonly keys: readonly KeyRecord[];
}

export function isComplete({ regions }: Inventory): boolean {
  return regions.every(({ problems }) => problems.length === 0);
}

/** For people: each region that is not complete, and why. */
export function problemsIn({ regions }: Inventory): readonly { region: string; text: string }[] {
  return regions
    .filter(({ problems }) => problems.length > 0)
    .map(({ region, problems }) => ({
      region,
      text: problems.map((one) => `${one.missing}: ${one.error}: ${one.message}`).join("; "),
    }));
}

/** Without DescribeKey nothing is known of a key; what other calls tell, nobody needs for watching it. */
export function isUnreadable({ notReadable }: KeyRecord): boolean {
  return notReadable?.some(({ call }) => call === "DescribeKey") ?? false;
}
