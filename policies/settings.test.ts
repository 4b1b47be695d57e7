import assert from "node:assert/strict";
import { z } from "zod";
import type { ResourceRule } from "./rule";
import { configSchemaOf, isConfigured, readSettings, requireRightConfiguration } from "./settings";

const rule: ResourceRule<{ days: number; topics: readonly string[] }> = {
  name: "kms-key-waits",
  title: "A key must wait.",
  why: "It is gone otherwise.",
  controls: [],
  level: "mandatory",
  settings: z.strictObject({
    days: z.int().min(7).default(30).describe("Days that a key waits."),
    topics: z.array(z.string()).default([]).describe("Topics that are told."),
  }),
  types: ["aws:kms/key:Key"],
  judge: () => [],
};
const exemption = { resource: "old", reason: "Leaves in spring.", until: "2027-03-31" };
const now = new Date("2027-01-15");

function complaint(given: Readonly<Record<string, unknown>>): string {
  try {
    readSettings(rule, given, now);
  } catch (error) {
    return (error as Error).message;
  }
  return "none";
}

describe("settings", () => {
  it("have their defaults where a team sets nothing", () => {
    assert.deepEqual(readSettings(rule, {}), {
      settings: { days: 30, topics: [] },
      exemptions: [],
    });
  });

  it("take a team's values and exemptions", () => {
    assert.deepEqual(readSettings(rule, { days: 7, exemptions: [exemption] }, now), {
      settings: { days: 7, topics: [] },
      exemptions: [exemption],
    });
  });

  it("are an error that names every problem: wrong type, unknown key, exemption without a reason", () => {
    const text = complaint({
      days: "7",
      day: 7,
      exemptions: [{ resource: "old", until: "2027-03-31" }],
    });
    assert.equal(
      text,
      [
        'The settings of policy "kms-key-waits" are wrong:',
        '✖ Unrecognized key: "day"',
        "✖ Invalid input: expected number, received string",
        "  → at days",
        "✖ needs a text: why the resource may break the rule",
        "  → at exemptions[0].reason",
      ].join("\n"),
    );
  });

  it("with an exemption for more than a year are an error, by the day of the run", () => {
    const given = { exemptions: [{ ...exemption, until: "9999-12-31" }] };
    assert.equal(
      complaint(given),
      [
        'The settings of policy "kms-key-waits" are wrong:',
        "✖ is more than 366 days ahead: 2028-01-16 is the last day that is allowed today",
        "  → at exemptions[0].until",
      ].join("\n"),
    );
    const configuration = new Map([[rule.name, { settings: given }]]);
    assert.throws(() => requireRightConfiguration([rule], configuration, now), /at exemptions/);
    requireRightConfiguration([rule], configuration, new Date("9998-12-30"));
  });

  it("are those of the pack until a team sets another value or an exemption", () => {
    assert.equal(isConfigured(rule, {}, now), false);
    assert.equal(isConfigured(rule, { days: 30, topics: [], exemptions: [] }, now), false);
    assert.equal(isConfigured(rule, { days: 31 }, now), true);
    assert.equal(isConfigured(rule, { exemptions: [exemption] }, now), true);
  });

  it("of policies that the pack does not have are an error", () => {
    const configuration = new Map([
      ["kms-key-waits", { settings: {} }],
      ["kms-key-wait", { settings: {} }],
    ]);
    assert.throws(
      () => requireRightConfiguration([rule], configuration),
      new Error('There is no policy "kms-key-wait" in this pack. It has: kms-key-waits.'),
    );
  });

  it("for all policies together are a level and no more", () => {
    requireRightConfiguration([rule], new Map([["all", { settings: {} }]]));
    assert.throws(
      () => requireRightConfiguration([rule], new Map([["all", { settings: { days: 7 } }]])),
      new Error(
        '"all" takes a level and nothing else. Move "days" to each policy that it is meant for.',
      ),
    );
    assert.throws(
      () => requireRightConfiguration([rule], new Map([["all", { settings: { exemptions: [] } }]])),
      /^Error: "all" takes a level and nothing else\. Move "exemptions" /,
    );
  });

  it("are told to the engine with default and description, and no limit that it could refuse by", () => {
    const { properties, required } = configSchemaOf(rule);
    assert.deepEqual(properties["days"], { default: 30, description: "Days that a key waits." });
    assert.deepEqual(properties["exemptions"], {
      default: [],
      description: "Resources that the policy leaves alone, each with a reason and an end date.",
    });
    assert.deepEqual(Object.keys(properties), ["days", "topics", "exemptions"]);
    assert.equal(required, undefined);
  });
});
