import assert from "node:assert/strict";
import { existsSync, readFileSync } from "node:fs";
import path from "node:path";
import { readmeTables } from "../docs/readmeTables";
import { generatedParts, withGeneratedParts } from "../docs/writeReadme";
import { linksOf } from "./markdown";

const readme = readFileSync("README.md", "utf8");

describe("README", () => {
  it("has every generated table", () => {
    for (const name of Object.keys(readmeTables())) {
      assert.ok(readme.includes(`<!-- table: ${name} -->`), name);
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

describe("generated parts", () => {
  it("are as the code is now (npm run readme writes them)", async () => {
    const stale: string[] = [];
    for (const [file, parts] of generatedParts()) {
      const fresh = await withGeneratedParts(file, parts);
      if (readFileSync(file, "utf8") !== fresh) stale.push(file);
    }
    assert.deepEqual(stale, []);
  });

  it("have a place in each document that they are made for", () => {
    const documents = [...generatedParts()].filter(([file]) => file.startsWith("docs/"));
    for (const [file, parts] of documents) {
      const places = readFileSync(file, "utf8").matchAll(/<!-- table: (\w+) -->/g);
      assert.deepEqual(
        [...places].map(([, name]) => name).toSorted(),
        Object.keys(parts).toSorted(),
      );
    }
  });

  it("are tables with at least one row each, or lists", () => {
    for (const [file, parts] of generatedParts()) {
      for (const [name, part] of Object.entries(parts)) {
        assert.ok(part.split("\n").length >= 3, `${file} ${name}`);
      }
    }
  });

  it("stand in documents that link only to files that exist", () => {
    for (const file of generatedParts().keys()) {
      const targets = linksOf(readFileSync(file, "utf8")).map((link) => link.split("#")[0] ?? "");
      assert.deepEqual(
        targets.filter((target) => !existsSync(path.join(path.dirname(file), target))),
        [],
        file,
      );
    }
  });
});
