// Looks up the keys with imported material that the settings name, and judges them, before anything is made.
import * as aws from "@pulumi/aws";
import * as pulumi from "@pulumi/pulumi";
import type { ImportedKeySelector, NamedKey, TaggedKeys } from "./importedKeySettings";
import { messageOf, wrongSettings } from "./settingsProblem";

/** The dimension of its metric, and the only region that has it. */
export interface ImportedKey {
  readonly keyId: string;
  readonly region: string;
}

/** What one entry of the setting names. */
interface Found {
  readonly entry: ImportedKeySelector;
  readonly keys: readonly ImportedKey[];
  readonly problems?: readonly string[];
  readonly warnings?: readonly string[];
}

export interface FindImportedKeysArgs {
  readonly importedKeys: readonly ImportedKeySelector[];
  readonly watchedRegions: readonly string[];
}

/**
 * Lookups, not resources: their answers are whole at preview, and the names of alarms need ids, which may not be outputs.
 * @returns Each key once, in the order of the settings, and those of the same tags by region and id.
 * @throws pulumi.RunError with every reason why a key cannot be watched.
 */
export async function findImportedKeys({
  importedKeys,
  watchedRegions,
}: FindImportedKeysArgs): Promise<readonly ImportedKey[]> {
  if (importedKeys.length === 0) return [];
  const { accountId } = await aws.getCallerIdentity();
  const found = await Promise.all(
    importedKeys.map((entry) =>
      "tags" in entry ? keysWithTags(entry, watchedRegions) : oneKey(entry, accountId),
    ),
  );
  const problems = [...found.flatMap(({ problems: some = [] }) => some), ...namedTwice(found)];
  if (problems.length > 0) throw wrongSettings(problems);
  for (const { warnings = [] } of found) {
    for (const warning of warnings) void pulumi.log.warn(warning);
  }
  // Whoever tags a key does not know the settings: a key that is named and tagged is no mistake.
  return [...new Map(found.flatMap(({ keys }) => keys).map((key) => [text(key), key])).values()];
}

async function oneKey(entry: NamedKey, accountId: string): Promise<Found> {
  const about = `importedKeys: ${entry.name}`;
  const key = await describe(entry);
  if ("problem" in key) return { entry, keys: [], problems: [`${about} ${key.problem}`] };
  const owner = key.arn.split(":")[4];
  const problems = [
    ...(owner === accountId
      ? []
      : [`is a key of account ${owner}, where alone KMS publishes its metric`]),
    ...(key.origin === "EXTERNAL"
      ? []
      : [`has no imported key material (its origin is ${key.origin}), so nothing expires`]),
  ];
  return {
    entry,
    keys: [{ keyId: keyIdOf(key.arn), region: entry.region }],
    problems: problems.map((problem) => `${about} ${problem}`),
    warnings: whyNoData(key).map((why) => `${about} ${why}; its alarms wait for such material`),
  };
}

/** https://docs.aws.amazon.com/kms/latest/APIReference/API_KeyMetadata.html */
function whyNoData({ keyState, expirationModel }: aws.kms.GetKeyResult): readonly string[] {
  if (keyState === "PendingImport") return ["has no key material, so there is none that expires"];
  return expirationModel === "KEY_MATERIAL_EXPIRES" ? [] : ["has key material that never expires"];
}

async function keysWithTags(entry: TaggedKeys, regions: readonly string[]): Promise<Found> {
  const all = await Promise.all(regions.map((region) => keysIn(region, entry)));
  const keys = all.flatMap((found) => found.keys);
  const problems = all.flatMap((found) => found.problems ?? []);
  const noKey = `importedKeys: no key with imported material in ${regions.join(", ")} has the tags ${JSON.stringify(entry.tags)}; the next update looks again, and until then the alarms on all keys of a region watch them`;
  return { entry, keys, problems, warnings: keys.length === 0 ? [noKey] : [] };
}

/** https://docs.aws.amazon.com/resourcegroupstagging/latest/APIReference/API_GetResources.html */
async function keysIn(region: string, entry: TaggedKeys): Promise<Found> {
  const about = `importedKeys: keys with the tags ${JSON.stringify(entry.tags)}`;
  try {
    const { resourceTagMappingLists } = await aws.resourcegroupstaggingapi.getResources({
      region,
      resourceTypeFilters: ["kms:key"],
      tagFilters: Object.entries(entry.tags).map(([key, value]) => ({ key, values: [value] })),
    });
    const names = resourceTagMappingLists.map(({ resourceArn }) => resourceArn).sort();
    const described = await Promise.all(names.map((name) => describe({ name, region })));
    return {
      entry,
      keys: described.flatMap((key) =>
        "problem" in key || key.origin !== "EXTERNAL" ? [] : [{ keyId: keyIdOf(key.arn), region }],
      ),
      problems: described.flatMap((key) => ("problem" in key ? [`${about}: ${key.problem}`] : [])),
    };
  } catch (error) {
    const problem = `${about} ${whyNotFound(error, region, "tag:GetResources")}`;
    return { entry, keys: [], problems: [problem] };
  }
}

async function describe({
  name,
  region,
}: NamedKey): Promise<aws.kms.GetKeyResult | { readonly problem: string }> {
  try {
    return await aws.kms.getKey({ keyId: name, region });
  } catch (error) {
    return { problem: whyNotFound(error, region, "kms:DescribeKey") };
  }
}

/** The aws plugin does not say NotFoundException, but that it could not find the resource. */
function whyNotFound(error: unknown, region: string, action: string): string {
  const said = messageOf(error).replace(/\s+/g, " ");
  if (/NotFoundException|couldn't find resource/.test(said)) return `does not exist in ${region}`;
  const needed = /AccessDenied|not authorized/.test(said)
    ? `; who deploys needs ${action} there${action.startsWith("kms:") ? ", by IAM and the key's policy" : ""}`
    : "";
  return `cannot be looked up in ${region}${needed}: ${said}`;
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
