import assert from "node:assert/strict";
import { writeFileSync } from "node:fs";
import path from "node:path";
import { run } from "../../local/run";
import { removeTemporaryFolders, temporaryFolder } from "../../tests/temporaryFolder";
import { exported, key } from "../testing/checkedFile";

// What the command ends with, which is what a job in CI goes by.

describe("the exit code of policy-check", function () {
  afterEach(removeTemporaryFolders);

  async function checked(content: object, ...flags: readonly string[]) {
    const file = path.join(temporaryFolder(), "stack.json");
    writeFileSync(file, JSON.stringify(content));
    const command = ["-r", require.resolve("tsx/cjs"), path.join(__dirname, "main.ts"), file];
    const { code, stdout } = await run(process.execPath, [...command, ...flags]);
    return { code, stdout };
  }

  it("is 2 for a stack without resources, of which nothing was judged, and 0 for one with some", async () => {
    const empty = await checked(exported([]));
    assert.ok(empty.stdout.includes("has no resources: nothing was judged."), empty.stdout);
    assert.equal(empty.code, 2);
    const asJson = await checked(exported([]), "--json");
    assert.equal(asJson.code, 2);
    assert.equal((JSON.parse(asJson.stdout) as { readonly resources: number }).resources, 0);
    assert.equal((await checked(exported([key("main", {})]))).code, 0);
  });

  it("is 1 for a mandatory violation", async () => {
    const type = "aws:cloudtrail/trail:Trail";
    const urn = `urn:pulumi:prod::shop::${type}::audit`;
    const trail = { type, urn, inputs: { isMultiRegionTrail: true, enableLogging: false } };
    assert.equal((await checked(exported([trail]))).code, 1);
  });
});
