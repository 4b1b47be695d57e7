import assert from "node:assert/strict";
import { execFileSync } from "node:child_process";
import { existsSync, readFileSync, writeFileSync } from "node:fs";
import path from "node:path";
import { version } from "@pulumi/aws/package.json";
import { fakeProgram, removeTemporaryFolders, temporaryFolder } from "../tests/temporaryFolder";
import { CLONE } from "./environment";
import { installPlugin } from "./plugin";

describe("the stand-in for the aws plugin", () => {
  afterEach(removeTemporaryFolders);

  const programIn = (state: string) =>
    path.join(state, "pulumi-home", "plugins", `resource-aws-v${version}`, "pulumi-resource-aws");

  it("stands where the engine looks for the plugin of this @pulumi/aws, and starts the provider", () => {
    const state = temporaryFolder();
    assert.equal(installPlugin(state, "stand-in"), `the stand-in for the aws plugin ${version}`);
    const bin = temporaryFolder();
    fakeProgram(bin, "node", 'printf "%s\\n" "$@"');
    const started = execFileSync(programIn(state), ["127.0.0.1:1", "--x"], {
      encoding: "utf8",
      env: { PATH: bin },
    });
    const [flag, tsx, main, ...rest] = started.trim().split("\n");
    assert.equal(flag, "--import");
    assert.match(tsx ?? "", /^file:\/\/.*\/node_modules\/tsx\//);
    assert.equal(main, path.join(CLONE, "local", "provider", "main.ts"));
    assert.deepEqual(rest, ["127.0.0.1:1", "--x"]);
  });

  it("is taken away when the real plugin is wanted", () => {
    const state = temporaryFolder();
    installPlugin(state, "stand-in");
    installPlugin(state, "plugin");
    assert.equal(existsSync(path.dirname(programIn(state))), false);
  });

  it("does not take a downloaded plugin away", () => {
    const state = temporaryFolder();
    installPlugin(state, "stand-in");
    writeFileSync(programIn(state), "the real one");
    installPlugin(state, "plugin");
    assert.equal(readFileSync(programIn(state), "utf8"), "the real one");
  });
});
