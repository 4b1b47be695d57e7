import { createHash } from "node:crypto";
import { readFileSync } from "node:fs";
import path from "node:path";
import { makeFolder } from "./folder";
import { cacheDirectory, CLONE } from "./environment";
import { keep } from "./keptFolder";
import { Problem } from "./problem";
import { stillAt } from "./progress";
import { run } from "./run";

// A Python environment that holds the emulator, shared by every clone that pins the same packages.

export interface Python {
  readonly executable: string;
  readonly reason: string;
}

export interface PythonSearch {
  readonly environment: NodeJS.ProcessEnv;
  readonly signal?: AbortSignal;
}

const REQUIREMENTS = path.join(CLONE, "local", "requirements.txt");

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

/** Prints the version when it is recent enough and can make environments: Debian ships `venv` apart. */
const SUITABLE = `import sys, venv, ensurepip
assert sys.version_info >= (3, ${OLDEST_MINOR})
print(".".join(map(str, sys.version_info[:3])), sys.executable)`;

/** Fails unless every pinned package that this Python wants is there in its pinned version, and the emulator loads. */
const WHOLE = `import importlib.metadata, re, sys
for line in open(sys.argv[1]):
    pin = re.match(r'([\\w.-]+)==([^\\s;]+)(?:; python_version (<|>=) "3[.](\\d+)")?', line)
    if pin is None or (pin[3] and (sys.version_info[1] < int(pin[4])) != (pin[3] == "<")):
        continue
    assert importlib.metadata.version(pin[1]) == pin[2], line
import ministack.app, hypercorn, cryptography.hazmat.primitives.asymmetric.rsa`;

export async function emulatorPython(search: PythonSearch): Promise<Python> {
  const { environment, signal } = search;
  const base = await findPython(environment);
  const digest = createHash("sha256").update(readFileSync(REQUIREMENTS)).update(base.version);
  const name = `python-${base.version}-${digest.digest("hex").slice(0, 12)}`;
  const directory = path.join(cacheDirectory(environment), name);
  makeFolder(path.dirname(directory));
  const how = await keep({
    directory,
    what: "the emulator's Python environment",
    isWhole: (folder) => isWhole(executableIn(folder), environment),
    make: (folder) => install(base.executable, folder, search),
    ...(signal ? { signal } : {}),
  });
  const made = how === "made" ? "installed in" : "kept in";
  return {
    executable: executableIn(directory),
    reason: `Python ${base.version} with the pinned packages, ${made} ${directory}`,
  };
}

async function findPython(environment: NodeJS.ProcessEnv) {
  for (const candidate of CANDIDATES) {
    const asked = await run(candidate, ["-c", SUITABLE], { env: environment, timeoutSeconds: 20 });
    const [version, executable] = asked.code === 0 ? asked.stdout.trim().split(" ", 2) : [];
    if (version && executable) return { version, executable };
  }
  throw new Problem(
    `The emulator needs Python 3.${OLDEST_MINOR} or newer with venv, and none was found on PATH: ` +
      "install python3 (on Debian and Ubuntu also python3-venv).",
  );
}

function executableIn(directory: string): string {
  return path.join(directory, "bin", "python");
}

async function isWhole(python: string, environment: NodeJS.ProcessEnv): Promise<boolean> {
  const checked = await run(python, ["-c", WHOLE, REQUIREMENTS], {
    env: environment,
    timeoutSeconds: 60,
  });
  return checked.code === 0;
}

async function install(python: string, folder: string, search: PythonSearch): Promise<void> {
  const { environment, signal } = search;
  const pip = [
    "-m",
    "pip",
    "install",
    "--no-input",
    "--disable-pip-version-check",
    "--progress-bar",
    "off",
  ];
  const steps: readonly (readonly [string, readonly string[]])[] = [
    [python, ["-m", "venv", folder]],
    [executableIn(folder), [...pip, "--requirement", REQUIREMENTS]],
  ];
  for (const [program, args] of steps) {
    let latest = "";
    const options = { env: environment, onLine: (line: string) => void (latest = line.trim()) };
    const done = await stillAt(
      "installing Python packages",
      () => latest,
      () => run(program, args, signal ? { ...options, signal } : options),
    );
    if (done.code !== 0) {
      const end = (done.stderr.trim() || done.stdout.trim()).split("\n").at(-1) ?? "";
      throw new Problem(`The emulator's Python packages could not be installed: ${end}`);
    }
  }
}
