import assert from "node:assert/strict";
import { spawn } from "node:child_process";
import { once } from "node:events";
import { copyFileSync, existsSync, mkdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import path from "node:path";
import { fakeProgram, removeTemporaryFolders, temporaryFolder } from "../tests/temporaryFolder";
import { CLONE } from "./environment";
import { run } from "./run";

describe("the way in for npm commands", () => {
  afterEach(removeTemporaryFolders);

  /** A clone with nothing but the bootstrap, lockfiles and a command, and an npm that installs tsx. */
  function freshClone(command = "") {
    const clone = temporaryFolder();
    const bin = path.join(temporaryFolder(), "bin");
    const log = path.join(bin, "npm.log");
    for (const folder of ["local", "policies"]) mkdirSync(path.join(clone, folder));
    copyFileSync(path.join(CLONE, "local/bootstrap.mjs"), path.join(clone, "local/bootstrap.mjs"));
    writeFileSync(path.join(clone, "package-lock.json"), "{}");
    writeFileSync(path.join(clone, "policies/package-lock.json"), "{}");
    writeFileSync(path.join(clone, "local/start.ts"), command);
    const tsx = path.join(CLONE, "node_modules", "tsx");
    const install = `/bin/rm -rf node_modules; /bin/mkdir node_modules; /bin/ln -s ${tsx} node_modules/`;
    fakeProgram(bin, "npm", `echo "$1" >> ${log}`, install, "echo npm talks");
    const env = { PATH: bin, XDG_CACHE_HOME: path.join(bin, "cache") };
    const node = (...args: string[]) => run(process.execPath, args, { cwd: clone, env });
    const bootstrap = (...args: string[]) => node("local/bootstrap.mjs", ...args);
    const installs = () => readFileSync(log, "utf8").trim().split("\n");
    return { clone, bin, env, log, node, bootstrap, installs };
  }

  it("installs both packages once, with npm ci, and passes arguments and exit code on", async () => {
    const { bootstrap, installs } = freshClone(
      "console.log(process.argv.slice(2).join()); process.exitCode = 7;",
    );
    const first = await bootstrap("start", "a b", "--c");
    assert.equal(first.code, 7);
    assert.equal(first.stdout, "a b,--c\n");
    assert.match(
      first.stderr,
      /^Node packages: npm ci \.\.\.\nnpm talks\nNode packages: installed \(/,
    );
    assert.deepEqual(installs(), ["ci", "ci"]);
    assert.deepEqual(await bootstrap("start"), { code: 7, stdout: "\n", stderr: "" });
    assert.deepEqual(installs(), ["ci", "ci"]);
  });

  it("installs again after the lockfile changed, and after an install that did not end", async () => {
    const { clone, bootstrap, installs } = freshClone();
    await bootstrap("start");
    writeFileSync(path.join(clone, "package-lock.json"), '{"changed": true}');
    await bootstrap("start");
    assert.equal(installs().length, 3);
    rmSync(path.join(clone, "policies/node_modules/.installed-by-bootstrap"));
    await bootstrap("start");
    assert.equal(installs().length, 4);
  });

  it("installs once for two commands that start at the same time", async () => {
    const { bootstrap, installs } = freshClone();
    const both = await Promise.all([bootstrap("start"), bootstrap("start")]);
    assert.deepEqual(
      both.map(({ code }) => code),
      [0, 0],
    );
    assert.equal(installs().length, 2);
  });

  it("does not go on when npm ci fails", async () => {
    const { bin, bootstrap } = freshClone("console.log('started');");
    fakeProgram(bin, "npm", "exit 3");
    const { code, stdout, stderr } = await bootstrap("start");
    assert.deepEqual([code, stdout], [1, ""]);
    assert.ok(stderr.endsWith("Node packages: npm ci failed with code 3\n"));
  });

  it("says in one sentence that the cache cannot be made", async () => {
    const { clone, bin, env } = freshClone();
    const cache = path.join(bin, "npm");
    const args = ["local/bootstrap.mjs", "start"];
    const done = await run(process.execPath, args, {
      cwd: clone,
      env: { ...env, XDG_CACHE_HOME: cache },
    });
    assert.deepEqual(done, {
      code: 1,
      stdout: "",
      stderr: `The folder ${cache}/kms-monitoring cannot be made (ENOTDIR); choose another with XDG_CACHE_HOME.\n`,
    });
  });

  it("does not install packages only to find that nothing runs", async () => {
    const { bootstrap, log } = freshClone();
    assert.deepEqual(await bootstrap("stop"), {
      code: 0,
      stdout: "",
      stderr: "Nothing to stop: no AWS was started here.\n",
    });
    assert.equal(existsSync(log), false);
  });

  it("says which Node it needs when it runs on an older one", async () => {
    const { node } = freshClone();
    const old = 'Object.defineProperty(process, "versions", { value: { node: "20.18.9" } })';
    const preload = `data:text/javascript,${encodeURIComponent(old)}`;
    assert.deepEqual(await node("--import", preload, "local/bootstrap.mjs", "start"), {
      code: 1,
      stdout: "",
      stderr: "Node.js 20.19 or newer is needed; this is 20.18.9.\n",
    });
  });

  it("passes SIGTERM on to the command, and waits for its end", async () => {
    const { clone, env, bootstrap } = freshClone(
      'process.on("SIGTERM", () => { console.log("cleaned up"); process.exit(130); });' +
        'setInterval(() => {}, 1000); console.log("ready");',
    );
    await bootstrap("usage");
    const child = spawn(process.execPath, ["local/bootstrap.mjs", "start"], {
      cwd: clone,
      env,
      stdio: ["ignore", "pipe", "ignore"],
    });
    let stdout = "";
    child.stdout.on("data", (chunk: Buffer) => {
      stdout += chunk.toString();
      if (stdout === "ready\n") child.kill("SIGTERM");
    });
    const [code] = await once(child, "close");
    assert.deepEqual([code, stdout], [130, "ready\ncleaned up\n"]);
  });
});
