import assert from "node:assert/strict";
import { catalogue } from "./catalogue";
import { readStatement, statement, strictnessOf } from "./statement";

const [first, second] = catalogue.filter(({ level }) => level === "mandatory");
const mandatory = catalogue.filter(({ level }) => level === "mandatory").length;

describe("statement of the pack", () => {
  it("counts its policies and those that stop a run", () => {
    assert.deepEqual(strictnessOf(catalogue, new Map()), {
      policies: catalogue.length,
      mandatory,
      weakened: [],
    });
  });

  it("names mandatory policies that configuration made weaker", () => {
    assert.ok(first !== undefined && second !== undefined);
    const levels = new Map([
      [first.name, "advisory" as const],
      [second.name, "remediate" as const],
    ]);
    assert.deepEqual(strictnessOf(catalogue, levels), {
      policies: catalogue.length,
      mandatory: mandatory - 1,
      weakened: [first.name],
    });
  });

  it("is found in the text and in the JSON of a run", () => {
    const strictness = { policies: 3, mandatory: 1, weakened: ["kms-a", "kms-b"] };
    const sentence = statement("1.2.3", strictness);
    assert.equal(
      sentence,
      "kms-monitoring@v1.2.3 judges by 3 policies, 1 of them mandatory; made weaker: kms-a, kms-b.",
    );
    const expected = { version: "1.2.3", ...strictness };
    assert.deepEqual(readStatement(`    given-judged  ${sentence}\nmore`), expected);
    const json = JSON.stringify({ diagnostics: [{ message: `${sentence}\n\n` }] }, null, 4);
    assert.deepEqual(readStatement(json), expected);
  });

  it("is missed in the output of a run without the pack", () => {
    assert.equal(readStatement("kms-monitoring@v1.2.3 (local: policies)"), undefined);
  });
});
