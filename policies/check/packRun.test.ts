import assert from "node:assert/strict";
import { statement } from "../statement";
import { packRunProblems } from "./packRun";

const expected = { version: "1.2.3", mayBeWeaker: [], exitCode: 0 };
const output = (weakened: readonly string[] = [], version = "1.2.3"): string =>
  `Previewing update:\n    ${statement(version, { policies: 3, mandatory: 2, weakened })}\nResources:\n`;

describe("policy-check --assert-pack", () => {
  it("is content with a run that the pack judged and nothing stopped", () => {
    assert.deepEqual(packRunProblems(output(), expected), []);
  });

  it("refuses a run without the pack, whatever its exit code", () => {
    assert.deepEqual(
      packRunProblems("Previewing update:\nResources:\n    3 unchanged\n", expected),
      [
        "The pack says nothing in the output, so it did not run: give pulumi --policy-pack, and this command all of the output (2>&1).",
      ],
    );
  });

  it("refuses another version", () => {
    assert.deepEqual(packRunProblems(output([], "1.2.2"), expected), [
      "The pack that ran is version 1.2.2, not 1.2.3.",
    ]);
  });

  it("refuses mandatory policies made weaker, unless that is allowed by name", () => {
    const run = output(["kms-a", "kms-b"]);
    assert.deepEqual(packRunProblems(run, { ...expected, mayBeWeaker: ["kms-a"] }), [
      "Configuration makes these policies weaker than mandatory: kms-b.",
    ]);
    const both = { ...expected, mayBeWeaker: ["kms-a", "kms-b"] };
    assert.deepEqual(packRunProblems(run, both), []);
  });

  it("refuses a run that failed", () => {
    assert.deepEqual(packRunProblems(output(), { ...expected, exitCode: 255 }), [
      "pulumi ended with exit code 255.",
    ]);
  });
});
