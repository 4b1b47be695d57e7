import { readFileSync } from "node:fs";
import path from "node:path";
import type { LocalAws } from "./environment";
import { Problem } from "./problem";
import { isRunning, type ProcessIdentity } from "./processIdentity";

// What the state folder says about the emulator: which process it is, whether it still runs, and why it ended.

export interface EmulatorRecord extends ProcessIdentity {
  readonly port: number;
}

export type EmulatorStatus =
  | { readonly state: "running" | "dead"; readonly record: EmulatorRecord }
  | { readonly state: "absent" };

export function emulatorLogOf(stateDirectory: string): string {
  return path.join(stateDirectory, "emulator.log");
}

export function emulatorStatus(stateDirectory: string): EmulatorStatus {
  const record = readRecord(stateDirectory);
  if (record === undefined) return { state: "absent" };
  return { state: isRunning(record) ? "running" : "dead", record };
}

export function endedProblem(aws: LocalAws): Problem {
  const log = emulatorLogOf(aws.stateDirectory);
  const last = readFileSync(log, "utf8").trim().split("\n").at(-1) ?? "";
  return new Problem(
    `The emulator has ended by itself${last && ` ("${last}")`}; its log is ${log}.`,
  );
}

export function recordFileOf(stateDirectory: string): string {
  return path.join(stateDirectory, "emulator.json");
}

function readRecord(stateDirectory: string): EmulatorRecord | undefined {
  try {
    return JSON.parse(readFileSync(recordFileOf(stateDirectory), "utf8")) as EmulatorRecord;
  } catch {
    return undefined;
  }
}
