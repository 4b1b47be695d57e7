import assert from "node:assert/strict";
import { removeTemporaryFolders } from "../../tests/temporaryFolder";
import { SECRET, UNKNOWN } from "../rule";
import { complaint, judged, key, messages, preview, seen, step, urn } from "../testing/checkedFile";
import { UNKNOWN_TEXT } from "../testing/sampleRules";

// A preview is judged by what it will make, and only if it is whole.

describe("policy-check of a preview", () => {
  afterEach(removeTemporaryFolders);

  it("does not judge a preview by the state before it", () => {
    const changed = {
      ...step("update", "main"),
      oldState: key("main", { days: 7 }, { outputs: { days: 7 } }),
    };
    assert.deepEqual(messages(preview([changed], { update: 1 })), []);
  });

  it("judges a preview, in which unknown and secret values are neither", () => {
    const steps = [
      {
        op: "create",
        urn: urn("new"),
        newState: key("new", { days: UNKNOWN_TEXT, a: "[secret]" }),
      },
      { op: "delete", urn: urn("old"), oldState: key("old", { days: 7 }) },
    ];
    assert.deepEqual(messages(preview(steps)), [
      'mandatory: Key "new": days is not 30. Fix: set it.',
    ]);
    assert.deepEqual(
      seen.map(({ props }) => props),
      [{ id: UNKNOWN, arn: UNKNOWN, days: UNKNOWN, a: SECRET }],
    );
  });

  it("refuses a preview that leaves out unchanged resources", () => {
    assert.equal(
      complaint(preview([step("update", "a")], { update: 1, same: 3 })),
      "given.json leaves out 3 unchanged resources. Make it by `pulumi preview --json --show-sames`.",
    );
  });

  for (const [what, content, expected] of [
    [
      "counts more steps than it shows",
      () => preview([step("create", "a")], { create: 7 }),
      'given.json leaves out 6 of the 7 steps "create" that its changeSummary counts.',
    ],
    [
      "shows only the changed resources",
      () => preview([step("same", "a")], { same: 1, update: 3 }),
      'given.json leaves out 3 of the 3 steps "update" that its changeSummary counts.',
    ],
    [
      "has no steps",
      () => preview([], {}),
      "given.json has no steps, and a preview has one at least.",
    ],
    [
      "ended with an error",
      () => preview([step("create", "a")], { create: 1 }, ["info", "error"]),
      "given.json is of a preview that failed (errors: 1), so it is not complete.",
    ],
    [
      "ended with an error before its first step",
      () => preview([], {}, ["error"]),
      "given.json is of a preview that failed (errors: 1), so it is not complete.",
    ],
    [
      "does not say what becomes of a resource",
      () => preview([step("same", "a"), { op: "update", urn: urn("b") }], { same: 1, update: 1 }),
      'given.json has a step "update" without its "newState".',
    ],
    [
      "counts something else than steps",
      () => preview([step("same", "a")], { same: -1 }),
      "given.json is not what it should be:\n✖ Too small: expected number to be >=0\n  → at changeSummary.same",
    ],
  ] as const) {
    it(`refuses a preview that ${what}`, () => {
      assert.equal(complaint(content()), expected);
    });
  }

  it("takes a preview with warnings, steps that are not counted, and resources that end", () => {
    const steps = [
      step("replace", "a"),
      step("create-replacement", "a"),
      ...["delete", "delete-replaced", "discard", "discard-replaced", "remove-pending-replace"].map(
        (op) => ({ op, urn: urn("b"), oldState: key("b", { days: 7 }) }),
      ),
    ];
    const judgement = judged(preview(steps, { replace: 1, delete: 1 }, ["warning", "info"]));
    assert.deepEqual([judgement.resources, judgement.findings], [1, []]);
  });
});
