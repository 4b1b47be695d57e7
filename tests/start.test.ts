import assert from "node:assert/strict";
import { spawn } from "node:child_process";
import { once } from "node:events";
import { existsSync, readdirSync } from "node:fs";
import { createServer } from "node:net";
import path from "node:path";
import { emulatorStatus } from "../local/emulatorStatus";
import { CLONE, withoutStrays } from "../local/environment";
import { freePort, requireFreePort } from "../local/port";
import { isRunning } from "../local/processIdentity";
import { lockState } from "../local/state";
import { removeTemporaryFolders, temporaryFolder } from "./temporaryFolder";

// `npm start` and `npm stop` as people run them, on a port and in a state folder of their own.

interface Outcome {
  readonly code: number;
  readonly output: string;
}

describe("npm start and npm stop", function () {
  let port: number;
  let state: string;

  before(async () => {
    port = await freePort();
    state = path.join(temporaryFolder(), "state");
  });

  afterEach(async () => {
    await command("stop");
  });

  after(removeTemporaryFolders);

  /** @param onStep told the output so far, each time there is more; `interrupt` sends Ctrl-C */
  async function command(
    name: "start" | "stop",
    onStep: (output: string, interrupt: () => void) => void = () => undefined,
  ): Promise<Outcome> {
    const child = spawn(process.execPath, ["--import", "tsx", `local/${name}.ts`], {
      cwd: CLONE,
      env: { ...withoutStrays(process.env), LOCAL_AWS_PORT: String(port), LOCAL_AWS_STATE: state },
      stdio: ["ignore", "pipe", "pipe"],
    });
    let output = "";
    const take = (chunk: Buffer) => {
      output += chunk.toString();
      onStep(output, () => child.kill("SIGINT"));
    };
    child.stdout.on("data", take);
    child.stderr.on("data", take);
    const [code] = (await once(child, "close")) as [number];
    return { code, output };
  }

  function emulatorProcess() {
    const status = emulatorStatus(state);
    assert.ok(status.state === "running");
    return status.record;
  }

  /** Does something once, as soon as the deployment has begun. */
  function duringDeployment(act: (interrupt: () => void) => void) {
    let done = false;
    return (output: string, interrupt: () => void) => {
      if (done || !output.includes("Updating (local)")) return;
      done = true;
      act(interrupt);
    };
  }

  async function assertNothingIsLeft(): Promise<void> {
    assert.equal(existsSync(state), false);
    await requireFreePort(port);
  }

  it("deploy, replay and leave AWS running, be a second start interrupted; a third changes nothing; stop removes all", async () => {
    const first = await command("start");
    assert.equal(first.code, 0, first.output);
    const running = emulatorProcess();
    const second = await command(
      "start",
      duringDeployment((interrupt) => interrupt()),
    );
    assert.equal(second.code, 130, second.output);
    assert.match(
      second.output,
      /\nInterrupted: the stack is free for the next npm start, and AWS runs on as before\.\n$/,
    );
    assert.deepEqual(emulatorProcess(), running);
    const third = await command("start");
    assert.equal(third.code, 0, third.output);
    assert.deepEqual(emulatorProcess(), running);
    assert.match(third.output, /AWS: runs already on http:\/\/127\.0\.0\.1:\d+ /);
    // The engine's lines on resources; those of policies begin with a dash, too.
    assert.doesNotMatch(third.output, /^ +[+~-]+ +[\w-]+:/m);
    assert.deepEqual(await command("stop"), { code: 0, output: `AWS ended; deleted ${state}.\n` });
    assert.equal(isRunning(running), false);
    await assertNothingIsLeft();
    assert.deepEqual(await command("stop"), {
      code: 0,
      output: "Nothing to stop: no AWS was started here.\n",
    });
  });

  it("leave nothing when Ctrl-C ends a first start in the middle of the deployment", async () => {
    let running = emulatorStatus(state);
    const { code, output } = await command(
      "start",
      duringDeployment((interrupt) => {
        running = emulatorStatus(state);
        interrupt();
      }),
    );
    assert.equal(code, 130, output);
    assert.match(
      output,
      /\nInterrupted: what this start had begun has been ended and removed\.\n$/,
    );
    assert.ok(running.state === "running");
    assert.equal(isRunning(running.record), false);
    await assertNothingIsLeft();
  });

  it("report an emulator that dies in the middle, and begin from empty the next time", async () => {
    const kill = () => process.kill(emulatorProcess().pid, "SIGKILL");
    const died = await command("start", duringDeployment(kill));
    assert.equal(died.code, 1, died.output);
    assert.match(
      died.output,
      /\nThe emulator has ended by itself .*; its log is .*emulator\.log\.\n$/,
    );
    const again = await command(
      "start",
      duringDeployment((interrupt) => interrupt()),
    );
    assert.match(
      again.output,
      /^The AWS of an earlier start has ended without npm stop, so this start begins from empty\.\n/,
    );
    assert.equal(again.code, 130);
    await assertNothingIsLeft();
  });

  it("refuse a busy port in one sentence, before any long work, and leave nothing", async () => {
    const server = createServer().listen(port, "127.0.0.1");
    await once(server, "listening");
    assert.deepEqual(await command("start"), {
      code: 1,
      output: `Port ${port} on 127.0.0.1 is in use by another program; free it or choose another with LOCAL_AWS_PORT=<port>.\n`,
    });
    server.close();
    assert.equal(existsSync(state), false);
  });

  it("refuse to work at the same time as another one, and name its process", async () => {
    const lock = lockState(state);
    assert.deepEqual(await command("start"), {
      code: 1,
      output: `Another npm start or npm stop (process ${process.pid}) is at work on this AWS; wait until it has ended.\n`,
    });
    assert.deepEqual(readdirSync(state), ["lock"]);
    lock.release();
  });
});
