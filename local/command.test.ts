import assert from "node:assert/strict";
import path from "node:path";
import { CLONE } from "./environment";
import { run } from "./run";

/** Runs a command of this body as a shell does; its output goes into something. */
async function command(body: string, into = "") {
  const script = `
    import { print, runCommand } from "./local/command";
    import { Problem } from "./local/problem";
    runCommand(async () => { ${body} });`;
  const line = `"$TSX" -e "$SCRIPT" ${into}`;
  const { code, stdout, stderr } = await run("bash", ["-o", "pipefail", "-c", line], {
    cwd: CLONE,
    env: { ...process.env, SCRIPT: script, TSX: path.join(CLONE, "node_modules/.bin/tsx") },
  });
  return { code, stdout, stderr };
}

const MUCH = `await print("a line\\n".repeat(100_000)); return 3;`;

describe("a command", () => {
  it("ends with its code after all is written", async () => {
    assert.deepEqual(await command(MUCH, "| wc -l"), { code: 3, stdout: "100000\n", stderr: "" });
  });

  it("ends quietly if its reader has enough", async () => {
    const read = await command(MUCH, "| head -1");
    assert.deepEqual(read, { code: 0, stdout: "a line\n", stderr: "" });
  });

  const itOnLinux = process.platform === "linux" ? it : undefined;
  itOnLinux?.("says in a sentence that the disk is full", async () => {
    assert.deepEqual(await command(MUCH, "> /dev/full"), {
      code: 1,
      stdout: "",
      stderr: "The output cannot be written: ENOSPC: no space left on device, write\n",
    });
  });

  it("says what was to be expected in a sentence, and shows where a bug came up", async () => {
    const denied = `Object.assign(new Error("no"), { name: "AccessDenied", $metadata: {} })`;
    for (const [thrown, stderr] of [
      [`new Problem("One sentence.")`, "One sentence.\n"],
      [denied, "AWS answers AccessDenied: no\n"],
    ] as const) {
      assert.deepEqual(await command(`throw ${thrown};`), { code: 1, stdout: "", stderr });
    }
    const bug = await command(`throw new Error("a bug");`);
    assert.equal(bug.code, 1);
    assert.match(bug.stderr, /^Error: a bug\n +at /);
  });
});
