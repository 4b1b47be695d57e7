// The way in for every npm command: plain Node without packages, because it installs the packages. Then it hands over.

import { spawn } from "node:child_process";
import { createHash } from "node:crypto";
import { existsSync, mkdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { createRequire } from "node:module";
import { homedir } from "node:os";
import { dirname, join, resolve } from "node:path";
import { setTimeout as sleep } from "node:timers/promises";
import { fileURLToPath, pathToFileURL } from "node:url";

const CLONE = dirname(dirname(fileURLToPath(import.meta.url)));
const OLDEST_NODE = [20, 19];
const COMMANDS = {
  start: "local/start.ts",
  stop: "local/stop.ts",
  env: "local/env.ts",
  pulumi: "local/pulumi.ts",
  audit: "audit/audit.ts",
  test: "tests/run.ts",
};

const [command, ...args] = process.argv.slice(2);
process.exitCode = await main();

async function main() {
  const file = COMMANDS[command];
  if (!file) {
    say(`usage: node local/bootstrap.mjs <${Object.keys(COMMANDS).join("|")}> [arguments]`);
    return 2;
  }
  const [major, minor] = process.versions.node.split(".").map(Number);
  if (major < OLDEST_NODE[0] || (major === OLDEST_NODE[0] && minor < OLDEST_NODE[1])) {
    say(`Node.js ${OLDEST_NODE.join(".")} or newer is needed; this is ${process.versions.node}.`);
    return 1;
  }
  if (command === "stop" && !isInstalled(CLONE)) {
    // Packages that only `npm start` needs are not worth installing for nothing.
    const state = resolve(CLONE, process.env.LOCAL_AWS_STATE || ".local");
    if (!existsSync(state)) {
      say("Nothing to stop: no AWS was started here.");
      return 0;
    }
  }
  for (const folder of [CLONE, join(CLONE, "policies")]) {
    if (!(await install(folder))) return 1;
  }
  return handOver(file);
}

/** True when the packages of this folder are those of its lockfile. */
async function install(folder) {
  if (isInstalled(folder)) return true;
  const release = await lock(folder);
  if (!release) return false;
  try {
    if (isInstalled(folder)) return true;
    const what = `Node packages${folder === CLONE ? "" : " of the policy pack"}`;
    say(`${what}: npm ci ...`);
    const started = Date.now();
    // npm's own words go to stderr too: stdout is for results.
    const npm = ["ci", "--no-audit", "--no-fund", "--loglevel=error"];
    const code = await run("npm", npm, { cwd: folder, stdio: ["ignore", 2, 2] });
    if (code !== 0) {
      say(`${what}: npm ci failed with code ${code}`);
      return false;
    }
    writeFileSync(stampOf(folder), wantedStamp(folder));
    say(`${what}: installed (${((Date.now() - started) / 1000).toFixed(1)} s)`);
    return true;
  } finally {
    release();
  }
}

/** npm ci begins by deleting node_modules, and with it the stamp, so an interrupted install has none. */
function isInstalled(folder) {
  try {
    return readFileSync(stampOf(folder), "utf8") === wantedStamp(folder);
  } catch {
    return false;
  }
}

function stampOf(folder) {
  return join(folder, "node_modules", ".installed-by-bootstrap");
}

function wantedStamp(folder) {
  const lockfile = readFileSync(join(folder, "package-lock.json"));
  const digest = createHash("sha256").update(lockfile).digest("hex");
  return `${digest} ${process.platform}-${process.arch}\n`;
}

/** Two commands at the same time in a fresh clone: the second one waits for the packages of the first. Undefined: no lock can be had. */
async function lock(folder) {
  const cache = join(process.env.XDG_CACHE_HOME || join(homedir(), ".cache"), "kms-monitoring");
  const name = createHash("sha256").update(folder).digest("hex").slice(0, 12);
  const file = join(cache, `packages-${name}.lock`);
  try {
    mkdirSync(cache, { recursive: true });
  } catch (error) {
    say(`The folder ${cache} cannot be made (${error.code}); choose another with XDG_CACHE_HOME.`);
    return undefined;
  }
  for (let told = false; ; told = true) {
    try {
      writeFileSync(file, String(process.pid), { flag: "wx" });
      return () => rmSync(file, { force: true });
    } catch (error) {
      if (error.code !== "EEXIST") throw error;
    }
    const holder = Number(readFileSync(file, { encoding: "utf8", flag: "a+" }));
    if (!isAlive(holder)) rmSync(file, { force: true });
    else if (!told) say(`Process ${holder} is installing the packages; waiting for it.`);
    await sleep(500);
  }
}

function isAlive(pid) {
  try {
    return pid > 0 && process.kill(pid, 0);
  } catch {
    return false;
  }
}

function handOver(file) {
  const tsx = pathToFileURL(createRequire(import.meta.url).resolve("tsx")).href;
  const node = ["--import", tsx, join(CLONE, file), ...args];
  return run(process.execPath, node, { cwd: CLONE, stdio: "inherit" });
}

/** Runs a child to its end. At a terminal Ctrl-C reaches it by itself; elsewhere it is passed on. */
function run(program, programArgs, options) {
  const child = spawn(program, programArgs, options);
  const atTerminal = [process.stdin, process.stdout, process.stderr].some((stream) => stream.isTTY);
  const interrupt = () => void (atTerminal || child.kill("SIGINT"));
  const terminate = () => void child.kill("SIGTERM");
  process.on("SIGINT", interrupt).on("SIGTERM", terminate);
  return new Promise((done) => {
    child.on("error", (error) => {
      say(`${program}: ${error.message}`);
      done(127);
    });
    child.on("close", (code, signal) => {
      process.off("SIGINT", interrupt).off("SIGTERM", terminate);
      done(code ?? (signal === "SIGINT" || signal === "SIGTERM" ? 130 : 1));
    });
  });
}

function say(line) {
  process.stderr.write(`${line}\n`);
}
