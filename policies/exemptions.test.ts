import assert from "node:assert/strict";
import { type Exemption, exemptionsSchema, exemptionsSchemaOn, exemptionState } from "./exemptions";
import type { Resource } from "./rule";

const URN = "urn:pulumi:prod::shop::my:index:Audit$aws:cloudtrail/trail:Trail::audit";
const trail: Resource = {
  type: "aws:cloudtrail/trail:Trail",
  name: "audit",
  urn: URN,
  props: {},
  protect: false,
  ignoreChanges: [],
};
const reason = "Replaced by the organization's trail.";

function state(exemption: Partial<Exemption>, now = "2027-01-15T12:00:00Z") {
  const exemptions = [{ reason, until: "2027-01-31", ...exemption }];
  const { isExempt, expired } = exemptionState(trail, exemptions, new Date(now));
  return [isExempt, expired.length];
}

describe("exemption", () => {
  it("covers the resource whose name or whole URN it gives", () => {
    assert.deepEqual(state({ resource: "audit" }), [true, 0]);
    assert.deepEqual(state({ resource: "audi" }), [false, 0]);
    assert.deepEqual(state({ urn: URN }), [true, 0]);
    assert.deepEqual(state({ urn: URN.slice(0, -1) }), [false, 0]);
  });

  it("takes * in a URN for any characters, from none to those of several parts", () => {
    assert.deepEqual(state({ urn: "urn:pulumi:prod::*::audit" }), [true, 0]);
    assert.deepEqual(state({ urn: "*" }), [true, 0]);
    assert.deepEqual(state({ urn: "urn:*:Trail::a*u*t" }), [true, 0]);
    assert.deepEqual(state({ urn: `*${URN}*` }), [true, 0]);
    assert.deepEqual(state({ urn: "urn:pulumi:dev::*::audit" }), [false, 0]);
    assert.deepEqual(state({ urn: "*::audit*audit" }), [false, 0]);
    assert.deepEqual(state({ urn: "*Audit*Audit*" }), [false, 0]);
  });

  it("takes no other character for a pattern", () => {
    assert.deepEqual(state({ urn: URN.replace("shop", "sh.p") }), [false, 0]);
    assert.deepEqual(state({ resource: "*" }), [false, 0]);
  });

  it("ends after its last day, by the clock of UTC", () => {
    assert.deepEqual(state({ resource: "audit" }, "2027-01-31T23:59:59Z"), [true, 0]);
    assert.deepEqual(state({ resource: "audit" }, "2027-02-01T00:00:00Z"), [false, 1]);
  });

  it("is not over for a resource that it never covered", () => {
    assert.deepEqual(state({ resource: "other" }, "2030-01-01T00:00:00Z"), [false, 0]);
  });

  it("holds beside one that is over, which still counts as over", () => {
    const exemptions = exemptionsSchema.parse([
      { resource: "audit", reason, until: "2026-12-31" },
      { resource: "audit", reason, until: "2027-12-31" },
    ]);
    const { isExempt, expired } = exemptionState(trail, exemptions, new Date("2027-06-01"));
    assert.deepEqual([isExempt, expired.map(({ until }) => until)], [true, ["2026-12-31"]]);
  });

  for (const [why, wrong] of Object.entries({
    "no reason": { resource: "audit", until: "2027-01-31" },
    "an empty reason": { resource: "audit", until: "2027-01-31", reason: " " },
    "no end": { resource: "audit", reason },
    "a day that does not exist": { resource: "audit", reason, until: "2027-02-30" },
    "a time instead of a day": { resource: "audit", reason, until: "2027-01-31T00:00:00Z" },
    "nothing that it covers": { reason, until: "2027-01-31" },
    "both a name and a URN": { resource: "audit", urn: URN, reason, until: "2027-01-31" },
    "an empty pattern": { urn: "", reason, until: "2027-01-31" },
    "a pattern for every resource": { urn: "*", reason, until: "2027-01-31" },
    "a pattern of stars alone": { urn: "**::*::***::*", reason, until: "2027-01-31" },
    "a pattern for every resource of a name": { urn: "*::audit", reason, until: "2027-01-31" },
    "a pattern for every type of a project": {
      urn: "urn:pulumi:prod::shop::*",
      reason,
      until: "2027-01-31",
    },
    "a pattern of single characters between stars": {
      urn: "u*::*a*::*a*",
      reason,
      until: "2027-01-31",
    },
    "a pattern of two characters in a row": {
      urn: "urn:pulumi:prod::shop::*r*l::au*",
      reason,
      until: "2027-01-31",
    },
    "a pattern for every resource of a type": {
      urn: "urn:pulumi:prod::shop::aws:kms/key:Key::*",
      reason,
      until: "2027-01-31",
    },
    "a pattern whose first part is what every URN begins with": {
      urn: "urn:pulumi:*::shop::*::audit",
      reason,
      until: "2027-01-31",
    },
    "a pattern whose first part is a piece of that": {
      urn: "*pulumi*::shop::*::audit",
      reason,
      until: "2027-01-31",
    },
    "a pattern of empty parts": { urn: "urn:pulumi:prod::::::::", reason, until: "2027-01-31" },
    "an unknown key": { resource: "audit", reason, until: "2027-01-31", policy: "x" },
  })) {
    it(`is refused with ${why}`, () => {
      assert.equal(exemptionsSchema.safeParse([wrong]).success, false);
    });
  }

  it("takes a pattern in which three parts of the URN, the name among them, say what is meant", () => {
    for (const urn of [
      "urn:pulumi:prod::shop::*::audit",
      "*::shop::aws:cloudtrail/trail:Trail::audit-*",
      "urn:pulumi:*::shop::aws:kms/key:Key::db",
      "urn:pulumi:eu::*::aws:kms/key:Key::a",
      "urn:pulumi:prod-*::shop::*::*-audit",
      URN,
    ]) {
      const given = [{ urn, reason, until: "2027-01-31" }];
      assert.deepEqual(exemptionsSchema.parse(given), given);
    }
  });

  it("ends within 366 days, by the day on which it is read", () => {
    const complaints = (until: string, now: string) =>
      exemptionsSchemaOn(new Date(now))
        .safeParse([{ resource: "audit", reason, until }])
        .error?.issues.map(({ path, message }) => [path.join("."), message]);
    assert.equal(complaints("2028-01-16", "2027-01-15T00:00:00Z"), undefined);
    assert.deepEqual(complaints("2028-01-17", "2027-01-15T23:59:59Z"), [
      ["0.until", "is more than 366 days ahead: 2028-01-16 is the last day that is allowed today"],
    ]);
    assert.equal(complaints("2028-01-17", "2027-01-16T00:00:00Z"), undefined);
  });

  it("answers at once to a pattern that would keep a backtracking matcher busy for years", () => {
    assert.deepEqual(state({ urn: `${"*a".repeat(5_000)}*b` }), [false, 0]);
  });
});
