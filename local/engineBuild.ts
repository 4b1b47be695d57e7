import path from "node:path";
import { makeFolder } from "./folder";
import type { EngineAttempt, EngineSearch } from "./engine";
import { isEngine, LANGUAGE_HOST, pinnedVersion } from "./engineVersion";
import { cacheDirectory, CLONE } from "./environment";
import { keep } from "./keptFolder";
import { Problem } from "./problem";
import { say, stillAt } from "./progress";
import { run } from "./run";

// The engine built from source, for machines that reach package registries and nothing else.

interface Program {
  readonly name: string;
  /** Folder of the Go module, below the clone: engine and language host need different versions of the same SDK. */
  readonly module: string;
  readonly package: string;
  readonly linkerFlags: string;
}

const VERSION_VARIABLE = "github.com/pulumi/pulumi/sdk/v3/go/common/version.Version";

function programs(version: string): readonly Program[] {
  return [
    {
      name: "pulumi",
      module: "tools",
      package: "github.com/pulumi/pulumi/pkg/v3/cmd/pulumi",
      linkerFlags: `-s -w -X ${VERSION_VARIABLE}=${version}`,
    },
    {
      name: LANGUAGE_HOST,
      module: "tools/language-host",
      package: "github.com/pulumi/pulumi/sdk/v3/nodejs/cmd/pulumi-language-nodejs",
      linkerFlags: "-s -w",
    },
  ];
}

/** The engine that an earlier run built. */
export async function builtEngine({ environment }: EngineSearch): Promise<EngineAttempt> {
  const { directory, version } = place(environment);
  if (!(await isEngine(directory, version, environment))) return { whyNot: "" };
  return found(directory, version, `built earlier from tools/go.mod and kept in ${directory}`);
}

export async function buildEngine(search: EngineSearch): Promise<EngineAttempt> {
  const { environment, signal } = search;
  const go = await run("go", ["version"], { env: environment, cwd: CLONE });
  if (go.code !== 0) return { whyNot: "no Go to build it with" };
  const { directory, version } = place(environment);
  makeFolder(path.dirname(directory));
  await keep({
    directory,
    what: `pulumi ${version}`,
    isWhole: (folder) => isEngine(folder, version, environment),
    make: (folder) => build(folder, version, search),
    ...(signal ? { signal } : {}),
  });
  return found(directory, version, `built from tools/go.mod and kept in ${directory}`);
}

async function build(folder: string, version: string, search: EngineSearch): Promise<void> {
  say(`  building pulumi ${version} from source, once; about 6 minutes on 2 cores`);
  for (const program of programs(version)) await buildProgram(program, folder, search);
}

async function buildProgram(program: Program, folder: string, search: EngineSearch): Promise<void> {
  const { environment, signal } = search;
  let compiled = 0;
  let latest = "";
  const args = ["build", "-v", "-trimpath", "-buildvcs=false", "-ldflags", program.linkerFlags];
  const go = await stillAt(
    `building ${program.name}`,
    () => (latest === "" ? "" : `${compiled} packages compiled, latest line: ${latest}`),
    () =>
      run("go", [...args, "-o", path.join(folder, program.name), program.package], {
        cwd: path.join(CLONE, program.module),
        // Without C the result does not depend on a compiler that may be absent.
        env: { ...environment, CGO_ENABLED: "0" },
        onLine: (line) => {
          if (!line.startsWith("go: ")) compiled += 1;
          latest = line;
        },
        ...(signal ? { signal } : {}),
      }),
  );
  if (go.code !== 0) {
    const end = go.stderr.trim().split("\n").slice(-3).join(" / ");
    throw new Problem(`Building ${program.name} from ${program.module}/go.mod failed: ${end}`);
  }
}

function place(environment: NodeJS.ProcessEnv) {
  const version = pinnedVersion();
  return { version, directory: path.join(cacheDirectory(environment), `engine-${version}`) };
}

function found(binDirectory: string, version: string, how: string): EngineAttempt {
  return { binDirectory, version, origin: "go", reason: `pulumi ${version}, ${how}` };
}
