import assert from "node:assert/strict";
import { existsSync, mkdirSync, readdirSync, writeFileSync } from "node:fs";
import path from "node:path";
import { removeTemporaryFolders, temporaryFolder } from "../tests/temporaryFolder";
import { claimStateDirectory, emptyStateDirectory, lockState } from "./state";

describe("the state folder", () => {
  afterEach(removeTemporaryFolders);

  it("is not taken, and so never deleted, when it holds other people's files", () => {
    const folder = temporaryFolder();
    writeFileSync(path.join(folder, "thesis.tex"), "");
    assert.throws(() => claimStateDirectory(folder), {
      message: `${folder} holds files that npm start has not made; name an empty or new folder in LOCAL_AWS_STATE.`,
    });
    emptyStateDirectory(folder);
    assert.deepEqual(readdirSync(folder), ["thesis.tex"]);
  });

  it("is deleted as a whole when it was made here", () => {
    const folder = path.join(temporaryFolder(), "state");
    const lock = lockState(folder);
    claimStateDirectory(folder);
    mkdirSync(path.join(folder, "backend"));
    writeFileSync(path.join(folder, "emulator.log"), "");
    emptyStateDirectory(folder);
    assert.deepEqual(readdirSync(folder), ["lock"]);
    lock.release();
    assert.equal(existsSync(folder), false);
  });

  it("lets one command at a time work on it, and says which one does", () => {
    const folder = temporaryFolder();
    lockState(folder);
    assert.throws(() => lockState(folder), {
      message: `Another npm start or npm stop (process ${process.pid}) is at work on this AWS; wait until it has ended.`,
    });
  });
});
