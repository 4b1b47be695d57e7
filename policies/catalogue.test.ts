import assert from "node:assert/strict";
import { readdirSync } from "node:fs";
import { createRequire } from "node:module";
import path from "node:path";
import { catalogue } from "./catalogue";
import { configSchemaOf, readSettings } from "./settings";

const load = createRequire(__filename);
const FOLDER = path.join(__dirname, "rules");

/** Policy names, from the files that hold them. */
function namesOfFiles(): readonly string[] {
  return readdirSync(FOLDER)
    .filter((file) => /^\w+\.ts$/.test(file))
    .map((file) => file.replace(/\.ts$/, ""))
    .filter((name) => name in (load(path.join(FOLDER, name)) as object))
    .map((name) => name.replaceAll(/[A-Z]/g, (letter) => `-${letter.toLowerCase()}`));
}

describe("catalogue of policies", () => {
  it("lists the rule of every file once", () => {
    const listed = catalogue.map(({ name }) => name.replaceAll("-", ""));
    const files = namesOfFiles().map((name) => name.replaceAll("-", ""));
    assert.deepEqual(listed.toSorted(), files.toSorted());
  });

  for (const rule of catalogue) {
    describe(rule.name, () => {
      it("says in whole sentences what must hold and what happens otherwise", () => {
        for (const sentence of [rule.title, rule.why]) assert.match(sentence, /^[A-Z].*\.$/);
      });

      it("works without any settings, and tells the engine the default of each", () => {
        const { settings } = readSettings(rule, {});
        const { properties } = configSchemaOf(rule);
        assert.deepEqual(
          Object.keys(properties).toSorted(),
          [...Object.keys(settings), "exemptions"].toSorted(),
        );
        for (const [name, property] of Object.entries(properties)) {
          assert.ok(property.default !== undefined, `${name} has no default`);
          assert.ok((property.description ?? "") !== "", `${name} has no description`);
        }
      });

      it("names the types that it judges, if it judges single resources", () => {
        if ("judge" in rule) assert.match(rule.types.join(" "), /^[a-z-]+:[^*]+$/);
      });
    });
  }
});
