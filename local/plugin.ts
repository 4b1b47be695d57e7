import { chmodSync, mkdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import path from "node:path";
import { pathToFileURL } from "node:url";
import { CLONE, type ProviderChoice, pulumiHomeOf, shellQuoted } from "./environment";

// Puts the stand-in for the aws plugin where the engine looks for plugins, or takes it away.

/** Returns one line that says which provider the engine will find. */
export function installPlugin(stateDirectory: string, provider: ProviderChoice): string {
  const version = awsVersion();
  const directory = path.join(pulumiHomeOf(stateDirectory), "plugins", `resource-aws-v${version}`);
  const program = path.join(directory, "pulumi-resource-aws");
  if (provider === "plugin") {
    removeStandIn(directory, program);
    return `the aws plugin ${version}, which the engine downloads`;
  }
  mkdirSync(directory, { recursive: true });
  writeFileSync(program, standIn());
  chmodSync(program, 0o755);
  return `the stand-in for the aws plugin ${version}`;
}

/** A downloaded plugin stays; the stand-in is a script, and that is how it is known. */
function removeStandIn(directory: string, program: string): void {
  try {
    if (readFileSync(program, "utf8") !== standIn()) return;
  } catch {
    return;
  }
  rmSync(directory, { recursive: true });
}

function standIn(): string {
  const tsx = pathToFileURL(require.resolve("tsx")).href;
  const main = path.join(CLONE, "local", "provider", "main.ts");
  return `#!/bin/sh\nexec node --import ${shellQuoted(tsx)} ${shellQuoted(main)} "$@"\n`;
}

/** The engine asks for the plugin in the version of the SDK package that the program loads. */
function awsVersion(): string {
  const manifest = path.join(CLONE, "node_modules", "@pulumi", "aws", "package.json");
  return (JSON.parse(readFileSync(manifest, "utf8")) as { readonly version: string }).version;
}
