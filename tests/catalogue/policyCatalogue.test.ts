import assert from "node:assert/strict";
import { catalogue } from "../../policies/catalogue";
import { componentOf, type ProgramName, programsIn } from "./programs";
import { type ProgramRuns, startProgramRuns } from "./programRuns";

// The catalogue of programs: what goes blind is refused, at preview and at up, and its good twins are not. The folder of a
// blinding program is named after the one policy that refuses it, or the first of them.

const BLINDING = programsIn("blinding");
const GOOD = programsIn("goodTwins");
/** Programs that tell nobody, by the policy that judges how resources relate, and so only when it knows all of them. */
const SILENT = programsIn("silent");
const UP = ["up", "--yes", "--skip-preview"];

/** A file's family is run as one program. Other files may change their whole stack, and have one of their own. */
const FAMILIES = [...new Set(GOOD.map(fileOf))].map((file) =>
  GOOD.filter((name) => fileOf(name) === file),
);

function fileOf(name: ProgramName): string {
  return name.split("#")[0] ?? "";
}

const policyAgainst = (name: ProgramName): string => name.split("/")[1] ?? "";

/** Trails of which nobody can tell anything, so that every mandatory policy on trails refuses them. */
const UNTOLD: readonly ProgramName[] = [
  "cloudControl#stateFromABucket",
  "cloudControl#secretState",
  "cloudControl#noJson",
  "ignoredEverything",
  "templates#include",
].map((name) => `blinding/cloudtrail-trail-logs-kms-events/${name}`);

const MANDATORY = catalogue
  .filter((rule) => "judge" in rule && rule.level === "mandatory")
  .map(({ name }) => name);

/** In the order of the alphabet. */
function policiesAgainst(name: ProgramName): readonly string[] {
  return UNTOLD.includes(name)
    ? MANDATORY.filter((policy) => policy.startsWith("cloudtrail-trail-")).sort()
    : [policyAgainst(name)];
}

describe("the catalogue of blinding programs", () => {
  it("has one for each mandatory policy that judges before anything is deployed", () => {
    const refused = new Set(BLINDING.map(policyAgainst));
    assert.deepEqual(
      MANDATORY.filter((policy) => !refused.has(policy)),
      [],
    );
  });

  it("has those of which nobody can tell anything", () => {
    assert.deepEqual(
      UNTOLD.filter((name) => !BLINDING.includes(name)),
      [],
    );
  });
});

describe("the catalogue of programs, with the real engine and policy pack", function () {
  let runs: ProgramRuns;

  before(async () => {
    runs = await startProgramRuns();
  });

  after(() => runs.stop());

  it("has at least 60 blinding programs and 25 good twins", () => {
    assert.ok(BLINDING.length >= 60, `${BLINDING.length} blinding programs`);
    assert.ok(GOOD.length >= 25, `${GOOD.length} good twins`);
  });

  it("refuses every blinding program at preview, by the policies that are meant and no other", async () => {
    const { code, refusals, written } = await runs.run({ programs: BLINDING, args: ["preview"] });
    const found = BLINDING.map((name) => {
      const own = refusals.filter(({ urn }) => urn.includes(`::${componentOf(name)}$`));
      return [name, [...new Set(own.map(({ policy }) => policy))].sort()];
    });
    assert.notEqual(code, 0);
    assert.deepEqual(
      found,
      BLINDING.map((name) => [name, policiesAgainst(name)]),
    );
    assert.deepEqual(written, []);
  });

  it("lets every good twin through, at preview and at up", async () => {
    const found = await Promise.all(
      FAMILIES.map(async (programs) => {
        const args = ["up", "--yes"];
        const { code, output, refusals, written } = await runs.run({ programs, args });
        const steps = output.match(/^(Previewing update|Updating)/gm);
        const problem = code === 0 ? "" : output.slice(-1000);
        const isOf = (name: ProgramName, urn: string): boolean =>
          programs.length === 1 || urn.includes(`::${componentOf(name)}$`);
        const made = programs.filter((name) => written.some(({ urn }) => isOf(name, urn)));
        return { problem, steps, refusals, made };
      }),
    );
    assert.deepEqual(
      found,
      FAMILIES.map((programs) => ({
        problem: "",
        steps: ["Previewing update", "Updating"],
        refusals: [],
        made: programs,
      })),
    );
  });

  it("refuses what tells nobody at preview, and at up once all resources are known", async () => {
    const found = await Promise.all(
      SILENT.flatMap((name) =>
        [["preview"], UP].map(async (args) => {
          const { code, refusals, written } = await runs.run({ programs: [name], args });
          const policies = [...new Set(refusals.map(({ policy }) => policy))];
          return { name, isRefused: code !== 0, policies, isMade: written.length > 0 };
        }),
      ),
    );
    assert.deepEqual(
      found,
      SILENT.flatMap((name) =>
        [false, true].map((isMade) => ({
          name,
          isRefused: true,
          policies: [policyAgainst(name)],
          isMade,
        })),
      ),
    );
  });

  it("refuses each of them at up, before what goes blind exists", async () => {
    const found = await Promise.all(
      BLINDING.map(async (name) => {
        const { code, refusals, written } = await runs.run({ programs: [name], args: UP });
        const policies = [...new Set(refusals.map(({ policy }) => policy))].sort();
        // Of what was unknown at preview, more policies can tell something now.
        const isMeant = policies.includes(policyAgainst(name));
        const others = policies.filter((policy) => !policiesAgainst(name).includes(policy));
        const madeAnyway = written.filter((made) => refusals.some(({ urn }) => urn === made.urn));
        return { name, isRefused: code !== 0, isMeant, others, madeAnyway };
      }),
    );
    assert.deepEqual(
      found,
      BLINDING.map((name) => ({
        name,
        isRefused: true,
        isMeant: true,
        others: [],
        madeAnyway: [],
      })),
    );
  });
});
