import { existsSync, mkdirSync, writeFileSync } from "node:fs";
import path from "node:path";
import { type Engine, chooseEngine } from "./engine";
import { emulatorStatus } from "./emulatorStatus";
import {
  childEnvironment,
  type EnvironmentSettings,
  type LocalAws,
  portFrom,
  pulumiHomeOf,
  providerFrom,
  stateDirectoryFrom,
} from "./environment";
import { installPlugin } from "./plugin";
import { policyPackFor } from "./policyPack";
import { claimStateDirectory } from "./state";

// One engine, set up for one embedded AWS: what every command that runs the engine needs.

export interface Session {
  readonly aws: LocalAws;
  readonly engine: Engine;
  readonly settings: EnvironmentSettings;
  /** The whole environment of child processes. */
  readonly environment: NodeJS.ProcessEnv;
  /** What the engine wants after `--policy-pack` for the pack in a folder. */
  readonly policyPackIn: (packDirectory?: string) => string;
  /** One line: which provider the engine will find. */
  readonly plugin: string;
}

/** The embedded AWS that the caller's environment names. */
export function awsFrom(inherited: NodeJS.ProcessEnv): LocalAws {
  const stateDirectory = stateDirectoryFrom(inherited);
  const status = emulatorStatus(stateDirectory);
  const recordedPort = status.state === "absent" ? undefined : status.record.port;
  return { stateDirectory, port: portFrom(inherited, recordedPort) };
}

export async function findEngine(
  inherited: NodeJS.ProcessEnv,
  signal?: AbortSignal,
): Promise<Engine> {
  return chooseEngine(signal ? { environment: inherited, signal } : { environment: inherited });
}

/** Writes what this engine must find: the provider's start script and, for a built engine, the policy pack's. */
export function openSession(inherited: NodeJS.ProcessEnv, aws: LocalAws, engine: Engine): Session {
  const provider = providerFrom(inherited);
  claimStateDirectory(aws.stateDirectory);
  const plugin = installPlugin(aws.stateDirectory, provider);
  refuseLogs(aws.stateDirectory);
  const builtFromSource = engine.origin === "go";
  const policyPackIn = (packDirectory?: string): string =>
    policyPackFor({ builtFromSource }, aws.stateDirectory, packDirectory);
  const policyPack = policyPackIn();
  const settings = { aws, provider, policyPack, engineDirectory: engine.binDirectory };
  const environment = childEnvironment(inherited, settings);
  return { aws, engine, settings, policyPackIn, plugin, environment };
}

/**
 * A file where the engine would make a folder of logs, so that it writes none: that took half of its time. What it is to say of itself, it
 * says with `--logtostderr`.
 */
function refuseLogs(stateDirectory: string): void {
  const logs = path.join(pulumiHomeOf(stateDirectory), "logs");
  if (existsSync(logs)) return;
  mkdirSync(path.dirname(logs), { recursive: true });
  writeFileSync(logs, "");
}
