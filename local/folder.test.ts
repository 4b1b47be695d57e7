import assert from "node:assert/strict";
import { existsSync, writeFileSync } from "node:fs";
import path from "node:path";
import { removeTemporaryFolders, temporaryFolder } from "../tests/temporaryFolder";
import { makeFolder } from "./folder";

describe("a folder with its parents", () => {
  afterEach(removeTemporaryFolders);

  it("is made, and is no problem when it exists", () => {
    const folder = path.join(temporaryFolder(), "a", "b");
    makeFolder(folder);
    makeFolder(folder);
    assert.equal(existsSync(folder), true);
  });

  it("is refused in one sentence where none can be: in a file, and in /proc", () => {
    const file = path.join(temporaryFolder(), "file");
    writeFileSync(file, "");
    for (const [folder, code] of [
      [path.join(file, "a"), "ENOTDIR"],
      ["/proc/kms-monitoring", "ENOENT"],
    ] as const) {
      assert.throws(() => makeFolder(folder), {
        message: `The folder ${folder} cannot be made (${code}); choose another with LOCAL_AWS_STATE or XDG_CACHE_HOME.`,
      });
    }
  });
});
