import { spawn } from "node:child_process";
import { once } from "node:events";
import { mkdtempSync, readFileSync, rmSync } from "node:fs";
import os from "node:os";
import path from "node:path";
import { CLONE, withoutStrays } from "../local/environment";
import { forwardSignals } from "../local/forwardSignals";
import { explain, Problem } from "../local/problem";
import { duration, say, step } from "../local/progress";
import { emulatorPython } from "../local/python";
import { findEngine } from "../local/session";

// `npm test`: every check there is. A failed one does not hide the later ones; the last line counts them all.

interface Counts {
  readonly passed: number;
  readonly failed: number;
}

interface Check {
  readonly title: string;
  /** Programs of node_modules with their arguments; all must end with code 0. */
  readonly commands: readonly (readonly [string, ...string[]])[];
}

const CHECKS: readonly Check[] = [
  {
    title: "Types",
    commands: [
      ["typescript/bin/tsc", "--project", "."],
      ["typescript/bin/tsc", "--project", "policies"],
    ],
  },
  { title: "Lint", commands: [["eslint/bin/eslint.js", "."]] },
  { title: "Format", commands: [["prettier/bin/prettier.cjs", "--check", "."]] },
];

/** Tests make AWS's and state folders of their own; a person's settings for them must not matter. */
function testEnvironment(): NodeJS.ProcessEnv {
  const own = ["LOCAL_AWS_PORT", "LOCAL_AWS_STATE", "LOCAL_AWS_PROVIDER"];
  const kept = Object.entries(withoutStrays(process.env)).filter(([name]) => !own.includes(name));
  return Object.fromEntries(kept);
}

async function main(): Promise<number> {
  const environment = testEnvironment();
  const counts: Counts[] = [await prepare(environment)];
  // At the same time: each uses one processor only.
  counts.push(...(await Promise.all(CHECKS.map((check) => runCheck(check, environment)))));
  counts.push(await runMocha(process.argv.slice(2), environment));
  const passed = counts.reduce((sum, count) => sum + count.passed, 0);
  const failed = counts.reduce((sum, count) => sum + count.failed, 0);
  process.stdout.write(`${passed} passed, ${failed} failed\n`);
  return failed === 0 ? 0 : 1;
}

/** What the engine tests need, installed first, so that no test waits for it. Counts only when it fails. */
async function prepare(environment: NodeJS.ProcessEnv): Promise<Counts> {
  try {
    await step(
      "Engine",
      () => findEngine(environment),
      ({ reason }) => reason,
    );
    await step(
      "Emulator",
      () => emulatorPython({ environment }),
      ({ reason }) => reason,
    );
    return { passed: 0, failed: 0 };
  } catch (error) {
    say(explain(error));
    return { passed: 0, failed: 1 };
  }
}

async function runCheck(check: Check, environment: NodeJS.ProcessEnv): Promise<Counts> {
  const started = Date.now();
  say(`${check.title} ...`);
  let failed = 0;
  for (const [program, ...args] of check.commands) {
    if ((await runNode(program, args, environment)) !== 0) failed = 1;
  }
  say(`${check.title}: ${failed ? "FAILED" : "passed"} (${duration(Date.now() - started)})`);
  return { passed: 1 - failed, failed };
}

/** @param selection arguments for mocha, as in `npm test -- --grep trail` */
async function runMocha(
  selection: readonly string[],
  environment: NodeJS.ProcessEnv,
): Promise<Counts> {
  const folder = mkdtempSync(path.join(os.tmpdir(), "kms-monitoring-mocha-"));
  const file = path.join(folder, "counts.json");
  const strict = ["--forbid-only", "--forbid-pending"];
  const reporter = ["--reporter", "tests/reporter.cjs", "--reporter-option", `counts=${file}`];
  const started = Date.now();
  say("Tests ...");
  try {
    const args = [...strict, ...reporter, ...selection];
    const code = await runNode("mocha/bin/mocha.js", args, environment);
    const counts = readCounts(file, code);
    say(`Tests: ${counts.failed ? "FAILED" : "passed"} (${duration(Date.now() - started)})`);
    return counts;
  } catch (error) {
    say(`Tests: FAILED: ${explain(error)}`);
    return { passed: 0, failed: 1 };
  } finally {
    rmSync(folder, { recursive: true });
  }
}

function readCounts(file: string, code: number): Counts {
  let counts: Counts;
  try {
    counts = JSON.parse(readFileSync(file, "utf8")) as Counts;
  } catch {
    throw new Problem(`mocha ended with code ${code} before it had run the tests`);
  }
  if (counts.passed + counts.failed === 0) throw new Problem("mocha found no tests");
  return code !== 0 && counts.failed === 0 ? { ...counts, failed: 1 } : counts;
}

async function runNode(
  program: string,
  args: readonly string[],
  env: NodeJS.ProcessEnv,
): Promise<number> {
  const file = path.join(CLONE, "node_modules", program);
  const child = spawn(process.execPath, [file, ...args], { cwd: CLONE, env, stdio: "inherit" });
  const stopForwarding = forwardSignals(child);
  const [code] = (await once(child, "close")) as [number | null];
  stopForwarding();
  return code ?? 1;
}

main().then(
  (code) => (process.exitCode = code),
  (error: unknown) => {
    say(explain(error));
    process.stdout.write("0 passed, 1 failed\n");
    process.exitCode = 1;
  },
);
