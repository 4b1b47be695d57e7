import { createHash } from "node:crypto";
import { readFileSync } from "node:fs";
import path from "node:path";
import { cacheDirectory } from "../local/environment";
import { makeFolder } from "../local/folder";
import { keep } from "../local/keptFolder";
import { Problem } from "../local/problem";
import { stillAt } from "../local/progress";
import { run } from "../local/run";

// A Python environment that holds the audit's tools, shared by every clone that pins the same packages.

const REQUIREMENTS = path.join(__dirname, "requirements.txt");

/** prowler refuses Python 3.13. */
const CANDIDATES = ["python3.12", "python3.11", "python3.10", "python3"];
const SUITABLE = `import sys, venv, ensurepip
assert (3, 10) <= sys.version_info < (3, 13)
print(".".join(map(str, sys.version_info[:3])), sys.executable)`;
const WHOLE = "import prowler.__main__, parliament, cfnlint.api";

/** @returns the folder with the environment's programs. */
export async function auditPrograms(environment: NodeJS.ProcessEnv): Promise<string> {
  const base = await findPython(environment);
  const digest = createHash("sha256").update(readFileSync(REQUIREMENTS)).digest("hex");
  const name = `audit-${base.version}-${digest.slice(0, 12)}`;
  const directory = path.join(cacheDirectory(environment), name);
  makeFolder(path.dirname(directory));
  await keep({
    directory,
    what: "the audit's Python environment",
    isWhole: async (folder) => {
      const python = path.join(folder, "bin", "python");
      return (await run(python, ["-c", WHOLE], { env: environment })).code === 0;
    },
    make: (folder) => install(base.executable, folder, environment),
  });
  return path.join(directory, "bin");
}

async function findPython(environment: NodeJS.ProcessEnv) {
  for (const candidate of CANDIDATES) {
    const asked = await run(candidate, ["-c", SUITABLE], { env: environment, timeoutSeconds: 20 });
    const [version, executable] = asked.code === 0 ? asked.stdout.trim().split(" ", 2) : [];
    if (version && executable) return { version, executable };
  }
  throw new Problem("The audit needs Python 3.10, 3.11 or 3.12 with venv; none was found on PATH.");
}

async function install(
  python: string,
  folder: string,
  environment: NodeJS.ProcessEnv,
): Promise<void> {
  const pip = ["-m", "pip", "install", "--no-input", "--disable-pip-version-check"];
  const steps: readonly (readonly [string, readonly string[]])[] = [
    [python, ["-m", "venv", folder]],
    [path.join(folder, "bin", "python"), [...pip, "--requirement", REQUIREMENTS]],
  ];
  for (const [program, args] of steps) {
    let latest = "";
    const onLine = (line: string) => void (latest = line.trim());
    const done = await stillAt(
      "installing the audit's Python packages",
      () => latest.slice(0, 80),
      () => run(program, args, { env: environment, onLine }),
    );
    if (done.code !== 0) {
      const end = done.stderr.trim().split("\n").at(-1) ?? "";
      throw new Problem(`The audit's Python packages could not be installed: ${end}`);
    }
  }
}
