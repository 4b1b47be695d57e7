import assert from "node:assert/strict";
import { readFileSync, rmSync } from "node:fs";
import path from "node:path";
import { fakeProgram, removeTemporaryFolders, temporaryFolder } from "../tests/temporaryFolder";
import { emulatorPython } from "./python";

/** Plays Python with venv and pip: the environment is whole once pip has left its mark in it. */
const FAKE_PYTHON = [
  'echo "$*" >> "$PYTHON_LOG"',
  'case "$*" in',
  '  *"import sys, venv"*) echo "3.12.1 $0" ;;',
  '  "-m venv "*) /bin/mkdir -p "$3/bin"; /bin/cp "$0" "$3/bin/python" ;;',
  '  "-m pip "*) echo > "${0%/*}/../packages" ;;',
  '  *) test -f "${0%/*}/../packages" ;;',
  "esac",
];

describe("the emulator's Python environment", () => {
  afterEach(removeTemporaryFolders);

  function machine() {
    const root = temporaryFolder();
    const bin = path.join(root, "bin");
    const log = path.join(root, "log");
    const environment = { PATH: bin, XDG_CACHE_HOME: path.join(root, "cache"), PYTHON_LOG: log };
    const installs = () => readFileSync(log, "utf8").match(/^-m pip install .*$/gm)?.length;
    return { bin, environment, installs };
  }

  const none = {
    message:
      "The emulator needs Python 3.10 or newer with venv, and none was found on PATH: " +
      "install python3 (on Debian and Ubuntu also python3-venv).",
  };

  it("needs a Python, and says in one sentence what to install", async () => {
    await assert.rejects(emulatorPython({ environment: machine().environment }), none);
  });

  it("does not take a Python that is too old or lacks venv", async () => {
    const { bin, environment } = machine();
    fakeProgram(bin, "python3", "exit 1");
    await assert.rejects(emulatorPython({ environment }), none);
  });

  it("is installed once, and kept for every clone that pins the same packages", async () => {
    const { bin, environment, installs } = machine();
    fakeProgram(bin, "python3", ...FAKE_PYTHON);
    const first = await emulatorPython({ environment });
    assert.match(
      first.executable,
      /\/cache\/kms-monitoring\/python-3\.12\.1-[0-9a-f]{12}\/bin\/python$/,
    );
    assert.match(first.reason, /^Python 3\.12\.1 with the pinned packages, installed in /);
    const second = await emulatorPython({ environment });
    assert.equal(second.executable, first.executable);
    assert.equal(installs(), 1);
  });

  it("is installed again when its packages are not whole", async () => {
    const { bin, environment, installs } = machine();
    fakeProgram(bin, "python3", ...FAKE_PYTHON);
    const { executable } = await emulatorPython({ environment });
    rmSync(path.join(executable, "..", "..", "packages"));
    assert.equal((await emulatorPython({ environment })).executable, executable);
    assert.equal(installs(), 2);
  });
});
