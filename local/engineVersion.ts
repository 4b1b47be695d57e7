import { accessSync, constants, readFileSync } from "node:fs";
import path from "node:path";
import { CLONE } from "./environment";
import { run } from "./run";

// Which engine versions this project uses and accepts, and how an engine is asked for its own.

export const LANGUAGE_HOST = "pulumi-language-nodejs";

/** The engine that is downloaded or built, said once: in tools/go.mod. */
export function pinnedVersion(): string {
  const goModule = readFileSync(path.join(CLONE, "tools", "go.mod"), "utf8");
  const version = /^require github\.com\/pulumi\/pulumi\/pkg\/v3 v(\S+)$/m.exec(goModule)?.[1];
  if (version === undefined) throw new Error("tools/go.mod does not require pulumi/pkg/v3");
  return version;
}

/** An engine must not be older than the SDK that speaks to it. */
export function oldestAccepted(): string {
  const manifest = path.join(CLONE, "node_modules", "@pulumi", "pulumi", "package.json");
  return (JSON.parse(readFileSync(manifest, "utf8")) as { readonly version: string }).version;
}

/** What `pulumi version` says, without its leading "v"; undefined when it does not run. */
export async function versionOf(
  pulumi: string,
  environment: NodeJS.ProcessEnv,
): Promise<string | undefined> {
  const env = { ...environment, PULUMI_SKIP_UPDATE_CHECK: "true" };
  const asked = await run(pulumi, ["version"], { env, timeoutSeconds: 20 });
  const said = asked.stdout.trim().replace(/^v/, "");
  return asked.code === 0 && said !== "" ? said : undefined;
}

/** A folder that holds this very version and its language host. */
export async function isEngine(
  directory: string,
  version: string,
  environment: NodeJS.ProcessEnv,
): Promise<boolean> {
  const host = path.join(directory, LANGUAGE_HOST);
  if (!isExecutable(host) || !(await starts(host, environment))) return false;
  return (await versionOf(path.join(directory, "pulumi"), environment)) === version;
}

/** A damaged program does not even print its usage. */
async function starts(program: string, environment: NodeJS.ProcessEnv): Promise<boolean> {
  try {
    return (await run(program, ["-h"], { env: environment, timeoutSeconds: 10 })).code === 0;
  } catch {
    return false;
  }
}

export function isExecutable(file: string): boolean {
  try {
    accessSync(file, constants.X_OK);
    return true;
  } catch {
    return false;
  }
}

/** Releases only, within the same major version: a development build promises nothing. */
export function isRecentRelease(version: string, oldest: string): boolean {
  const [given, wanted] = [release(version), release(oldest)];
  if (!given || !wanted || given[0] !== wanted[0]) return false;
  return given[1] > wanted[1] || (given[1] === wanted[1] && given[2] >= wanted[2]);
}

function release(version: string): readonly [number, number, number] | undefined {
  const parts = /^(\d+)\.(\d+)\.(\d+)$/.exec(version);
  return parts ? [Number(parts[1]), Number(parts[2]), Number(parts[3])] : undefined;
}
