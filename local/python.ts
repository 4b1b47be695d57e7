import { createHash } from "node:crypto";
import { readFileSync } from "node:fs";
import path from "node:path";
import { makeFolder } from "./folder";
import { cacheDirectory, CLONE } from "./environment";
import { keep } from "./keptFolder";
import { Problem } from "./problem";
import { stillAt } from "./progress";
import { run } from "./run";

// Python environments of pinned packages, shared by every clone that pins the same: here that of the emulator.

export interface Python {
  readonly executable: string;
  readonly reason: string;
}

export interface PythonSearch {
  readonly environment: NodeJS.ProcessEnv;
  readonly signal?: AbortSignal;
}

export interface PinnedPackages {
  /** Who needs them, in messages. */
  readonly owner: string;
  /** What the name of the environment's folder begins with. */
  readonly prefix: string;
  /** File of requirements, each pinned. */
  readonly requirements: string;
  /** Modules that must load. */
  readonly modules: string;
  /** Newest minor version of Python 3 that the packages support. @default any */
  readonly newestMinor?: number;
}

const EMULATOR: PinnedPackages = {
  owner: "emulator",
  prefix: "python",
  requirements: path.join(CLONE, "local", "requirements.txt"),
  modules: "ministack.app, hypercorn, cryptography.hazmat.primitives.asymmetric.rsa",
};

/** The oldest Python that the pinned packages support. */
const OLDEST_MINOR = 10;
const CANDIDATES = [
  "python3",
  "python3.14",
  "python3.13",
  "python3.12",
  "python3.11",
  "python3.10",
  "python",
];

export function emulatorPython(search: PythonSearch): Promise<Python> {
  return pythonWith(EMULATOR, search);
}

export async function pythonWith(packages: PinnedPackages, search: PythonSearch): Promise<Python> {
  const { owner, prefix, requirements } = packages;
  const { environment, signal } = search;
  const base = await findPython(packages, environment);
  const digest = createHash("sha256").update(readFileSync(requirements)).digest("hex");
  const name = `${prefix}-${base.version}-${digest.slice(0, 12)}`;
  const directory = path.join(cacheDirectory(environment), name);
  makeFolder(path.dirname(directory));
  const how = await keep({
    directory,
    what: `the ${owner}'s Python environment`,
    isWhole: (folder) => isWhole(folder, packages, environment),
    make: (folder) => install(base.executable, folder, packages, search),
    ...(signal ? { signal } : {}),
  });
  const made = how === "made" ? "installed in" : "kept in";
  return {
    executable: executableIn(directory),
    reason: `Python ${base.version} with the pinned packages, ${made} ${directory}`,
  };
}

async function findPython({ owner, newestMinor }: PinnedPackages, environment: NodeJS.ProcessEnv) {
  for (const candidate of CANDIDATES) {
    const asked = await run(candidate, ["-c", suitable(newestMinor)], {
      env: environment,
      timeoutSeconds: 20,
    });
    const [version, executable] = asked.code === 0 ? asked.stdout.trim().split(" ", 2) : [];
    if (version && executable) return { version, executable };
  }
  const range = newestMinor === undefined ? " or newer" : ` to 3.${newestMinor}`;
  throw new Problem(
    `The ${owner} needs Python 3.${OLDEST_MINOR}${range} with venv, and none was found on PATH: ` +
      "install python3 (on Debian and Ubuntu also python3-venv).",
  );
}

/** Prints the version when it is in the range and can make environments: Debian ships `venv` apart. */
function suitable(newestMinor = 99): string {
  return `import sys, venv, ensurepip
assert (3, ${OLDEST_MINOR}) <= sys.version_info[:2] <= (3, ${newestMinor})
print(".".join(map(str, sys.version_info[:3])), sys.executable)`;
}

function executableIn(directory: string): string {
  return path.join(directory, "bin", "python");
}

/** Whether every pinned package that this Python wants is there in its pinned version, and the modules load. */
async function isWhole(
  folder: string,
  { requirements, modules }: PinnedPackages,
  environment: NodeJS.ProcessEnv,
): Promise<boolean> {
  const check = `import importlib.metadata, re, sys
for line in open(sys.argv[1]):
    pin = re.match(r'([\\w.-]+)==([^\\s;]+)(?:; python_version (<|>=) "3[.](\\d+)")?', line)
    if pin is None or (pin[3] and (sys.version_info[1] < int(pin[4])) != (pin[3] == "<")):
        continue
    assert importlib.metadata.version(pin[1]) == pin[2], line
import ${modules}`;
  const checked = await run(executableIn(folder), ["-c", check, requirements], {
    env: environment,
    timeoutSeconds: 120,
  });
  return checked.code === 0;
}

async function install(
  python: string,
  folder: string,
  { owner, requirements }: PinnedPackages,
  { environment, signal }: PythonSearch,
): Promise<void> {
  const pip = ["-m", "pip", "install", "--no-input", "--disable-pip-version-check"];
  const steps: readonly (readonly [string, readonly string[]])[] = [
    [python, ["-m", "venv", folder]],
    [executableIn(folder), [...pip, "--progress-bar", "off", "--requirement", requirements]],
  ];
  for (const [program, args] of steps) {
    let latest = "";
    const options = { env: environment, onLine: (line: string) => void (latest = line.trim()) };
    const done = await stillAt(
      `installing the ${owner}'s Python packages`,
      () => latest.slice(0, 80),
      () => run(program, args, signal ? { ...options, signal } : options),
    );
    if (done.code !== 0) {
      const end = (done.stderr.trim() || done.stdout.trim()).split("\n").at(-1) ?? "";
      throw new Problem(`The ${owner}'s Python packages could not be installed: ${end}`);
    }
  }
}
