import assert from "node:assert/strict";
import { catalogue } from "./catalogue";
import { readSettings } from "./settings";
import { readStatements, statement, strictnessOf } from "./statement";

const [first, second] = catalogue.filter(({ level }) => level === "mandatory");
const mandatory = catalogue.filter(({ level }) => level === "mandatory").length;
const NOW = new Date("2027-01-15");
const EXEMPTION = { resource: "old", reason: "Leaves in spring.", until: "2027-03-31" };

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
    const configuration = new Map([
      [first.name, { level: "advisory" as const, settings: {} }],
      [second.name, { level: "remediate" as const, settings: {} }],
    ]);
    assert.deepEqual(strictnessOf(catalogue, configuration), {
      policies: catalogue.length,
      mandatory: mandatory - 1,
      weakened: [first.name],
    });
  });

  for (const [name, settings] of [
    ["cloudtrail-trail-logs-kms-events", { allowTemplateUrls: ["*"] }],
    ["cloudtrail-trail-logs-kms-events", { exemptions: [EXEMPTION] }],
    ["cloudwatch-alarm-on-kms-tells-somebody", { namespaces: [] }],
    ["iam-policy-no-trail-tampering", { allowedPolicies: ["*"] }],
    ["iam-policy-no-trail-tampering", { groups: ["trails"] }],
    ["cloudtrail-archive-is-not-public", { exemptions: [EXEMPTION] }],
  ] as const) {
    const what = Object.keys(settings).join();
    it(`counts ${name} as weaker, and not as mandatory, for its ${what}`, () => {
      const configuration = new Map([[name, { level: "mandatory" as const, settings }]]);
      assert.deepEqual(strictnessOf(catalogue, configuration, NOW), {
        policies: catalogue.length,
        mandatory: mandatory - 1,
        weakened: [name],
      });
    });
  }

  it("counts no policy as weaker for the defaults, which the engine fills in", () => {
    const configuration = new Map(
      catalogue.map((rule) => {
        const { settings, exemptions } = readSettings(rule, {});
        return [rule.name, { level: rule.level, settings: { ...settings, exemptions } }];
      }),
    );
    assert.deepEqual(strictnessOf(catalogue, configuration).weakened, []);
  });

  it("does not count an advisory policy as weaker, and one that a team made mandatory as mandatory", () => {
    const [advisory] = catalogue.filter(({ level }) => level === "advisory");
    assert.ok(advisory !== undefined);
    const given = (level: "mandatory" | "disabled") =>
      new Map([[advisory.name, { level, settings: {} }]]);
    assert.deepEqual(strictnessOf(catalogue, given("disabled")).weakened, []);
    assert.equal(strictnessOf(catalogue, given("mandatory")).mandatory, mandatory + 1);
  });

  it("is found in the text and in the JSON of a run", () => {
    const strictness = { policies: 3, mandatory: 1, weakened: ["kms-a", "kms-b"] };
    const sentence = statement("1.2.3", strictness);
    assert.equal(
      sentence,
      "kms-monitoring@v1.2.3 judges by 3 policies, 1 of them mandatory; made weaker: kms-a, kms-b.",
    );
    const expected = { version: "1.2.3", ...strictness };
    assert.deepEqual(readStatements(`    given-judged  ${sentence}\nmore`), [expected]);
    const json = JSON.stringify({ diagnostics: [{ message: `${sentence}\n\n` }] }, null, 4);
    assert.deepEqual(readStatements(json), [expected]);
  });

  it("is read once when it is repeated, and beside every other one", () => {
    const strict = { policies: 3, mandatory: 1, weakened: [] };
    const [own, other] = [strict, { ...strict, mandatory: 0, weakened: ["kms-a"] }];
    const output = [own, other, own].map((each) => statement("1.2.3", each)).join("\n");
    assert.deepEqual(readStatements(output), [
      { version: "1.2.3", ...own },
      { version: "1.2.3", ...other },
    ]);
  });

  it("is missed in the output of a run without the pack", () => {
    assert.deepEqual(readStatements("kms-monitoring@v1.2.3 (local: policies)"), []);
  });
});
