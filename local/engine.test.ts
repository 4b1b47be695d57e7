import assert from "node:assert/strict";
import { chmodSync, readdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import path from "node:path";
import { fakeProgram, removeTemporaryFolders, temporaryFolder } from "../tests/temporaryFolder";
import { chooseEngine } from "./engine";
import { isRecentRelease, LANGUAGE_HOST, oldestAccepted, pinnedVersion } from "./engineVersion";

const VERSION = pinnedVersion();

/** Plays `go build -o <file> <package>`: writes a program that says its version, and counts the builds. */
const FAKE_GO = [
  'if [ "$1" = version ]; then echo "go version go1.99"; exit 0; fi',
  'while [ "$1" != -o ]; do shift; done',
  'echo "$3" >> "$GO_LOG"',
  `printf '#!/bin/sh\\necho v${VERSION}\\n' > "$2"; /bin/chmod 755 "$2"`,
];

/** Plays the npm package that downloads the engine into $PULUMI_HOME. */
const FAKE_NPM = [
  'bin="$PULUMI_HOME/versions/$PULUMI_VERSION/bin"; /bin/mkdir -p "$bin"',
  `for name in pulumi ${LANGUAGE_HOST}; do`,
  '  printf "#!/bin/sh\\necho v$PULUMI_VERSION\\n" > "$bin/$name"; /bin/chmod 755 "$bin/$name"',
  "done",
];

describe("the choice of the engine", () => {
  afterEach(removeTemporaryFolders);

  function machine() {
    const root = temporaryFolder();
    const bin = path.join(root, "bin");
    const goLog = path.join(root, "go.log");
    fakeProgram(bin, "npm", 'echo "pulumi: fetch failed" >&2', "exit 1");
    const environment = { PATH: bin, XDG_CACHE_HOME: path.join(root, "cache"), GO_LOG: goLog };
    const cache = path.join(root, "cache", "kms-monitoring");
    const builds = () => readFileSync(goLog, "utf8").trim().split("\n").length;
    return { root, bin, environment, cache, builds };
  }

  it("takes a recent release on PATH with its language host", async () => {
    const { bin, environment } = machine();
    fakeProgram(bin, "pulumi", "echo v3.999.0");
    fakeProgram(bin, LANGUAGE_HOST);
    assert.deepEqual(await chooseEngine({ environment }), {
      binDirectory: bin,
      version: "3.999.0",
      origin: "path",
      reason: `pulumi 3.999.0 found as ${bin}/pulumi`,
    });
  });

  const unfit = [
    ["an old one", "echo v3.1.0", `is 3.1.0, not a release from ${oldestAccepted()} on`],
    ["a development build", "echo v3.999.0-dev.1", "is 3.999.0-dev.1, not a release from"],
    ["one that does not run", "exit 3", "does not run"],
    ["one without its language host", "echo v3.999.0", `has no ${LANGUAGE_HOST} beside it`],
  ] as const;
  for (const [what, line, why] of unfit) {
    it(`passes over ${what} on PATH, says why, and builds`, async () => {
      const { bin, environment } = machine();
      fakeProgram(bin, "pulumi", line);
      fakeProgram(bin, "go", ...FAKE_GO);
      const engine = await chooseEngine({ environment });
      assert.equal(engine.origin, "go");
      assert.ok(engine.reason.includes(`${bin}/pulumi ${why}`), engine.reason);
    });
  }

  it("downloads before it builds, in the version that tools/go.mod names, and keeps the download", async () => {
    const { bin, environment, cache } = machine();
    fakeProgram(bin, "npm", ...FAKE_NPM);
    fakeProgram(bin, "go", ...FAKE_GO);
    const kept = path.join(cache, `engine-${VERSION}-download`, "versions", VERSION, "bin");
    const first = await chooseEngine({ environment });
    assert.deepEqual(first, {
      binDirectory: kept,
      version: VERSION,
      origin: "npm",
      reason: `pulumi ${VERSION}, downloaded by the npm package pulumi: no pulumi on PATH`,
    });
    rmSync(path.join(bin, "npm"));
    assert.equal((await chooseEngine({ environment })).binDirectory, kept);
  });

  it("builds engine and language host once, and keeps them outside the clone", async () => {
    const { bin, environment, cache, builds } = machine();
    fakeProgram(bin, "go", ...FAKE_GO);
    const directory = path.join(cache, `engine-${VERSION}`);
    assert.deepEqual(await chooseEngine({ environment }), {
      binDirectory: directory,
      version: VERSION,
      origin: "go",
      reason:
        `pulumi ${VERSION}, built from tools/go.mod and kept in ${directory}: ` +
        "no pulumi on PATH; not downloadable by npm (pulumi: fetch failed)",
    });
    assert.equal(
      (await chooseEngine({ environment })).reason,
      `pulumi ${VERSION}, built earlier from tools/go.mod and kept in ${directory}: no pulumi on PATH`,
    );
    assert.equal(builds(), 2);
    assert.deepEqual(readdirSync(cache), [`engine-${VERSION}`]);
  });

  const damages: readonly (readonly [string, (folder: string) => void])[] = [
    ["without its language host", (folder) => rmSync(path.join(folder, LANGUAGE_HOST))],
    ["that is cut short", (folder) => writeFileSync(path.join(folder, "pulumi"), "")],
    ["that is not executable", (folder) => chmodSync(path.join(folder, "pulumi"), 0o644)],
    ["of another version", (folder) => void fakeProgram(folder, "pulumi", "echo v3.0.1")],
  ];
  for (const [what, damage] of damages) {
    it(`builds again when it finds a kept engine ${what}`, async () => {
      const { bin, environment, builds } = machine();
      fakeProgram(bin, "go", ...FAKE_GO);
      damage((await chooseEngine({ environment })).binDirectory);
      const engine = await chooseEngine({ environment });
      assert.equal(engine.version, VERSION);
      assert.equal(builds(), 4);
    });
  }

  it("builds once for two commands that start at the same time", async () => {
    const { bin, environment, builds } = machine();
    fakeProgram(bin, "go", ...FAKE_GO.slice(0, 2), "/bin/sleep 0.3", ...FAKE_GO.slice(2));
    const both = await Promise.all([chooseEngine({ environment }), chooseEngine({ environment })]);
    assert.deepEqual(
      both.map((engine) => engine.version),
      [VERSION, VERSION],
    );
    assert.equal(builds(), 2);
  });

  it("leaves no half-built engine when the build fails", async () => {
    const { bin, environment, cache } = machine();
    fakeProgram(bin, "go", FAKE_GO[0] ?? "", "echo no space left >&2", "exit 1");
    await assert.rejects(chooseEngine({ environment }), {
      message: "Building pulumi from tools/go.mod failed: no space left",
    });
    assert.deepEqual(readdirSync(cache), []);
  });

  it("knows its own engine when local:env has put it on PATH", async () => {
    const { bin, environment } = machine();
    fakeProgram(bin, "go", ...FAKE_GO);
    const { binDirectory } = await chooseEngine({ environment });
    const again = { ...environment, PATH: `${binDirectory}:${bin}` };
    assert.equal((await chooseEngine({ environment: again })).origin, "go");
  });

  it("names the three ways in one sentence when none works", async () => {
    const { environment } = machine();
    await assert.rejects(chooseEngine({ environment }), {
      message:
        "No Pulumi engine (no pulumi on PATH; not downloadable by npm (pulumi: fetch failed); no Go to build it with): " +
        "put pulumi on PATH (https://www.pulumi.com/docs/install/), or allow npm to download it, " +
        "or install Go (https://go.dev/dl/) so that it can be built from source.",
    });
  });

  it("takes only the way that KMS_MONITORING_ENGINE names", async () => {
    const { bin, environment } = machine();
    fakeProgram(bin, "pulumi", "echo v3.999.0");
    fakeProgram(bin, LANGUAGE_HOST);
    fakeProgram(bin, "go", ...FAKE_GO);
    const forced = { ...environment, KMS_MONITORING_ENGINE: "go" };
    assert.equal((await chooseEngine({ environment: forced })).origin, "go");
    await assert.rejects(
      chooseEngine({ environment: { ...environment, KMS_MONITORING_ENGINE: "brew" } }),
      { message: 'KMS_MONITORING_ENGINE is "brew", which is not one of path, npm, go.' },
    );
  });

  it("compares versions by number, within one major version, releases only", () => {
    assert.equal(isRecentRelease("3.248.0", "3.248.0"), true);
    assert.equal(isRecentRelease("3.1000.0", "3.248.0"), true);
    assert.equal(isRecentRelease("3.99.9", "3.248.0"), false);
    assert.equal(isRecentRelease("4.0.0", "3.248.0"), false);
    assert.equal(isRecentRelease("3.259.0-alpha.1", "3.248.0"), false);
  });
});
