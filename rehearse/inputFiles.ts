// Finds the files to read: those given, and in folders, such as an export of the archive, all that may hold records.
import { readdirSync, statSync } from "node:fs";
import path from "node:path";
import { Problem } from "../local/problem";

/**
 * Signatures of log files are in folders of this name, and are JSON too.
 * https://docs.aws.amazon.com/awscloudtrail/latest/userguide/cloudtrail-log-file-validation-digest-file-structure.html
 */
const DIGESTS = /^CloudTrail-Digest$/;
const RECORDS = /\.(json|jsonl|ndjson)(\.gz)?$/i;

/** What a folder holds, by the order of names; folders of digests are said and left out. */
export function inputFiles(
  given: readonly string[],
  note: (line: string) => void,
): readonly string[] {
  return given.flatMap((name) => {
    if (name === "-" || !isFolder(name)) return [name];
    const found = filesIn(name, note);
    if (found.length === 0) throw new Problem(`${name}: holds no .json, .jsonl or .gz file`);
    return found;
  });
}

function isFolder(name: string): boolean {
  const found = statSync(name, { throwIfNoEntry: false });
  if (found === undefined) throw new Problem(`${name}: there is no such file`);
  return found.isDirectory();
}

function isFile(name: string): boolean {
  return statSync(name, { throwIfNoEntry: false })?.isFile() ?? false;
}

function filesIn(folder: string, note: (line: string) => void): readonly string[] {
  const entries = readdirSync(folder, { withFileTypes: true });
  entries.sort((a, b) => (a.name < b.name ? -1 : 1));
  return entries.flatMap((entry) => {
    const name = path.join(folder, entry.name);
    // Links to folders are not followed: they may lead round in a circle.
    if (!entry.isDirectory()) return RECORDS.test(entry.name) && isFile(name) ? [name] : [];
    if (!DIGESTS.test(entry.name)) return filesIn(name, note);
    note(`${name}: skipped, it holds digests and no records`);
    return [];
  });
}
