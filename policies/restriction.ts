// A restriction is one property of a selector that keeps events out of the trail; what is not understood keeps out everything.

/** Stands where a value is not known before deployment. */
export const UNKNOWN: unique symbol = Symbol("not known at preview");

export interface ManagementEvent {
  /** Service that was called, e.g. `kms.amazonaws.com`. */
  readonly eventSource: string;
  /** CloudTrail's own field: KMS Decrypt is a read, KMS DisableKey is a write. */
  readonly readOnly: boolean;
}

export interface Restriction {
  /** The property, e.g. `eventSelectors[0].readWriteType`. */
  readonly path: string;
  /** What is wrong with it; continues a sentence that begins with the path. */
  readonly why: string;
  /** What to do about it. */
  readonly fix: string;
  /** Whether this property alone keeps the event out of its selector. */
  readonly withholds: (event: ManagementEvent) => boolean;
}

/** For values that are not understood: default deny. Values are never quoted, because a secret reaches a policy in the clear. */
export function withholdsAll(path: string, value: unknown, why: string, fix: string): Restriction {
  const withholds = (): boolean => true;
  const unknownItem = Array.isArray(value) ? value.indexOf(UNKNOWN) : -1;
  if (value !== UNKNOWN && unknownItem < 0) {
    return { path, why, fix, withholds };
  }
  return {
    path: unknownItem < 0 ? path : `${path}[${unknownItem}]`,
    why: "is not known at preview",
    fix: "give it a value that is known before deployment",
    withholds,
  };
}

export function isRecord(value: unknown): value is Readonly<Record<string, unknown>> {
  return typeof value === "object" && value !== null && !Array.isArray(value);
}

/** The AWS provider takes null and an empty list as not given; without selectors it sets the one that logs everything. */
export function isAbsent(value: unknown): boolean {
  return value === undefined || value === null || (Array.isArray(value) && value.length === 0);
}

/** A misspelt property may be an exclusion that was meant, or one that a newer CloudTrail knows. */
export function restrictionsOfOtherProperties(
  record: Readonly<Record<string, unknown>>,
  path: string,
  allowed: readonly string[],
): readonly Restriction[] {
  return Object.keys(record)
    .filter((key) => !allowed.includes(key) && !isAbsent(record[key]))
    .map((key) =>
      withholdsAll(
        `${path}.${key}`,
        record[key],
        "is not something that CloudTrail accepts here",
        "remove it",
      ),
    );
}

export const KMS_EVENT_SOURCE = "kms.amazonaws.com";

/** https://docs.aws.amazon.com/awscloudtrail/latest/APIReference/API_EventSelector.html: only these can be excluded. */
const EXCLUDABLE_SOURCES: readonly unknown[] = [KMS_EVENT_SOURCE, "rdsdata.amazonaws.com"];

/** For the lists of excluded sources of both selector forms. */
export function restrictionsOfExcludedSources(
  sources: unknown,
  path: string,
): readonly Restriction[] {
  if (!Array.isArray(sources)) {
    return [withholdsAll(path, sources, "is not a list of event sources", "remove it")];
  }
  const known = EXCLUDABLE_SOURCES.filter((source) => sources.includes(source)).map((source) => ({
    path,
    why: `excludes "${String(source)}"`,
    fix: `remove "${String(source)}" from it`,
    withholds: (event: ManagementEvent) => event.eventSource === source,
  }));
  // Matching is by exact text, and "KMS.amazonaws.com" is not the known name: it is not understood, so it withholds all.
  const others = sources.flatMap((source: unknown, index) =>
    EXCLUDABLE_SOURCES.includes(source)
      ? []
      : [
          withholdsAll(
            `${path}[${index}]`,
            source,
            "is not an event source that CloudTrail can exclude",
            "remove it",
          ),
        ],
  );
  return [...known, ...others];
}
