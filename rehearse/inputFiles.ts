// Finds the files to read: those given, and in folders, such as an export of the archive, all that may hold records.
import { readdirSync, statSync, type Dirent, type Stats } from "node:fs";
import path from "node:path";

/**
 * Signatures of log files are in folders of this name, and are JSON too.
 * https://docs.aws.amazon.com/awscloudtrail/latest/userguide/cloudtrail-log-file-validation-digest-file-structure.html
 */
const DIGESTS = /^CloudTrail-Digest$/;
const RECORDS = /\.(json|jsonl|ndjson)(\.gz)?$/i;

/**
 * What a folder holds, by the order of names; folders of digests are said and left out. What is not there, or holds nothing, is named
 * too: whoever reads it says so, and goes on.
 */
export function inputFiles(
  given: readonly string[],
  note: (line: string) => void,
): readonly string[] {
  return given.flatMap((name) => {
    if (name === "-" || !isFolder(name)) return [name];
    const found = filesIn(name, note);
    return found.length === 0 ? [name] : found;
  });
}

function isFolder(name: string): boolean {
  return statOf(name)?.isDirectory() ?? false;
}

function isFile(name: string): boolean {
  return statOf(name)?.isFile() ?? false;
}

/** Undefined for what cannot be looked at, for whatever reason. */
function statOf(name: string): Stats | undefined {
  try {
    return statSync(name);
  } catch {
    return undefined;
  }
}

function filesIn(folder: string, note: (line: string) => void): readonly string[] {
  const entries = entriesIn(folder);
  if (entries === undefined) return [folder];
  return entries.flatMap((entry) => {
    const name = path.join(folder, entry.name);
    // Links to folders are not followed: they may lead round in a circle.
    if (!entry.isDirectory()) return RECORDS.test(entry.name) && isFile(name) ? [name] : [];
    if (!DIGESTS.test(entry.name)) return filesIn(name, note);
    note(`${name}: skipped, it holds digests and no records`);
    return [];
  });
}

/** Undefined if the folder cannot be read. */
function entriesIn(folder: string): readonly Dirent[] | undefined {
  try {
    const entries = readdirSync(folder, { withFileTypes: true });
    return entries.sort((a, b) => (a.name < b.name ? -1 : 1));
  } catch {
    return undefined;
  }
}
