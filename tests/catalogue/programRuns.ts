import { type ChildProcess, fork, spawn } from "node:child_process";
import { once } from "node:events";
import { chmodSync, mkdirSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import os from "node:os";
import path from "node:path";
import { createInterface } from "node:readline";
import { CLONE, pulumiHomeOf, withoutStrays } from "../../local/environment";
import { run } from "../../local/run";
import { findEngine } from "../../local/session";
import { startKeyService } from "./keyService";
import type { LaneAnswer, LaneRequest, LaneSettings } from "./programLane";

// Runs many small programs through the real engine and the real policy pack, each by an engine and on a stack of its own.
// What such a run usually starts anew is started once: the programs and their provider in the processes of the lanes, as
// Pulumi's Automation API runs inline programs, and the pack, to which each engine is led. So a run takes half a second.

export interface ProgramRuns {
  /** Waits for a free lane. */
  readonly run: (request: LaneRequest) => Promise<LaneAnswer>;
  /** What the pack has written so far for people to read, of which the engine shows them its own part. */
  readonly packWrote: () => string;
  readonly stop: () => Promise<void>;
}

/** @param lanes How many programs may run at a time. */
export async function startProgramRuns(lanes = 2): Promise<ProgramRuns> {
  const folder = mkdtempSync(path.join(os.tmpdir(), "kms-monitoring-programs-"));
  const { binDirectory } = await findEngine(process.env);
  const pulumi = path.join(binDirectory, "pulumi");
  const keys = await startKeyService();
  const env = { ...environment(binDirectory, folder), ...keys.environment };
  const project = path.join(folder, "project");
  await makeProject(project, pulumi, env, keys.secretsProvider);
  const pack = await startPack(folder);
  const settings: LaneSettings = { pulumi, project, policyPack: pack.executable };
  const started = await Promise.all(Array.from({ length: lanes }, () => startLane(settings, env)));
  const free = [...started];
  const waiting: ((lane: ChildProcess) => void)[] = [];
  return {
    run: async (request) => {
      const lane =
        free.pop() ?? (await new Promise<ChildProcess>((resolve) => waiting.push(resolve)));
      lane.send(request);
      const [answer] = (await orExit(lane, once(lane, "message"))) as [LaneAnswer];
      const next = waiting.shift();
      if (next === undefined) free.push(lane);
      else next(lane);
      return answer;
    },
    packWrote: pack.wrote,
    stop: async () => {
      await Promise.all([...started, pack.process].map(ended));
      keys.stop();
      rmSync(folder, { recursive: true, force: true });
    },
  };
}

function environment(binDirectory: string, folder: string): NodeJS.ProcessEnv {
  return {
    ...withoutStrays(process.env),
    PATH: [binDirectory, process.env["PATH"]].join(path.delimiter),
    PULUMI_HOME: pulumiHomeOf(folder),
    PULUMI_SKIP_UPDATE_CHECK: "true",
    // An engine that lives for half a second need not clean up its memory.
    GOGC: "400",
    PULUMI_DISABLE_AUTOMATIC_PLUGIN_ACQUISITION: "true",
    no_proxy: "127.0.0.1,localhost",
    NO_PROXY: "127.0.0.1,localhost",
  };
}

/** A project with an empty stack and its backend, to be copied for each run. */
async function makeProject(
  project: string,
  pulumi: string,
  env: NodeJS.ProcessEnv,
  secretsProvider: string,
): Promise<void> {
  const backend = path.join(project, "backend");
  mkdirSync(backend, { recursive: true });
  writeFileSync(path.join(project, "Pulumi.yaml"), "name: catalogue\nruntime: nodejs\n");
  const init = ["stack", "init", "programs", "--secrets-provider", secretsProvider];
  const { code, stderr } = await run(pulumi, [...init, "--non-interactive"], {
    cwd: project,
    env: { ...env, PULUMI_BACKEND_URL: `file://${backend}` },
  });
  if (code !== 0) throw new Error(stderr);
}

async function startLane(settings: LaneSettings, env: NodeJS.ProcessEnv): Promise<ChildProcess> {
  const lane = fork(path.join(__dirname, "programLane.ts"), [JSON.stringify(settings)], {
    cwd: CLONE,
    env,
    execArgv: ["--require", require.resolve("tsx/cjs")],
  });
  await orExit(lane, once(lane, "message"));
  return lane;
}

interface RunningPack {
  readonly process: ChildProcess;
  /** What an engine starts as a pack: it tells the port of the one that runs already. */
  readonly executable: string;
  readonly wrote: () => string;
}

/** The address would be the engine's, for log messages of the pack's own; nothing listens there. */
async function startPack(folder: string): Promise<RunningPack> {
  const child = spawn(
    process.execPath,
    ["node_modules/@pulumi/pulumi/cmd/run-policy-pack", "127.0.0.1:1", "."],
    { cwd: path.join(CLONE, "policies"), stdio: ["ignore", "pipe", "pipe"] },
  );
  let wrote = "";
  child.stderr.on("data", (text: Buffer) => (wrote += text.toString()));
  const line = once(createInterface(child.stdout), "line");
  const [port] = (await orExit(child, line)) as [string];
  const executable = path.join(folder, "policy-pack");
  writeFileSync(executable, `#!/bin/sh\necho ${port}\nexec sleep 600\n`);
  chmodSync(executable, 0o755);
  return { process: child, executable, wrote: () => wrote };
}

/** Nothing comes from a process that is gone. */
async function orExit<T>(child: ChildProcess, awaited: Promise<T>): Promise<T> {
  const over = new AbortController();
  const exit = once(child, "exit", { signal: over.signal }).then(([code]) => {
    throw new Error(`${child.spawnargs.join(" ")} ended with code ${String(code)}`);
  });
  try {
    return await Promise.race([awaited, exit]);
  } finally {
    exit.catch(() => undefined);
    over.abort();
  }
}

async function ended(child: ChildProcess): Promise<void> {
  if (child.exitCode !== null || child.signalCode !== null) return;
  const exit = once(child, "exit");
  child.kill();
  await exit;
}
