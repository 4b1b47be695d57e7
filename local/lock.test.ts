import assert from "node:assert/strict";
import { existsSync, readdirSync, writeFileSync } from "node:fs";
import path from "node:path";
import { removeTemporaryFolders, temporaryFolder } from "../tests/temporaryFolder";
import { tryLock, waitForLock } from "./lock";
import { ownIdentity } from "./processIdentity";

describe("the lock file", () => {
  afterEach(removeTemporaryFolders);

  it("refuses a second holder, and names the first", () => {
    const file = path.join(temporaryFolder(), "lock");
    assert.ok("lock" in tryLock(file));
    assert.deepEqual(tryLock(file), { heldBy: ownIdentity() });
  });

  it("is free again after release, and leaves no file", () => {
    const folder = temporaryFolder();
    const attempt = tryLock(path.join(folder, "lock"));
    assert.ok("lock" in attempt);
    attempt.lock.release();
    assert.deepEqual(readdirSync(folder), []);
  });

  const leftBehind = [
    ["a process that has ended", JSON.stringify({ pid: 2 ** 22 + 1, startedAt: "boot/1" })],
    [
      "a process whose number another one has now",
      JSON.stringify({ pid: process.pid, startedAt: "boot/1" }),
    ],
    ["nobody: the file is broken", "{"],
  ] as const;
  for (const [who, content] of leftBehind) {
    it(`is taken when it was left by ${who}`, () => {
      const file = path.join(temporaryFolder(), "lock");
      writeFileSync(file, content);
      assert.ok("lock" in tryLock(file));
      assert.deepEqual(tryLock(file), { heldBy: ownIdentity() });
    });
  }

  it("lets a waiting holder in when the first one is done, and says once for whom it waits", async () => {
    const file = path.join(temporaryFolder(), "lock");
    const first = tryLock(file);
    assert.ok("lock" in first);
    const told: number[] = [];
    const waiting = waitForLock(file, (holder) => told.push(holder.pid));
    setTimeout(() => first.lock.release(), 700);
    (await waiting).release();
    assert.deepEqual(told, [process.pid]);
    assert.equal(existsSync(file), false);
  });
});
