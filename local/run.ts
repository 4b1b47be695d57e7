import { spawn, type ChildProcess } from "node:child_process";
import { createInterface } from "node:readline";
import type { Readable } from "node:stream";

// Runs a program to its end: the one place that decides how children are started, read and interrupted.

export interface RunOptions {
  readonly cwd?: string;
  /** The whole environment of the child. @default the environment of this process */
  readonly env?: NodeJS.ProcessEnv;
  /** Interrupts the child when it fires; the call then fails with the signal's reason. */
  readonly signal?: AbortSignal;
  /** The child is ended after this time, with code 124. */
  readonly timeoutSeconds?: number;
  /** Told every line of stdout and stderr as it arrives. */
  readonly onLine?: (line: string) => void;
}

export interface Finished {
  readonly code: number;
  readonly stdout: string;
  readonly stderr: string;
}

// As shells say it: the time was up, the program could not be started, a signal ended it.
const TIMED_OUT = 124;
const NOT_STARTED = 127;
export const SIGNALLED = 128;

/** Time for an interrupted child to end by itself: the engine waits for requests that are under way. */
const PATIENCE_SECONDS = 20;

/**
 * The child gets a process group of its own, so that Ctrl-C at a terminal reaches only this process, which then
 * interrupts the child once. (The engine takes a second interrupt as an order to drop everything.)
 */
export function run(
  program: string,
  args: readonly string[],
  options: RunOptions = {},
): Promise<Finished> {
  if (options.signal?.aborted) return Promise.reject(reasonOf(options.signal));
  const child = spawn(program, args, {
    cwd: options.cwd,
    env: options.env ?? process.env,
    stdio: ["ignore", "pipe", "pipe"],
    detached: true,
  });
  // What an interrupted program says about being interrupted helps nobody.
  const onLine = (line: string) => void (options.signal?.aborted || options.onLine?.(line));
  const stdout = collect(child.stdout, onLine);
  const stderr = collect(child.stderr, onLine);
  const interrupt = () => interruptGroup(child);
  options.signal?.addEventListener("abort", interrupt, { once: true });
  let timedOut = false;
  const timer =
    options.timeoutSeconds === undefined
      ? undefined
      : setTimeout(() => {
          timedOut = true;
          interrupt();
        }, options.timeoutSeconds * 1000);

  return new Promise((resolve, reject) => {
    const finish = (code: number, problem = "") => {
      clearTimeout(timer);
      options.signal?.removeEventListener("abort", interrupt);
      if (options.signal?.aborted) reject(reasonOf(options.signal));
      else resolve({ code, stdout: stdout(), stderr: stderr() + problem });
    };
    child.once("error", (error) => finish(NOT_STARTED, error.message));
    child.once("close", (code) => finish(timedOut ? TIMED_OUT : (code ?? SIGNALLED)));
  });
}

function collect(stream: Readable, onLine: (line: string) => void): () => string {
  const chunks: Buffer[] = [];
  stream.on("data", (chunk: Buffer) => chunks.push(chunk));
  createInterface({ input: stream }).on("line", onLine);
  return () => Buffer.concat(chunks).toString("utf8");
}

function interruptGroup(child: ChildProcess): void {
  signalGroup(child, "SIGINT");
  const last = setTimeout(() => signalGroup(child, "SIGKILL"), PATIENCE_SECONDS * 1000);
  child.once("close", () => clearTimeout(last));
}

function signalGroup(child: ChildProcess, signal: NodeJS.Signals): void {
  if (child.pid === undefined) return;
  try {
    process.kill(-child.pid, signal);
  } catch {
    // The group has ended by itself.
  }
}

function reasonOf(signal: AbortSignal): Error {
  return signal.reason instanceof Error ? signal.reason : new Error(String(signal.reason));
}
