import { type Fault, isAbsent, isRecord, notKnown } from "../values";
import { KMS_EVENT_SOURCE } from "./kmsEventSource";

// A restriction is one property of a selector that keeps events out of the trail; what is not understood keeps out everything.

export interface ManagementEvent {
  /** Service that was called, e.g. `kms.amazonaws.com`. */
  readonly eventSource: string;
  /** CloudTrail's own field: KMS Decrypt is a read, KMS DisableKey is a write. */
  readonly readOnly: boolean;
}

export interface Restriction extends Fault {
  /** The property, e.g. `eventSelectors[0].readWriteType`. */
  readonly path: string;
  /** Whether this property alone keeps the event out of its selector. */
  readonly withholds: (event: ManagementEvent) => boolean;
}

/** For values that are not understood: default deny. Values are never quoted, because a secret may reach a policy in the clear. */
export function withholdsAll(path: string, value: unknown, why: string, fix: string): Restriction {
  const withholds = (): boolean => true;
  const unknownItem = Array.isArray(value)
    ? value.findIndex((item) => notKnown(item) !== undefined)
    : -1;
  return unknownItem < 0
    ? { path, ...(notKnown(value) ?? { why, fix }), withholds }
    : withholdsAll(`${path}[${unknownItem}]`, (value as unknown[])[unknownItem], why, fix);
}

/** A record that somebody wrote, not one that stands for a function of CloudFormation. */
export function isWritten(value: unknown): value is Readonly<Record<string, unknown>> {
  return isRecord(value) && notKnown(value) === undefined;
}

/** Selectors, and values in them, that a trail or an event data store may have: https://docs.aws.amazon.com/awscloudtrail/latest/userguide/WhatIsCloudTrail-Limits.html */
const MOST_ITEMS = 500;

/** A longer list is refused whole, by CloudTrail as well as here, where it also bounds the work. */
export function isTooLong(list: readonly unknown[]): boolean {
  return list.length > MOST_ITEMS;
}

export function tooLong(path: string): Restriction {
  const why = `has more than ${MOST_ITEMS} items, and CloudTrail takes no more`;
  return withholdsAll(path, undefined, why, "shorten it");
}

/** Where Pulumi's bridged providers note, in each object, which values are their own defaults. It is in a stack export, never in AWS. */
const NOTE_OF_DEFAULTS = "__defaults";

/** A misspelt property may be an exclusion that was meant, or one that a newer CloudTrail knows. */
export function restrictionsOfOtherProperties(
  record: Readonly<Record<string, unknown>>,
  path: string,
  allowed: readonly string[],
): readonly Restriction[] {
  return Object.keys(record)
    .filter((key) => !allowed.includes(key) && key !== NOTE_OF_DEFAULTS && !isAbsent(record[key]))
    .map((key) =>
      withholdsAll(
        `${path}.${key}`,
        record[key],
        "is not something that CloudTrail accepts here",
        "remove it",
      ),
    );
}

/** https://docs.aws.amazon.com/awscloudtrail/latest/APIReference/API_EventSelector.html: only these can be excluded. */
const EXCLUDABLE_SOURCES: readonly unknown[] = [KMS_EVENT_SOURCE, "rdsdata.amazonaws.com"];

/** For the lists of excluded sources of both selector forms of a trail. */
export function restrictionsOfExcludedSources(
  sources: unknown,
  path: string,
): readonly Restriction[] {
  if (!Array.isArray(sources)) {
    return [withholdsAll(path, sources, "is not a list of event sources", "remove it")];
  }
  if (isTooLong(sources)) return [tooLong(path)];
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
