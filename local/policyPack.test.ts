import assert from "node:assert/strict";
import { execFileSync } from "node:child_process";
import { chmodSync, mkdtempSync, readdirSync, rmSync, writeFileSync } from "node:fs";
import os from "node:os";
import path from "node:path";
import { CLONE } from "./environment";
import { policyPackFor } from "./policyPack";

describe("the policy pack for an engine", () => {
  const pack = path.join(CLONE, "policies");
  let state: string;
  beforeEach(() => {
    state = mkdtempSync(path.join(os.tmpdir(), "policy-pack-"));
  });
  afterEach(() => {
    rmSync(state, { recursive: true });
  });

  it("is the pack's own folder, and nothing is written, for a downloaded engine", () => {
    assert.equal(policyPackFor({ builtFromSource: false }, state), pack);
    assert.deepEqual(readdirSync(state), []);
  });

  it("is one executable file for an engine built from source, also when it is there already", () => {
    const inner = path.join(state, "not yet there");
    for (const turn of ["first", "second"]) {
      const made = policyPackFor({ builtFromSource: true }, inner);
      assert.equal(made, path.join(inner, "policy-pack"), turn);
      assert.deepEqual(readdirSync(inner), ["policy-pack"], turn);
    }
  });

  it("starts the pack in its folder with the engine's address, whatever flags come before it", () => {
    const fakeNode = path.join(state, "node");
    writeFileSync(fakeNode, '#!/bin/sh\npwd\nprintf "%s\\n" "$@"\n');
    chmodSync(fakeNode, 0o755);
    const started = execFileSync(
      policyPackFor({ builtFromSource: true }, state),
      ["--logtostderr", "-v=9", "127.0.0.1:4242"],
      { cwd: os.tmpdir(), env: { PATH: `${state}:${process.env["PATH"]}` }, encoding: "utf8" },
    );
    assert.deepEqual(started.trimEnd().split("\n"), [
      pack,
      path.join(pack, "node_modules/@pulumi/pulumi/cmd/run-policy-pack/index.js"),
      "127.0.0.1:4242",
      ".",
    ]);
  });
});
