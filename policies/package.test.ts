import assert from "node:assert/strict";
import {
  existsSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  renameSync,
  rmSync,
  symlinkSync,
} from "node:fs";
import os from "node:os";
import path from "node:path";
import { withPolicyPack } from "../local/policyPackArgument";
import { run } from "../local/run";
import { type JudgedStack, openJudgedStack } from "../tests/catalogue/judgedStack";
import { linksOf } from "../tests/markdown";
import { catalogue } from "./catalogue";
import { compilePack } from "./compile";
import { readStatements } from "./statement";

// The package that `npm run policy-package` makes, in a folder that has nothing else of this clone, with the real engine.

const { name, version } = JSON.parse(
  readFileSync(path.join(__dirname, "package.json"), "utf8"),
) as Readonly<Record<string, string>>;

const trail = (props: object) => [{ type: "aws:cloudtrail/trail:Trail", name: "audit", props }];
const blind = trail({
  s3BucketName: "archive",
  eventSelectors: [{ excludeManagementEventSources: ["kms.amazonaws.com"] }],
});

describe("the packed policy pack", function () {
  let folder: string;
  let installed: string;
  let stack: JudgedStack;

  before(async () => {
    folder = mkdtempSync(path.join(os.tmpdir(), "kms-monitoring-packed-"));
    installed = await install(folder);
    stack = await openJudgedStack();
  });
  after(() => {
    stack.delete();
    rmSync(folder, { recursive: true, force: true });
  });

  it("holds compiled JavaScript, no TypeScript and no tests", () => {
    const files = readdirSync(installed, { recursive: true, encoding: "utf8" });
    assert.ok(files.includes("index.js"));
    assert.ok(files.includes("PulumiPolicy.yaml"));
    assert.ok(files.includes("README.md"));
    assert.deepEqual(
      files.filter((file) => /\.ts$|\.test\.|^testing/.test(file)),
      [],
    );
    // A helper of tests has any name and lies anywhere, but neither the pack nor its command needs it.
    const needed = neededBy(["index.js", path.join("check", "main.js")], installed);
    assert.deepEqual(
      files.filter((file) => file.endsWith(".js") && !needed.has(file)),
      [],
    );
  });

  it("has a README that links only to what is in the package", () => {
    const links = linksOf(readFileSync(path.join(installed, "README.md"), "utf8"));
    assert.deepEqual(
      links.filter((link) => !existsSync(path.join(installed, link.split("#")[0] ?? ""))),
      [],
    );
  });

  it("stops a preview from node_modules, and says its version and strictness", async () => {
    stack.declare(blind);
    // As `npm run pulumi` translates it for the engine that is here.
    const given = ["preview", "--policy-pack", path.join("node_modules", name ?? "")];
    const done = await stack.pulumi(withPolicyPack(given, stack.packIn, folder));
    assert.notEqual(done.code, 0, done.stdout + done.stderr);
    assert.match(done.stdout, /\[mandatory\] {2}cloudtrail-trail-logs-kms-events .*audit/);
    assert.ok(done.stdout.includes(`kms-monitoring@v${version}`));
    assert.deepEqual(readStatements(done.stdout), [
      {
        version,
        policies: catalogue.length,
        mandatory: catalogue.filter(({ level }) => level === "mandatory").length,
        weakened: [],
      },
    ]);
  });

  it("brings policy-check", async () => {
    const check = path.join(installed, "check", "main.js");
    const done = await run(process.execPath, [check, path.join(folder, "absent.json")]);
    assert.deepEqual(
      [done.code, done.stderr],
      [2, `${path.join(folder, "absent.json")} cannot be read (ENOENT).\n`],
    );
  });
});

/** The files that load when the first ones do, with those. */
function neededBy(first: readonly string[], directory: string): ReadonlySet<string> {
  const needed = new Set(first);
  // A set also goes through what is added to it on the way.
  for (const file of needed) {
    const text = readFileSync(path.join(directory, file), "utf8");
    for (const [, name = ""] of text.matchAll(/require\("(\.[^"]+)"\)/g)) {
      needed.add(`${path.join(path.dirname(file), name)}.js`);
    }
  }
  return needed;
}

/** Packs and unpacks as `npm install` would; what the package depends on is linked, not downloaded. */
async function install(folder: string): Promise<string> {
  const compiled = path.join(folder, "compiled");
  compilePack(compiled);
  const packed = await run("npm", ["pack", "--pack-destination", folder], { cwd: compiled });
  assert.equal(packed.code, 0, packed.stderr);
  // `pulumi policy publish` runs the same command and takes all that it writes for the name of the file.
  assert.equal(packed.stdout, `${name}-${version}.tgz\n`);
  const unpacked = await run("tar", ["-xzf", `${name}-${version}.tgz`], { cwd: folder });
  assert.equal(unpacked.code, 0, unpacked.stderr);
  const modules = path.join(folder, "node_modules");
  mkdirSync(modules);
  for (const neighbour of readdirSync(path.join(__dirname, "node_modules"))) {
    symlinkSync(path.join(__dirname, "node_modules", neighbour), path.join(modules, neighbour));
  }
  const installed = path.join(modules, name ?? "");
  renameSync(path.join(folder, "package"), installed);
  return installed;
}
