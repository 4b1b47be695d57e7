import { existsSync, mkdirSync, readdirSync, renameSync, rmSync } from "node:fs";
import path from "node:path";
import { waitForLock } from "./lock";
import { Problem } from "./problem";
import { say } from "./progress";

// A folder in the cache that is expensive to make: made once, beside its place, and moved there only when whole.

export interface KeptFolder {
  readonly directory: string;
  /** What the folder holds, for messages. */
  readonly what: string;
  readonly isWhole: (directory: string) => Promise<boolean>;
  readonly make: (directory: string) => Promise<void>;
  readonly signal?: AbortSignal;
}

/** Afterwards the folder is whole. Processes that want the same folder at the same time wait for the first one. */
export async function keep(folder: KeptFolder): Promise<"kept" | "made"> {
  const { directory, what } = folder;
  if (await folder.isWhole(directory)) return "kept";
  const lock = await waitForLock(
    `${directory}.lock`,
    (holder) => say(`  process ${holder.pid} is making ${what}; waiting for it`),
    folder.signal,
  );
  try {
    if (await folder.isWhole(directory)) return "kept";
    if (existsSync(directory)) say(`  ${directory} is broken or incomplete, so it is made again`);
    await makeAside(folder);
    return "made";
  } finally {
    lock.release();
  }
}

async function makeAside({ directory, what, isWhole, make }: KeptFolder): Promise<void> {
  const parent = path.dirname(directory);
  const draft = `${path.basename(directory)}.making-`;
  // Only the holder of the lock gets here, so any draft is what a killed process left.
  for (const name of readdirSync(parent)) {
    if (name.startsWith(draft)) rmSync(path.join(parent, name), { recursive: true, force: true });
  }
  const aside = path.join(parent, `${draft}${process.pid}`);
  mkdirSync(aside);
  try {
    await make(aside);
    if (!(await isWhole(aside))) throw new Problem(`${what} does not work after it was made.`);
    rmSync(directory, { recursive: true, force: true });
    renameSync(aside, directory);
  } finally {
    rmSync(aside, { recursive: true, force: true });
  }
}
