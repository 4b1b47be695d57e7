import assert from "node:assert/strict";
import { existsSync, readFileSync } from "node:fs";
import path from "node:path";
import { readmeTables } from "../docs/readmeTables";
import { READMES, readmeWithTables } from "../docs/writeReadme";

const readme = readFileSync("README.md", "utf8");

describe("README", () => {
  it("has every generated table, as the code is now (npm run readme writes them)", async () => {
    for (const file of READMES) {
      assert.equal(readFileSync(file, "utf8"), await readmeWithTables(file), file);
    }
    for (const name of Object.keys(readmeTables())) {
      assert.ok(readme.includes(`<!-- table: ${name} -->`), name);
    }
  });

  it("has tables with at least one row each", () => {
    for (const [name, table] of Object.entries(readmeTables())) {
      assert.ok(table.split("\n").length >= 3, name);
    }
  });

  it("links only to files that exist", () => {
    for (const file of READMES) {
      const text = readFileSync(file, "utf8");
      const links = [...text.matchAll(/\]\(([^)#:]+)\)/g)].map(([, link = ""]) => link);
      const folder = path.dirname(file);
      assert.deepEqual(
        links.filter((link) => !existsSync(path.join(folder, link))),
        [],
        file,
      );
    }
  });

  it("names only npm scripts that exist", () => {
    const { scripts } = JSON.parse(readFileSync("package.json", "utf8")) as { scripts: object };
    const commands = readme.matchAll(
      /npm (?:run (?:--silent )?)?(start|stop|test|[a-z]+:[a-z]+|pulumi|readme)\b/g,
    );
    const named = [...new Set([...commands].map(([, name = ""]) => name))];
    assert.ok(named.length >= 5);
    assert.deepEqual(
      named.filter((name) => !(name in scripts)),
      [],
    );
  });
});
