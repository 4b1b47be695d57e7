import { createHash } from "node:crypto";
import { chmodSync, renameSync, writeFileSync } from "node:fs";
import { createRequire } from "node:module";
import path from "node:path";
import { makeFolder } from "./folder";
import { CLONE, shellQuoted } from "./environment";
import { Problem } from "./problem";

// The path that an engine wants after `--policy-pack`, for the pack in policies/ or in another folder.

const RUNNER = "@pulumi/pulumi/cmd/run-policy-pack";
const PACK_DIRECTORY = path.join(CLONE, "policies");

/**
 * A downloaded engine starts the pack's folder. An engine that was built from Go modules has an old Node.js language
 * host that cannot ("could not read plugin: not supported"), but starts an executable file as a pack, so it is given one.
 */
export function policyPackFor(
  engine: { readonly builtFromSource: boolean },
  stateDirectory: string,
  packDirectory: string = PACK_DIRECTORY,
): string {
  if (!engine.builtFromSource) return packDirectory;
  const executable = path.join(stateDirectory, nameFor(packDirectory));
  // Written aside and moved, because an engine may be starting the one that is there.
  const draft = `${executable}.${process.pid}`;
  makeFolder(stateDirectory);
  writeFileSync(draft, startScript(packDirectory));
  chmodSync(draft, 0o755);
  renameSync(draft, executable);
  return executable;
}

/** A run may have several packs. */
function nameFor(packDirectory: string): string {
  if (packDirectory === PACK_DIRECTORY) return "policy-pack";
  return `policy-pack-${createHash("sha256").update(packDirectory).digest("hex").slice(0, 16)}`;
}

/**
 * The engine puts its own address last, after flags such as `-v=9`. The pack finds its files from its working folder, and
 * Node.js finds the SDK from there: an installed pack shares it with its neighbours.
 */
function startScript(packDirectory: string): string {
  const runner = runnerOf(packDirectory);
  return `#!/bin/sh
for engine do :; done
cd ${shellQuoted(packDirectory)} && exec node ${shellQuoted(runner)} "$engine" .
`;
}

function runnerOf(packDirectory: string): string {
  try {
    return createRequire(path.join(packDirectory, "package.json")).resolve(RUNNER);
  } catch (cause) {
    throw new Problem(
      `The policy pack ${packDirectory} finds no @pulumi/pulumi; run npm ci or npm install for it.`,
      { cause },
    );
  }
}
