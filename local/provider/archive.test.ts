import assert from "node:assert/strict";
import { mkdirSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { strFromU8, unzipSync, zipSync } from "fflate";
import { removeTemporaryFolders, temporaryFolder } from "../../tests/temporaryFolder";
import { isArchive, zipOf } from "./archive";
import { sameMeaning } from "./meaning";
import { archive, asset, folderArchive } from "./tests/samples/sample";

/** Name and text of each file. */
function textsOf(zip: Uint8Array): Record<string, string> {
  const files = Object.entries(unzipSync(zip));
  return Object.fromEntries(files.map(([name, content]) => [name, strFromU8(content)]));
}

function zipped(value: unknown): Uint8Array {
  assert.ok(isArchive(value));
  return zipOf(value);
}

describe("an archive of the program", () => {
  afterEach(removeTemporaryFolders);

  it("becomes a zip file of its texts, files and folders", () => {
    const folder = temporaryFolder();
    mkdirSync(join(folder, "lib"));
    writeFileSync(join(folder, "lib", "a.js"), "a");
    writeFileSync(join(folder, "b.js"), "b");
    const file = { ...asset(""), text: undefined, path: join(folder, "b.js") };
    const assets = { "index.js": asset("i"), "c.js": file, modules: folderArchive(folder) };
    assert.deepEqual(textsOf(zipped(archive(assets))), {
      "c.js": "b",
      "index.js": "i",
      "modules/b.js": "b",
      "modules/lib/a.js": "a",
    });
  });

  it("is the same zip file when its content is the same, in whatever order", () => {
    const one = zipped(archive({ "a.js": asset("a"), "b.js": asset("b") }));
    const other = zipped(archive({ "b.js": asset("b"), "a.js": asset("a") }));
    assert.deepEqual(one, other);
  });

  it("stays as it is when it is a zip file", () => {
    const file = join(temporaryFolder(), "code.zip");
    const zip = zipSync({ "a.js": Buffer.from("a") });
    writeFileSync(file, zip);
    assert.deepEqual(Buffer.from(zipped(folderArchive(file))), Buffer.from(zip));
  });

  it("refuses an asset that is somewhere else", () => {
    const remote = { ...asset(""), text: undefined, uri: "https://example.com/a.js" };
    assert.throws(() => zipped(archive({ "a.js": remote })), {
      message: "the content of a.js is neither a text nor a file of this machine",
    });
  });

  it("means another thing only when its hash is another one", () => {
    const CODE = { type: "archive" } as const;
    const one = archive({ "a.js": asset("a") });
    const moved = { ...folderArchive("elsewhere"), hash: one.hash };
    assert.equal(sameMeaning(CODE, one, moved), true);
    assert.equal(sameMeaning(CODE, one, archive({ "a.js": asset("b") })), false);
    assert.equal(sameMeaning(CODE, undefined, one), false);
  });
});
