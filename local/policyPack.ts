import { chmodSync, renameSync, writeFileSync } from "node:fs";
import path from "node:path";
import { makeFolder } from "./folder";
import { CLONE, shellQuoted } from "./environment";

// The path that an engine wants after `--policy-pack`, for the pack in policies/.

const PACK_DIRECTORY = path.join(CLONE, "policies");

/**
 * A downloaded engine starts the pack's folder. An engine that was built from Go modules has an old Node.js language
 * host that cannot ("could not read plugin: not supported"), but starts an executable file as a pack, so it is given one.
 */
export function policyPackFor(
  engine: { readonly builtFromSource: boolean },
  stateDirectory: string,
): string {
  if (!engine.builtFromSource) return PACK_DIRECTORY;
  const executable = path.join(stateDirectory, "policy-pack");
  // Written aside and moved, because an engine may be starting the one that is there.
  const draft = `${executable}.${process.pid}`;
  makeFolder(stateDirectory);
  writeFileSync(draft, startScript(PACK_DIRECTORY));
  chmodSync(draft, 0o755);
  renameSync(draft, executable);
  return executable;
}

/** The engine puts its own address last, after flags such as `-v=9`. The pack finds its files from its working folder. */
function startScript(packDirectory: string): string {
  return `#!/bin/sh
for engine do :; done
cd ${shellQuoted(packDirectory)} && exec node node_modules/@pulumi/pulumi/cmd/run-policy-pack "$engine" .
`;
}
