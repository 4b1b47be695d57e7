import path from "node:path";
import { makeFolder } from "./folder";
import type { EngineAttempt, EngineSearch } from "./engine";
import { isEngine, pinnedVersion } from "./engineVersion";
import { cacheDirectory, withoutStrays } from "./environment";
import { keep } from "./keptFolder";
import { Problem } from "./problem";
import { stillAt } from "./progress";
import { run } from "./run";

// The engine as the npm package `pulumi` downloads it. The package holds no engine: its first run fetches the version
// that PULUMI_VERSION names into $PULUMI_HOME/versions. https://www.npmjs.com/package/pulumi

const DOWNLOADER = "pulumi@3.265.0";

/** Enough for 200 MB on a slow line; a host that cannot be reached is noticed by the downloader within seconds. */
const DOWNLOAD_SECONDS = 240;

/** The engine that an earlier run downloaded. */
export async function downloadedEngine({ environment }: EngineSearch): Promise<EngineAttempt> {
  const { directory, version } = place(environment);
  const bin = binOf(directory, version);
  if (!(await isEngine(bin, version, environment))) return { whyNot: "" };
  return found(bin, version, "downloaded earlier");
}

export async function downloadEngine(search: EngineSearch): Promise<EngineAttempt> {
  const { environment, signal } = search;
  const { directory, version } = place(environment);
  makeFolder(path.dirname(directory));
  try {
    await keep({
      directory,
      what: "the downloaded engine",
      isWhole: (folder) => isEngine(binOf(folder, version), version, environment),
      make: (folder) => download(folder, version, search),
      ...(signal ? { signal } : {}),
    });
  } catch (error) {
    if (!(error instanceof Problem)) throw error;
    return { whyNot: `not downloadable by npm (${error.message})` };
  }
  return found(binOf(directory, version), version, "downloaded by the npm package pulumi");
}

async function download(folder: string, version: string, search: EngineSearch): Promise<void> {
  const { environment, signal } = search;
  const args = [
    "exec",
    "--yes",
    "--fetch-retries=1",
    `--package=${DOWNLOADER}`,
    "--",
    "pulumi",
    "version",
  ];
  const npm = await stillAt(
    "downloading the engine",
    () => "",
    () =>
      run("npm", args, {
        cwd: folder,
        env: { ...withoutStrays(environment), PULUMI_HOME: folder, PULUMI_VERSION: version },
        timeoutSeconds: DOWNLOAD_SECONDS,
        ...(signal ? { signal } : {}),
      }),
  );
  if (npm.code !== 0) throw new Problem(lastLine(npm.stderr) ?? `npm ended with code ${npm.code}`);
}

function lastLine(text: string): string | undefined {
  return text.trim().split("\n").at(-1)?.trim() || undefined;
}

function place(environment: NodeJS.ProcessEnv) {
  const version = pinnedVersion();
  return {
    version,
    directory: path.join(cacheDirectory(environment), `engine-${version}-download`),
  };
}

/** Where the downloader puts programs, below the PULUMI_HOME it is given. */
function binOf(directory: string, version: string): string {
  return path.join(directory, "versions", version, "bin");
}

function found(binDirectory: string, version: string, how: string): EngineAttempt {
  return { binDirectory, version, origin: "npm", reason: `pulumi ${version}, ${how}` };
}
