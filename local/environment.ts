import os from "node:os";
import path from "node:path";
import { Problem } from "./problem";

// Where the embedded AWS lives, and the environment variables through which programs reach it.

export const CLONE = path.resolve(__dirname, "..");

/** The sample account of the AWS guides. */
export const ACCOUNT_ID = "111122223333";
const LOOPBACK = "127.0.0.1,localhost";
export const HOME_REGION = "us-east-1";
export const STACK = "local";

const DEFAULT_PORT = 4566;

export interface LocalAws {
  readonly port: number;
  /** Holds everything that `npm start` makes and `npm stop` deletes. */
  readonly stateDirectory: string;
}

/** `LOCAL_AWS_STATE`, relative to the clone. */
export function stateDirectoryFrom(environment: NodeJS.ProcessEnv): string {
  return path.resolve(CLONE, environment["LOCAL_AWS_STATE"] || ".local");
}

/** `LOCAL_AWS_PORT`, else the port that this state folder's AWS was last started on, else AWS emulators' usual one. */
export function portFrom(environment: NodeJS.ProcessEnv, recordedPort?: number): number {
  const given = environment["LOCAL_AWS_PORT"];
  if (given === undefined || given === "") return recordedPort ?? DEFAULT_PORT;
  const port = Number(given);
  if (!/^\d+$/.test(given) || port < 1 || port > 65_535) {
    throw new Problem(`LOCAL_AWS_PORT is "${given}", which is not a port from 1 to 65535.`);
  }
  return port;
}

export type ProviderChoice = "stand-in" | "plugin";

/** `LOCAL_AWS_PROVIDER=plugin` uses the real aws plugin, downloaded by the engine, against the emulator. */
export function providerFrom(environment: NodeJS.ProcessEnv): ProviderChoice {
  const given = environment["LOCAL_AWS_PROVIDER"] || "stand-in";
  if (given === "stand-in" || given === "plugin") return given;
  throw new Problem(`LOCAL_AWS_PROVIDER is "${given}", which is not one of stand-in, plugin.`);
}

/** Outside the clone, so that a second clone finds what the first one built. */
export function cacheDirectory(environment: NodeJS.ProcessEnv): string {
  const base =
    environment["XDG_CACHE_HOME"] || path.join(environment["HOME"] ?? os.homedir(), ".cache");
  return path.join(base, "kms-monitoring");
}

export function endpointOf(aws: LocalAws): string {
  return `http://127.0.0.1:${aws.port}`;
}

export function pulumiHomeOf(stateDirectory: string): string {
  return path.join(stateDirectory, "pulumi-home");
}

export interface EnvironmentSettings {
  readonly aws: LocalAws;
  readonly engineDirectory: string;
  /** What this engine wants after `--policy-pack`. */
  readonly policyPack: string;
  readonly provider: ProviderChoice;
}

/** Everything that AWS clients and the engine need, PATH excepted. */
export function environmentVariables(settings: EnvironmentSettings): Record<string, string> {
  const { aws, policyPack, provider } = settings;
  return {
    AWS_ENDPOINT_URL: endpointOf(aws),
    AWS_ACCESS_KEY_ID: "test",
    AWS_SECRET_ACCESS_KEY: "test",
    AWS_REGION: HOME_REGION,
    AWS_DEFAULT_REGION: HOME_REGION,
    // A person's own profiles may name endpoints, roles or FIPS hosts, so they are not read.
    AWS_CONFIG_FILE: "/dev/null",
    AWS_SHARED_CREDENTIALS_FILE: "/dev/null",
    PULUMI_HOME: pulumiHomeOf(aws.stateDirectory),
    PULUMI_BACKEND_URL: `file://${path.join(aws.stateDirectory, "backend")}`,
    PULUMI_CONFIG_PASSPHRASE: "local",
    PULUMI_SKIP_UPDATE_CHECK: "true",
    PULUMI_NODEJS_TRANSPILE_ONLY: "true",
    // The state is written when the engine ends, not after each step: that took most of its time, and this AWS can be made anew.
    PULUMI_SKIP_CHECKPOINTS: "true",
    PULUMI_DIY_BACKEND_DISABLE_CHECKPOINT_BACKUPS: "true",
    ...(provider === "stand-in" ? { PULUMI_DISABLE_AUTOMATIC_PLUGIN_ACQUISITION: "true" } : {}),
    POLICY_PACK: policyPack,
    // Where a proxy is set, the engine would ask it for its own plugins on this machine.
    no_proxy: LOOPBACK,
    NO_PROXY: LOOPBACK,
  };
}

/** Inherited settings of AWS and Pulumi that would lead elsewhere: profiles, session tokens, endpoints of one service, backends. */
export function strayVariables(
  inherited: NodeJS.ProcessEnv,
  wanted: Readonly<Record<string, string>> = {},
): readonly string[] {
  return Object.keys(inherited)
    .filter((name) => /^(AWS|PULUMI)_/.test(name) && !(name in wanted))
    .sort();
}

/** The inherited environment without AWS's and Pulumi's own settings. */
export function withoutStrays(inherited: NodeJS.ProcessEnv): NodeJS.ProcessEnv {
  const strays = new Set(strayVariables(inherited));
  return Object.fromEntries(Object.entries(inherited).filter(([name]) => !strays.has(name)));
}

/** The environment of a child process that works on the embedded AWS. */
export function childEnvironment(
  inherited: NodeJS.ProcessEnv,
  settings: EnvironmentSettings,
): NodeJS.ProcessEnv {
  return {
    ...withoutStrays(inherited),
    ...environmentVariables(settings),
    AWS_SDK_JS_NODE_VERSION_SUPPORT_WARNING_DISABLED: "true",
    PATH: [settings.engineDirectory, inherited["PATH"] ?? ""].join(path.delimiter),
  };
}

/** Lines for `eval` in a POSIX shell. PATH grows by the engine's folder, whatever the shell's own PATH is. */
export function shellLines(inherited: NodeJS.ProcessEnv, settings: EnvironmentSettings): string[] {
  const variables = environmentVariables(settings);
  return [
    ...strayVariables(inherited, variables).map((name) => `unset ${name}`),
    ...Object.entries(variables).map(([name, value]) => `export ${name}=${shellQuoted(value)}`),
    `export PATH=${shellQuoted(settings.engineDirectory)}:"$PATH"`,
  ];
}

/** Within single quotes a POSIX shell takes every character as it is, the single quote excepted. */
export function shellQuoted(value: string): string {
  return `'${value.replaceAll("'", `'\\''`)}'`;
}
