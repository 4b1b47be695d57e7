import { realpathSync } from "node:fs";
import path from "node:path";
import type { EngineAttempt, EngineSearch } from "./engine";
import {
  isExecutable,
  isRecentRelease,
  LANGUAGE_HOST,
  oldestAccepted,
  versionOf,
} from "./engineVersion";
import { cacheDirectory } from "./environment";

// The engine that the person has installed, if it is recent enough and whole.

export async function engineOnPath({ environment }: EngineSearch): Promise<EngineAttempt> {
  const directories = foldersOnPath(environment);
  const binDirectory = directories.find((folder) => isExecutable(path.join(folder, "pulumi")));
  if (binDirectory === undefined) return { whyNot: "no pulumi on PATH" };
  const pulumi = path.join(binDirectory, "pulumi");
  const version = await versionOf(pulumi, environment);
  if (version === undefined) return { whyNot: `${pulumi} does not run` };
  const oldest = oldestAccepted();
  if (!isRecentRelease(version, oldest)) {
    return { whyNot: `${pulumi} is ${version}, not a release from ${oldest} on` };
  }
  const hostFolders = [...directories, path.dirname(realpathSync(pulumi))];
  if (!hostFolders.some((folder) => isExecutable(path.join(folder, LANGUAGE_HOST)))) {
    return { whyNot: `${pulumi} has no ${LANGUAGE_HOST} beside it` };
  }
  return { binDirectory, version, origin: "path", reason: `pulumi ${version} found as ${pulumi}` };
}

/** After `eval "$(npm run local:env)"` the kept engine is on PATH too; it is still ours, with its own ways. */
function foldersOnPath(environment: NodeJS.ProcessEnv): readonly string[] {
  const cache = cacheDirectory(environment) + path.sep;
  return (environment["PATH"] ?? "")
    .split(path.delimiter)
    .filter((folder) => path.isAbsolute(folder) && !folder.startsWith(cache));
}
