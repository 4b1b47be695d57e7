// Looks up the keys with imported material that the settings name, and judges them, before anything is made.
import * as aws from "@pulumi/aws";
import { isPendingDeletion } from "../detections/keyState";
import {
  describeKey,
  PENDING_DELETION,
  whyUnknown,
  type NamedKey,
  type Owner,
} from "./describeKey";
import type { ImportedKeySelector, TaggedKeys } from "./importedKeySettings";

/** The dimension of its metric, and the only region that has it. */
export interface ImportedKey {
  readonly keyId: string;
  readonly region: string;
}

interface Judged {
  readonly keys: readonly ImportedKey[];
  readonly problems: readonly string[];
  /** To be told only if there is no problem. */
  readonly warnings: readonly string[];
}

/** What one entry of the setting names. */
interface Found extends Judged {
  readonly entry: ImportedKeySelector;
}

export interface FindImportedKeysArgs {
  readonly importedKeys: readonly ImportedKeySelector[];
  readonly watchedRegions: readonly string[];
}

/** @returns Each key once, in the order of the settings, and those of the same tags by region and id. */
export async function findImportedKeys(
  { importedKeys, watchedRegions }: FindImportedKeysArgs,
  owner: Owner,
): Promise<Judged> {
  const found = await Promise.all(
    importedKeys.map((entry, index) =>
      "tags" in entry
        ? keysWithTags(entry, `importedKeys[${index}]:`, watchedRegions, owner)
        : oneKey(entry, `importedKeys[${index}]: "${entry.name}"`, owner),
    ),
  );
  const keys = found.flatMap((one) => one.keys);
  return {
    // Whoever tags a key does not know the settings: a key that is named and tagged is no mistake.
    keys: [...new Map(keys.map((key) => [text(key), key])).values()],
    problems: [...found.flatMap(({ problems }) => problems), ...namedTwice(found)],
    warnings: found.flatMap(({ warnings }) => warnings),
  };
}

async function oneKey(entry: NamedKey, about: string, owner: Owner): Promise<Found> {
  const key = await describeKey(entry, owner);
  if ("problem" in key) {
    return { entry, keys: [], problems: [`${about} ${key.problem}`], warnings: [] };
  }
  const problems = [
    ...(isPendingDeletion(key.keyState) ? [PENDING_DELETION] : []),
    ...(key.origin === "EXTERNAL"
      ? []
      : [`has no imported key material (its origin is ${key.origin}), so nothing expires`]),
  ];
  return {
    entry,
    keys: [{ keyId: keyIdOf(key.arn), region: entry.region }],
    problems: problems.map((problem) => `${about} ${problem}`),
    warnings: whyNoData(key).map((why) => `${about} ${why}`),
  };
}

/** https://docs.aws.amazon.com/kms/latest/APIReference/API_KeyMetadata.html */
function whyNoData({ keyState, expirationModel }: aws.kms.GetKeyResult): readonly string[] {
  if (expirationModel === "KEY_MATERIAL_EXPIRES" && keyState !== "PendingImport") return [];
  const why =
    keyState === "PendingImport"
      ? "has no key material, so there is none that expires"
      : "has key material that never expires";
  return [`${why}; its alarms wait for such material`];
}

async function keysWithTags(
  entry: TaggedKeys,
  about: string,
  regions: readonly string[],
  owner: Owner,
): Promise<Found> {
  const tags = JSON.stringify(entry.tags);
  const all = await Promise.all(regions.map((region) => keysIn(region, entry, owner)));
  const keys = all.flatMap((found) => found.keys);
  const problems = all.flatMap((found) => found.problems);
  const noKey = `${about} no key with imported material in ${regions.join(", ")} has the tags ${tags}; the next update looks again, and until then the alarms on all keys of a region watch them`;
  return {
    entry,
    keys,
    problems: problems.map((problem) => `${about} keys with the tags ${tags}${problem}`),
    warnings:
      keys.length === 0
        ? [noKey]
        : all.flatMap((found) => found.warnings).map((one) => `${about} ${one}`),
  };
}

/**
 * The answer may hold keys that are gone: it is of all resources that have or had tags. They stop no update, and those that are to go get no alarms.
 * https://docs.aws.amazon.com/resourcegroupstagging/latest/APIReference/API_GetResources.html
 */
async function keysIn(region: string, { tags }: TaggedKeys, owner: Owner): Promise<Judged> {
  try {
    const { resourceTagMappingLists } = await aws.resourcegroupstaggingapi.getResources({
      region,
      resourceTypeFilters: ["kms:key"],
      tagFilters: Object.entries(tags).map(([key, value]) => ({ key, values: [value] })),
    });
    const names = resourceTagMappingLists.map(({ resourceArn }) => resourceArn).sort();
    const described = await Promise.all(names.map((name) => describeKey({ name, region }, owner)));
    const watched = described.flatMap((key) =>
      "problem" in key || key.origin !== "EXTERNAL" || isPendingDeletion(key.keyState) ? [] : [key],
    );
    return {
      keys: watched.map(({ arn }) => ({ keyId: keyIdOf(arn), region })),
      warnings: watched.flatMap((key) => whyNoData(key).map((why) => `${key.arn} ${why}`)),
      problems: described.flatMap((key, index) =>
        "problem" in key && !key.isGone ? [`: ${names[index]} ${key.problem}`] : [],
      ),
    };
  } catch (error) {
    return {
      keys: [],
      warnings: [],
      problems: [` ${whyUnknown(error, region, "tag:GetResources").problem}`],
    };
  }
}

/** Entries that name a key by different names. */
function namedTwice(found: readonly Found[]): readonly string[] {
  const first = new Map<string, string>();
  return found.flatMap(({ entry, keys: [key] }) => {
    if ("tags" in entry || key === undefined) return [];
    const before = first.get(text(key));
    first.set(text(key), before ?? entry.name);
    return before === undefined
      ? []
      : [`importedKeys: ${before} and ${entry.name} are the same key, ${text(key)}`];
  });
}

function text({ keyId, region }: ImportedKey): string {
  return `${keyId} in ${region}`;
}

function keyIdOf(arn: string): string {
  return arn.slice(arn.indexOf("/") + 1);
}
