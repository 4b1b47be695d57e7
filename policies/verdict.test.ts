import assert from "node:assert/strict";
import { z } from "zod";
import type { Resource, ResourceRule, StackRule } from "./rule";
import { readSettings } from "./settings";
import { verdictOnResource, verdictOnStack } from "./verdict";

const resource = (name: string): Resource => ({
  type: "aws:kms/key:Key",
  name,
  urn: `urn:pulumi:test::test::aws:kms/key:Key::${name}`,
  props: {},
  protect: false,
  ignoreChanges: [],
});
const shared = {
  title: "A key must wait.",
  why: "It is gone otherwise.",
  controls: [],
  level: "mandatory",
  settings: z.strictObject({}),
} as const;
const wrong = { path: "days", why: "is wrong", fix: "mend it" };
const single: ResourceRule = {
  ...shared,
  name: "kms-key-waits",
  types: ["aws:kms/key:Key"],
  judge: () => [wrong],
};
const related: StackRule = {
  ...shared,
  name: "kms-keys-differ",
  judgeStack: (resources) => resources.map((each) => ({ resource: each, violation: wrong })),
};
const now = new Date("2027-01-15");
const exempt = (name: string, until: string) => ({
  exemptions: [{ resource: name, reason: "Leaves in spring.", until }],
});
const over = {
  path: "",
  why: "has an exemption from this policy that ended on 2026-12-31 (reason: Leaves in spring.)",
  fix: "remove the exemption, or renew it with a reason that still holds",
};

describe("verdict", () => {
  it("leaves out violations of an exempt resource, and of no other", () => {
    const configured = readSettings(single, exempt("old", "2027-03-31"), now);
    assert.deepEqual(verdictOnResource(single, resource("old"), configured, now), []);
    assert.deepEqual(verdictOnResource(single, resource("new"), configured, now), [wrong]);
  });

  it("holds an exemption that is over against the resource, even if nothing else is wrong with it", () => {
    const configured = readSettings(single, exempt("old", "2026-12-31"), now);
    const right = { ...single, judge: () => [] };
    assert.deepEqual(verdictOnResource(right, resource("old"), configured, now), [over]);
    assert.deepEqual(verdictOnResource(single, resource("old"), configured, now), [over, wrong]);
  });

  it("on a stack does the same for each of its resources", () => {
    const resources = [resource("old"), resource("new")];
    const verdict = (until: string) =>
      verdictOnStack(related, resources, readSettings(related, exempt("old", until), now), now).map(
        (found) => [found.resource.name, found.violation],
      );
    assert.deepEqual(verdict("2027-03-31"), [["new", wrong]]);
    assert.deepEqual(verdict("2026-12-31"), [
      ["old", over],
      ["old", wrong],
      ["new", wrong],
    ]);
  });

  it("on a stack says once that an exemption is over, however many resources it covers", () => {
    const exemptions = [
      { urn: "urn:pulumi:test::test::aws:*", reason: "Leaves in spring.", until: "2026-12-31" },
    ];
    const none = { ...related, judgeStack: () => [] };
    const configured = readSettings(none, { exemptions }, now);
    const found = verdictOnStack(none, [resource("a"), resource("b")], configured, now);
    assert.deepEqual(
      found.map(({ resource: { name }, violation }) => [name, violation]),
      [["a", over]],
    );
  });

  it("is an error when a rule fails, so that nothing passes unjudged", () => {
    const failing = {
      ...related,
      judgeStack: () => {
        throw new TypeError("no such thing");
      },
    };
    assert.throws(
      () => verdictOnStack(failing, [], readSettings(failing, {}), now),
      new Error(
        'Policy "kms-keys-differ" cannot judge the stack, so nothing passes: TypeError: no such thing',
        { cause: new TypeError("no such thing") },
      ),
    );
  });
});
