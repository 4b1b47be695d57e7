import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import os from "node:os";
import path from "node:path";
import { childEnvironment } from "../../local/environment";
import { policyPackFor } from "../../local/policyPack";
import { type Finished, run } from "../../local/run";
import { findEngine } from "../../local/session";
import { startRecordingProvider } from "./recordingProvider";

// A stack made only to be judged: the real engine and a pack, with a provider that accepts everything, in this process, and no AWS.

export interface GivenResource {
  readonly type: string;
  readonly name: string;
  readonly props: object;
  readonly opts?: object;
}

export interface JudgedStack {
  /** Where its files are: a folder of its own. */
  readonly folder: string;
  readonly environment: NodeJS.ProcessEnv;
  /** What this engine wants after `--policy-pack` for the pack in a folder. */
  readonly packIn: (directory: string) => string;
  /** Says what the program declares from now on. */
  readonly declare: (resources: readonly GivenResource[]) => void;
  readonly pulumi: (args: readonly string[], env?: NodeJS.ProcessEnv) => Promise<Finished>;
  readonly delete: () => void;
}

const PROGRAM = path.join(__dirname, "given");

export async function openJudgedStack(): Promise<JudgedStack> {
  const engine = await findEngine(process.env);
  const folder = mkdtempSync(path.join(os.tmpdir(), "kms-monitoring-judged-"));
  const given = path.join(folder, "resources.json");
  const provider = await startRecordingProvider(["aws", "aws-native"]);
  const settings = {
    aws: { port: 1, stateDirectory: folder },
    provider: "stand-in",
    policyPack: "",
    engineDirectory: engine.binDirectory,
  } as const;
  const environment = {
    ...childEnvironment(process.env, settings),
    GIVEN_RESOURCES: given,
    PULUMI_DEBUG_PROVIDERS: provider.debugProviders,
  };
  mkdirSync(path.join(folder, "backend"));
  const pulumi = (args: readonly string[], env: NodeJS.ProcessEnv = {}): Promise<Finished> =>
    run(path.join(engine.binDirectory, "pulumi"), [...args, "--non-interactive"], {
      cwd: PROGRAM,
      env: { ...environment, ...env },
    });
  const stack = { folder, environment, pulumi };
  const selected = await pulumi(["stack", "init", "judged"]);
  if (selected.code !== 0) throw new Error(selected.stderr);
  return {
    ...stack,
    packIn: (directory) =>
      policyPackFor({ builtFromSource: engine.origin === "go" }, folder, directory),
    declare: (resources) => writeFileSync(given, JSON.stringify(resources)),
    delete: () => {
      provider.stop();
      rmSync(folder, { recursive: true, force: true });
    },
  };
}
