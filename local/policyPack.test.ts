import assert from "node:assert/strict";
import { execFileSync } from "node:child_process";
import {
  chmodSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  rmSync,
  symlinkSync,
  writeFileSync,
} from "node:fs";
import os from "node:os";
import path from "node:path";
import { CLONE } from "./environment";
import { policyPackFor } from "./policyPack";
import { Problem } from "./problem";

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

  it("is a file of its own for each pack, so that one run can have several", () => {
    const [first, second] = ["first", "second"].map((name) => {
      const folder = path.join(state, name);
      mkdirSync(folder);
      symlinkSync(path.join(pack, "node_modules"), path.join(folder, "node_modules"));
      return policyPackFor({ builtFromSource: true }, state, folder);
    });
    assert.match(path.basename(first ?? ""), /^policy-pack-[0-9a-f]{16}$/);
    assert.match(path.basename(second ?? ""), /^policy-pack-[0-9a-f]{16}$/);
    assert.notEqual(first, second);
  });

  it("cannot be made for a pack whose packages are not installed, and says so", () => {
    assert.throws(
      () => policyPackFor({ builtFromSource: true }, state, state),
      new Problem(
        `The policy pack ${state} finds no @pulumi/pulumi; run npm ci or npm install for it.`,
      ),
    );
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
