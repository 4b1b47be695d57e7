import { linkSync, readFileSync, renameSync, rmSync, writeFileSync } from "node:fs";
import path from "node:path";
import { setTimeout as sleep } from "node:timers/promises";
import { makeFolder } from "./folder";
import { isRunning, ownIdentity, type ProcessIdentity } from "./processIdentity";

// A lock file that names its holder, so that a lock left behind by a killed process is noticed and taken.

export interface Lock {
  readonly release: () => void;
}

export type LockAttempt = { readonly lock: Lock } | { readonly heldBy: ProcessIdentity };

export function tryLock(file: string): LockAttempt {
  makeFolder(path.dirname(file));
  const own = ownIdentity();
  const draft = `${file}.${own.pid}`;
  writeFileSync(draft, JSON.stringify(own));
  try {
    // A link appears together with its content, so nobody ever reads a half-written lock.
    for (;;) {
      try {
        linkSync(draft, file);
        return { lock: { release: () => rmSync(file, { force: true }) } };
      } catch (error) {
        if (!isCode(error, "EEXIST")) throw error;
      }
      const holder = readHolder(file);
      if (holder && isRunning(holder)) return { heldBy: holder };
      if (holder) setAside(file);
    }
  } finally {
    rmSync(draft, { force: true });
  }
}

/** Waits until the lock is free. `onWait` is told once who holds it. */
export async function waitForLock(
  file: string,
  onWait: (holder: ProcessIdentity) => void,
  signal?: AbortSignal,
): Promise<Lock> {
  for (let told = false; ; told = true) {
    const attempt = tryLock(file);
    if ("lock" in attempt) return attempt.lock;
    if (!told) onWait(attempt.heldBy);
    await sleep(500, undefined, signal ? { signal } : {});
  }
}

/** Removes the lock of a dead holder; puts it back if another process was faster and the lock is now a live one. */
function setAside(file: string): void {
  const aside = `${file}.stale-${process.pid}`;
  try {
    renameSync(file, aside);
    const moved = readHolder(aside);
    if (moved && isRunning(moved)) linkSync(aside, file);
  } catch (error) {
    if (!isCode(error, "ENOENT") && !isCode(error, "EEXIST")) throw error;
  } finally {
    rmSync(aside, { force: true });
  }
}

function readHolder(file: string): ProcessIdentity | undefined {
  try {
    return JSON.parse(readFileSync(file, "utf8")) as ProcessIdentity;
  } catch (error) {
    if (isCode(error, "ENOENT")) return undefined;
    return { pid: 0, startedAt: "" };
  }
}

function isCode(error: unknown, code: string): boolean {
  return error instanceof Error && "code" in error && error.code === code;
}
