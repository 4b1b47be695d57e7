import { spawn } from "node:child_process";
import { closeSync, openSync, rmSync, writeFileSync } from "node:fs";
import path from "node:path";
import { setTimeout as sleep } from "node:timers/promises";
import {
  emulatorLogOf,
  type EmulatorRecord,
  emulatorStatus,
  endedProblem,
  recordFileOf,
} from "./emulatorStatus";
import {
  ACCOUNT_ID,
  cacheDirectory,
  CLONE,
  endpointOf,
  type LocalAws,
  withoutStrays,
} from "./environment";
import { waitForLock } from "./lock";
import { requireFreePort } from "./port";
import { Problem } from "./problem";
import { identityOf, isRunning, type ProcessIdentity } from "./processIdentity";

// Starts and ends the emulator, a process that outlives `npm start`.

export interface EmulatorStart {
  readonly aws: LocalAws;
  /** The Python that holds the pinned packages. */
  readonly python: string;
  readonly environment: NodeJS.ProcessEnv;
  readonly signal?: AbortSignal;
}

const READY_SECONDS = 60;
const END_SECONDS = 10;
const POLL_MILLISECONDS = 100;

/** Starts the emulator and returns when it answers. Whatever goes wrong, no process is left. */
export async function startEmulator(start: EmulatorStart): Promise<EmulatorRecord> {
  const { aws, signal, environment } = start;
  // Two clones that start at the same moment must not take each other's emulator for their own.
  const portLock = path.join(cacheDirectory(environment), `port-${aws.port}.lock`);
  const lock = await waitForLock(portLock, () => undefined, signal);
  try {
    await requireFreePort(aws.port);
    return await startAndWait(start);
  } finally {
    lock.release();
  }
}

async function startAndWait(start: EmulatorStart): Promise<EmulatorRecord> {
  const { aws, signal } = start;
  const record = spawnEmulator(start);
  writeFileSync(recordFileOf(aws.stateDirectory), JSON.stringify(record));
  try {
    await waitUntilReady(aws, record, signal);
    return record;
  } catch (error) {
    await stopEmulator(aws.stateDirectory);
    throw error;
  }
}

/** Ends the recorded process, and no other that has its number by now. True if there was one to end. */
export async function stopEmulator(stateDirectory: string): Promise<boolean> {
  const status = emulatorStatus(stateDirectory);
  if (status.state === "running") {
    signalGroup(status.record, "SIGTERM");
    if (!(await hasEnded(status.record, END_SECONDS))) {
      signalGroup(status.record, "SIGKILL");
      await hasEnded(status.record, END_SECONDS);
    }
  }
  rmSync(recordFileOf(stateDirectory), { force: true });
  return status.state === "running";
}

export async function isHealthy(aws: LocalAws): Promise<boolean> {
  try {
    const url = `${endpointOf(aws)}/_ministack/health`;
    const response = await fetch(url, { signal: AbortSignal.timeout(2000) });
    await response.text();
    return response.ok;
  } catch {
    return false;
  }
}

function spawnEmulator({ aws, python, environment }: EmulatorStart): EmulatorRecord {
  const log = openSync(emulatorLogOf(aws.stateDirectory), "a");
  const child = spawn(python, [path.join(CLONE, "local", "emulator")], {
    // A process group of its own: neither Ctrl-C nor the end of `npm start` reaches it.
    detached: true,
    stdio: ["ignore", log, log],
    cwd: aws.stateDirectory,
    env: {
      ...withoutStrays(environment),
      GATEWAY_PORT: String(aws.port),
      BIND_HOST: "127.0.0.1",
      MINISTACK_ACCOUNT_ID: ACCOUNT_ID,
      PYTHONDONTWRITEBYTECODE: "1",
    },
  });
  closeSync(log);
  child.once("error", () => undefined);
  child.unref();
  const identity = child.pid === undefined ? undefined : identityOf(child.pid);
  if (identity === undefined) throw endedProblem(aws);
  return { ...identity, port: aws.port };
}

async function waitUntilReady(
  aws: LocalAws,
  record: EmulatorRecord,
  signal: AbortSignal | undefined,
): Promise<void> {
  const deadline = Date.now() + READY_SECONDS * 1000;
  while (Date.now() < deadline) {
    signal?.throwIfAborted();
    const healthy = await isHealthy(aws);
    if (!isRunning(record)) throw endedProblem(aws);
    if (healthy) return;
    await sleep(POLL_MILLISECONDS);
  }
  const log = emulatorLogOf(aws.stateDirectory);
  throw new Problem(`The emulator did not answer within ${READY_SECONDS} s; its log is ${log}.`);
}

async function hasEnded(record: ProcessIdentity, seconds: number): Promise<boolean> {
  const deadline = Date.now() + seconds * 1000;
  while (isRunning(record)) {
    if (Date.now() > deadline) return false;
    await sleep(POLL_MILLISECONDS);
  }
  return true;
}

function signalGroup(record: ProcessIdentity, signal: NodeJS.Signals): void {
  try {
    process.kill(-record.pid, signal);
  } catch {
    // It has ended by itself in between.
  }
}
