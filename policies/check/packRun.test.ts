import assert from "node:assert/strict";
import { z } from "zod";
import type { Level, ResourceRule } from "../rule";
import { statement, type Strictness } from "../statement";
import { packRunProblems } from "./packRun";
import { Problem } from "./problem";

const rule = (name: string, level: Level): ResourceRule => ({
  ...{ name, level, title: "A key must wait.", why: "It is gone otherwise.", controls: [] },
  ...{ settings: z.strictObject({}), types: [], judge: () => [] },
});
const rules = [rule("kms-a", "mandatory"), rule("kms-b", "mandatory"), rule("kms-c", "advisory")];
const strict: Strictness = { policies: 3, mandatory: 2, weakened: [] };
const output = (said: Partial<Strictness> = {}, version = "1.2.3"): string =>
  `Previewing update:\n    ${statement(version, { ...strict, ...said })}\nResources:\n`;

const expected = { version: "1.2.3", mayBeWeaker: [], exitCode: 0 };
const problems = (text: string, other: Partial<Parameters<typeof packRunProblems>[1]> = {}) =>
  packRunProblems(text, { ...expected, ...other }, rules);

describe("policy-check --assert-pack", () => {
  it("is content with a run that the pack judged and nothing stopped", () => {
    assert.deepEqual(problems(output()), []);
    assert.deepEqual(problems(output() + output()), []);
  });

  it("is content with a run in which a team made more policies mandatory", () => {
    assert.deepEqual(problems(output({ mandatory: 3 })), []);
  });

  it("refuses a run without the pack, whatever its exit code", () => {
    assert.deepEqual(problems("Previewing update:\nResources:\n    3 unchanged\n"), [
      "The pack says nothing in the output, so it did not run: give pulumi --policy-pack, and this command all of the output (2>&1).",
    ]);
  });

  it("refuses another version", () => {
    assert.deepEqual(problems(output({}, "1.2.2")), [
      "The pack that ran is version 1.2.2, not 1.2.3.",
    ]);
  });

  it("refuses mandatory policies made weaker, unless that is allowed by name", () => {
    const run = output({ mandatory: 0, weakened: ["kms-a", "kms-b"] });
    assert.deepEqual(problems(run, { mayBeWeaker: ["kms-a"] }), [
      "Configuration (level, exemptions or settings) makes these policies weaker: kms-b.",
    ]);
    assert.deepEqual(problems(run, { mayBeWeaker: ["kms-a", "kms-b"] }), []);
  });

  it("refuses an output in which something else says another thing, before or after the pack", () => {
    const weakened = output({ mandatory: 1, weakened: ["kms-a"] });
    for (const run of [output() + weakened, weakened + output()]) {
      assert.deepEqual(problems(run, { mayBeWeaker: ["kms-a"] }), [
        "The output says 2 different things about the pack, and a run has but one: something else printed the others.",
      ]);
    }
  });

  it("refuses a pack with another number of policies", () => {
    assert.deepEqual(problems(output({ policies: 0, mandatory: 0 })), [
      "The pack that ran judges by 0 policies, not 3.",
      "The pack has 2 mandatory policies, which the 0 and those made weaker in the output do not add up to.",
    ]);
    assert.deepEqual(problems(output({ policies: 4 })), [
      "The pack that ran judges by 4 policies, not 3.",
    ]);
  });

  for (const [what, said] of [
    ["fewer mandatory policies than the pack", { mandatory: 1 }],
    ["more mandatory policies than there are", { mandatory: 4 }],
    ["a weaker policy that the pack does not have", { mandatory: 1, weakened: ["kms-x"] }],
    ["a weaker policy twice", { mandatory: 0, weakened: ["kms-a", "kms-a"] }],
  ] as const) {
    it(`refuses an output with ${what}`, () => {
      const mayBeWeaker = ["kms-a", "kms-b"];
      const found = problems(output(said), { mayBeWeaker }).filter((each) =>
        each.startsWith("The pack has 2 mandatory policies, "),
      );
      assert.equal(found.length, 1);
    });
  }

  for (const name of ["kms-typo", "kms-c"]) {
    it(`does not take ${name}, which is no mandatory policy, for one that may be weaker`, () => {
      assert.throws(
        () => problems(output(), { mayBeWeaker: ["kms-a", name] }),
        new Problem(
          `--may-be-weaker takes mandatory policies of this pack, and these are none: ${name}.`,
        ),
      );
    });
  }

  it("refuses a run that failed", () => {
    assert.deepEqual(problems(output(), { exitCode: 255 }), ["pulumi ended with exit code 255."]);
  });
});
