import assert from "node:assert/strict";
import { spawn } from "node:child_process";
import { once } from "node:events";
import { createServer, type AddressInfo } from "node:net";
import { existsSync, writeFileSync } from "node:fs";
import path from "node:path";
import { fakeProgram, removeTemporaryFolders, temporaryFolder } from "../tests/temporaryFolder";
import { startEmulator, stopEmulator } from "./emulator";
import { emulatorStatus } from "./emulatorStatus";
import { freePort } from "./port";
import { identityOf, isRunning, type ProcessIdentity } from "./processIdentity";

describe("the emulator's process", () => {
  afterEach(removeTemporaryFolders);

  function record(stateDirectory: string, identity: ProcessIdentity): void {
    const content = JSON.stringify({ ...identity, port: 4711 });
    writeFileSync(path.join(stateDirectory, "emulator.json"), content);
  }

  async function sleeper(): Promise<ProcessIdentity> {
    const child = spawn("sleep", ["60"], { detached: true, stdio: "ignore" });
    await once(child, "spawn");
    const identity = identityOf(child.pid ?? 0);
    assert.ok(identity);
    return identity;
  }

  it("is absent before a start, running while it runs, and dead when it ended by itself", async () => {
    const stateDirectory = temporaryFolder();
    assert.equal(emulatorStatus(stateDirectory).state, "absent");
    const identity = await sleeper();
    record(stateDirectory, identity);
    assert.equal(emulatorStatus(stateDirectory).state, "running");
    process.kill(identity.pid, "SIGKILL");
    while (isRunning(identity)) await new Promise((done) => setTimeout(done, 10));
    assert.equal(emulatorStatus(stateDirectory).state, "dead");
  });

  it("is ended by its number, and forgotten", async () => {
    const stateDirectory = temporaryFolder();
    const identity = await sleeper();
    record(stateDirectory, identity);
    assert.equal(await stopEmulator(stateDirectory), true);
    assert.equal(isRunning(identity), false);
    assert.equal(emulatorStatus(stateDirectory).state, "absent");
    assert.equal(await stopEmulator(stateDirectory), false);
  });

  it("is not taken for another process that has its number by now, which lives on", async () => {
    const stateDirectory = temporaryFolder();
    const stranger = await sleeper();
    record(stateDirectory, { pid: stranger.pid, startedAt: "an earlier boot/1" });
    assert.equal(emulatorStatus(stateDirectory).state, "dead");
    assert.equal(await stopEmulator(stateDirectory), false);
    assert.equal(isRunning(stranger), true);
    process.kill(stranger.pid, "SIGKILL");
  });

  it("is not started on a busy port: one sentence names the port and the way out", async () => {
    const stateDirectory = temporaryFolder();
    const environment = { XDG_CACHE_HOME: temporaryFolder() };
    const server = createServer().listen(0, "127.0.0.1");
    await once(server, "listening");
    const { port } = server.address() as AddressInfo;
    try {
      await assert.rejects(
        startEmulator({ aws: { port, stateDirectory }, python: "/bin/false", environment }),
        {
          message: `Port ${port} on 127.0.0.1 is in use by another program; free it or choose another with LOCAL_AWS_PORT=<port>.`,
        },
      );
      assert.equal(existsSync(path.join(stateDirectory, "emulator.json")), false);
    } finally {
      server.close();
    }
  });

  it("that ends at once is reported with its last words and its log", async () => {
    const stateDirectory = temporaryFolder();
    const environment = { XDG_CACHE_HOME: temporaryFolder() };
    const python = fakeProgram(
      temporaryFolder(),
      "python",
      "echo no module named ministack",
      "exit 1",
    );
    const aws = { port: await freePort(), stateDirectory };
    await assert.rejects(startEmulator({ aws, python, environment }), {
      message: `The emulator has ended by itself ("no module named ministack"); its log is ${stateDirectory}/emulator.log.`,
    });
    assert.equal(emulatorStatus(stateDirectory).state, "absent");
  });

  it("that does not answer yet is ended when the start is interrupted", async () => {
    const stateDirectory = temporaryFolder();
    const environment = { XDG_CACHE_HOME: temporaryFolder() };
    const python = fakeProgram(temporaryFolder(), "python", "exec /bin/sleep 60");
    const aws = { port: await freePort(), stateDirectory };
    const interruption = new AbortController();
    const { signal } = interruption;
    const starting = startEmulator({ aws, python, environment, signal });
    const rejected = assert.rejects(starting, { message: "Ctrl-C" });
    let status = emulatorStatus(stateDirectory);
    while (status.state !== "running") {
      await new Promise((done) => setTimeout(done, 10));
      status = emulatorStatus(stateDirectory);
    }
    interruption.abort(new Error("Ctrl-C"));
    await rejected;
    assert.equal(isRunning(status.record), false);
  });
});
