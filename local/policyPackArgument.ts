import { existsSync, readFileSync } from "node:fs";
import path from "node:path";
import { parse } from "yaml";
import { CLONE } from "./environment";

// Makes `--policy-pack FOLDER` right for every engine: one built from source wants another path for the same pack.

const FLAG = "--policy-pack";
const DIRECTORY_FLAGS = ["-C", "--cwd"];

/**
 * Replaces the folder of each Node.js pack by what `policyPackIn` answers for it; everything else stays as it is. A folder is
 * sought from where the engine works (`directory`, or what its own flag says), and then from this clone.
 */
export function withPolicyPack(
  args: readonly string[],
  policyPackIn: (packDirectory: string) => string,
  directory: string = CLONE,
): readonly string[] {
  const places = [path.resolve(directory, valueOf(DIRECTORY_FLAGS, args) ?? ""), CLONE];
  const translated = (given: string): string => {
    const folders = places.map((place) => path.resolve(place, given));
    const pack = folders.find(isNodejsPack);
    return pack === undefined ? given : policyPackIn(pack);
  };
  // The engine splits the value at commas.
  const all = (given: string): string => given.split(",").map(translated).join(",");
  return args.map((argument, index) => {
    if (argument.startsWith(`${FLAG}=`)) return `${FLAG}=${all(argument.slice(FLAG.length + 1))}`;
    return args[index - 1] === FLAG ? all(argument) : argument;
  });
}

function valueOf(flags: readonly string[], args: readonly string[]): string | undefined {
  for (const [index, argument] of args.entries()) {
    for (const flag of flags) {
      if (argument === flag) return args[index + 1];
      if (argument.startsWith(`${flag}=`)) return argument.slice(flag.length + 1);
    }
  }
  return undefined;
}

/** https://www.pulumi.com/docs/iac/concepts/policy/project-file/ : a runtime by its name, or with options. */
function isNodejsPack(directory: string): boolean {
  const file = path.join(directory, "PulumiPolicy.yaml");
  if (!existsSync(file)) return false;
  const project = parse(readFileSync(file, "utf8")) as {
    readonly runtime?: string | { readonly name?: string };
  } | null;
  const runtime = project?.runtime;
  return (typeof runtime === "string" ? runtime : runtime?.name) === "nodejs";
}
