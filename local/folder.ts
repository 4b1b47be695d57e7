import { existsSync, mkdirSync } from "node:fs";
import path from "node:path";
import { Problem } from "./problem";

/** Makes a folder with its parents, one at a time: below /proc, Node's own recursive way never ends. */
export function makeFolder(directory: string): void {
  if (existsSync(directory)) return;
  const parent = path.dirname(directory);
  if (parent !== directory) makeFolder(parent);
  try {
    mkdirSync(directory);
  } catch (error) {
    const code = error instanceof Error && "code" in error ? String(error.code) : String(error);
    if (code === "EEXIST") return;
    throw new Problem(
      `The folder ${directory} cannot be made (${code}); choose another with LOCAL_AWS_STATE or XDG_CACHE_HOME.`,
    );
  }
}
