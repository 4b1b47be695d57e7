// The stack `local` in an AWS of its own: runs the engine on it, with other settings if wanted, and reads what it tells.
import assert from "node:assert/strict";
import { readFileSync, writeFileSync } from "node:fs";
import path from "node:path";
import { parse, stringify } from "yaml";
import type { StackOutputs } from "../components/outputs";
import { prepareAws } from "../local/replay/prepare";
import type { EmbeddedAws } from "./embeddedAws";

export const STACK = ["--stack", "local"];
export const WITH_PACK = [...STACK, "--policy-pack", "policies"];
export const UP = ["up", "--yes", "--skip-preview"];

/** Runs the engine and expects success; what it printed. */
export async function succeed(aws: EmbeddedAws, args: readonly string[]): Promise<string> {
  const { code, stdout, stderr } = await aws.pulumi(args);
  assert.equal(code, 0, stdout + stderr);
  return stdout;
}

/** Makes the stack, still empty, and what must be there before it; clients in this process talk to that AWS from now on. */
export async function openLocal(aws: EmbeddedAws): Promise<void> {
  Object.assign(process.env, aws.environment);
  await prepareAws();
  await succeed(aws, ["stack", "select", "local", "--create"]);
}

/** Deploys the stack to an AWS that has nothing yet. */
export async function deployLocal(aws: EmbeddedAws): Promise<StackOutputs> {
  await openLocal(aws);
  await succeed(aws, [...UP, ...STACK]);
  return outputsOf(aws);
}

/** A stack configuration like that of `local`, but for some settings; the arguments that choose it. */
export function configWith(aws: EmbeddedAws, settings: object): readonly string[] {
  const file = path.join(aws.session.aws.stateDirectory, "Pulumi.other.yaml");
  const local = parse(readFileSync("Pulumi.local.yaml", "utf8")) as { config: object };
  const own = Object.entries(settings).map(([key, value]) => [`kms-monitoring:${key}`, value]);
  const config = { ...local.config, ...Object.fromEntries(own) };
  writeFileSync(file, stringify({ ...local, config }));
  return ["--config-file", file];
}

export async function outputsOf(aws: EmbeddedAws): Promise<StackOutputs> {
  return JSON.parse(await succeed(aws, ["stack", "output", "--json", ...STACK])) as StackOutputs;
}
