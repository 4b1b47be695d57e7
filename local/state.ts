import { existsSync, readdirSync, rmdirSync, rmSync, writeFileSync } from "node:fs";
import path from "node:path";
import { makeFolder } from "./folder";
import { type Lock, tryLock } from "./lock";
import { Problem } from "./problem";

// The state folder: deleted as a whole by `npm stop`, so it must be certain that it is ours.

const MARK = "made-by-npm-start";
const LOCK = "lock";

/** One `npm start` or `npm stop` at a time. Releasing also removes the folder if nothing is left in it. */
export function lockState(stateDirectory: string): Lock {
  const attempt = tryLock(path.join(stateDirectory, LOCK));
  if ("heldBy" in attempt) {
    throw new Problem(
      `Another npm start or npm stop (process ${attempt.heldBy.pid}) is at work on this AWS; wait until it has ended.`,
    );
  }
  const release = () => {
    attempt.lock.release();
    removeIfEmpty(stateDirectory);
  };
  return { release };
}

export function hasState(stateDirectory: string): boolean {
  return existsSync(path.join(stateDirectory, MARK));
}

/** Refuses a folder in which somebody else's files lie: `LOCAL_AWS_STATE` may name any folder by mistake. */
export function claimStateDirectory(stateDirectory: string): void {
  makeFolder(stateDirectory);
  if (hasState(stateDirectory)) return;
  const strangers = readdirSync(stateDirectory).filter((name) => name.split(".")[0] !== LOCK);
  if (strangers.length > 0) {
    throw new Problem(
      `${stateDirectory} holds files that npm start has not made; name an empty or new folder in LOCAL_AWS_STATE.`,
    );
  }
  writeFileSync(
    path.join(stateDirectory, MARK),
    "npm stop deletes this folder with everything in it.\n",
  );
}

/** Deletes everything but the lock, which its holder releases. */
export function emptyStateDirectory(stateDirectory: string): void {
  if (!hasState(stateDirectory)) return;
  for (const name of readdirSync(stateDirectory)) {
    // The mark goes last, so that an interrupted deletion can be finished.
    if (name === MARK || name.split(".")[0] === LOCK) continue;
    rmSync(path.join(stateDirectory, name), { recursive: true, force: true });
  }
  rmSync(path.join(stateDirectory, MARK), { force: true });
}

function removeIfEmpty(stateDirectory: string): void {
  try {
    rmdirSync(stateDirectory);
  } catch {
    // Not empty, or gone already.
  }
}
