// Lists every key of a region, with its aliases, and asks KMS about each.
import {
  paginateListAliases,
  paginateListKeys,
  type KeyListEntry,
  type KMSClient,
} from "@aws-sdk/client-kms";
import { inParallel } from "./inParallel";
import { describe, type KeyDetails } from "./keyDetails";

/** Keys that KMS is asked about at the same time: far below its quotas, which all callers of a region share. */
const KEYS_AT_ONCE = 5;

export interface CollectOptions {
  /** Called for each key that KMS was asked about, with the number of all. */
  readonly told?: (done: number, all: number) => void;
  /** KMS is asked nothing more once it is set off. */
  readonly signal?: AbortSignal;
}

/** Sorted by id. */
export async function collectKeys(
  client: KMSClient,
  region: string,
  { told = () => undefined, signal = new AbortController().signal }: CollectOptions = {},
): Promise<readonly KeyDetails[]> {
  const entries = await listKeys(client, signal);
  const aliases = await listAliases(client, signal);
  let done = 0;
  const keys = await inParallel(entries, KEYS_AT_ONCE, async (entry) => {
    signal.throwIfAborted();
    const own = (aliases.get(entry.KeyId ?? "") ?? []).toSorted();
    const details = await describe(client, region, entry, own, signal);
    done += 1;
    told(done, entries.length);
    return details;
  });
  return keys
    .filter((key) => key !== undefined)
    .sort((one, other) => (one.keyId < other.keyId ? -1 : 1));
}

async function listKeys(
  client: KMSClient,
  abortSignal: AbortSignal,
): Promise<readonly KeyListEntry[]> {
  const entries: KeyListEntry[] = [];
  const pages = paginateListKeys({ client, pageSize: 1000 }, {}, { abortSignal });
  for await (const { Keys = [] } of pages) entries.push(...Keys);
  return entries;
}

/** Names by key id. One listing for all keys: a call for each would be slower, and each key's policy would have to allow it. */
async function listAliases(
  client: KMSClient,
  abortSignal: AbortSignal,
): Promise<ReadonlyMap<string, readonly string[]>> {
  const names = new Map<string, string[]>();
  const pages = paginateListAliases({ client, pageSize: 100 }, {}, { abortSignal });
  for await (const { Aliases = [] } of pages) {
    for (const { AliasName, TargetKeyId } of Aliases) {
      // AWS's own aliases have no key before a service uses them.
      if (AliasName === undefined || TargetKeyId === undefined) continue;
      names.set(TargetKeyId, [...(names.get(TargetKeyId) ?? []), AliasName]);
    }
  }
  return names;
}
