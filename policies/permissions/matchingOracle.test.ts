import assert from "node:assert/strict";
import fc from "fast-check";
import { judge } from "../../tests/judge";
import { readDocument } from "./document";
import { grantsOf } from "./grants";
import { actionsOf } from "./tamperingActions";

// What a document allows, compared with ministack's evaluator of IAM policies, which is not this project's code: it is asked
// for each action on one trail. It knows that trail, and grants.ts must think of all; so they are equal where statements
// speak of all resources, and where they do not, what it allows must be among what grants.ts finds.

const ACTIONS = actionsOf(["trails"]).map(({ action }) => action);
const TRAIL = "arn:aws:cloudtrail:us-east-1:111122223333:trail/audit";

/** An action's name with wildcards in it and letters of the other case, or a pattern of something else. */
const patterns = fc.oneof(
  fc
    .record({
      action: fc.constantFrom(...ACTIONS),
      from: fc.nat(26),
      length: fc.nat(12),
      by: fc.constantFrom("*", "?", "", "x", "**", "?*"),
      flipped: fc.nat(2 ** 26),
    })
    .map(({ action, from, length, by, flipped }) =>
      [...`${action.slice(0, from)}${by}${action.slice(from + length)}`]
        .map((c, index) => ((flipped >> index) & 1 ? c.toUpperCase() : c))
        .join(""),
    )
    .filter((text) => /^[\w*?]+(:[\w*?]+)?$/.test(text)),
  fc.constantFrom(
    "*",
    "*:*",
    "cloudtrail:*",
    "CLOUDTRAIL:Stop*",
    "s3:*",
    "logs:PutLogEvents",
    "kms:?*",
  ),
);

const anything = fc.constant("*");
const resources = fc.oneof(
  anything,
  fc.constantFrom(
    TRAIL,
    "arn:aws:cloudtrail:*:*:trail/*",
    "arn:aws:cloudtrail:us-east-1:111122223333:trail/a?dit",
    "arn:aws:s3:::*",
    "arn:aws:*",
    "arn:aws:cloudtrail:*:*:channel/*",
    "arn:aws:cloudtrail:eu-west-1:111122223333:trail/other",
  ),
);

function documents(of: fc.Arbitrary<string>) {
  const lists = fc.oneof(patterns, fc.array(patterns, { minLength: 1, maxLength: 3 }));
  const statement = fc
    .record({
      Effect: fc.constantFrom("Allow", "Allow", "Deny"),
      element: fc.constantFrom("Action", "Action", "NotAction"),
      actions: lists,
      Resource: fc.oneof(of, fc.array(of, { minLength: 1, maxLength: 2 })),
    })
    .map(({ element, actions, ...rest }) => ({ Sid: "S", ...rest, [element]: actions }));
  return fc.array(statement, { minLength: 1, maxLength: 4 });
}

async function compared(of: fc.Arbitrary<string>, seed: number) {
  const sampled = fc.sample(documents(of), { numRuns: 4000, seed });
  const cases = sampled.flatMap((Statement) =>
    ACTIONS.map((action) => ({
      document: { Version: "2012-10-17", Statement } as never,
      call: { caller: "arn:aws:iam::111122223333:role/r", action, resource: TRAIL, context: {} },
    })),
  );
  const verdicts = await judge(cases);
  return sampled.map((Statement, index) => {
    const text = JSON.stringify({ Version: "2012-10-17", Statement });
    const document = readDocument(text, "policy");
    assert.deepEqual(document.faults, []);
    const found = grantsOf(document, actionsOf(["trails"])).flatMap((grant) =>
      grant.actions.map(({ action }) => action),
    );
    const start = index * ACTIONS.length;
    return {
      text,
      allowed: ACTIONS.filter((_, nth) => verdicts[start + nth]?.decision === "Allow"),
      found: ACTIONS.filter((action) => found.includes(action)),
    };
  });
}

describe("what a document allows", () => {
  it("is what ministack's evaluator allows, for statements on all resources", async () => {
    const all = await compared(anything, 1);
    for (const { text, allowed, found } of all) assert.deepEqual(found, allowed, text);
    const partly = all.filter(({ found }) => found.length > 0 && found.length < ACTIONS.length);
    assert.ok(partly.length > 400, `${partly.length} documents allow some of the actions`);
  });

  it("has all that ministack's evaluator allows, for statements on some resources", async () => {
    const all = await compared(resources, 2);
    for (const { text, allowed, found } of all) {
      assert.deepEqual(
        allowed.filter((action) => !found.includes(action)),
        [],
        text,
      );
    }
    assert.ok(all.filter(({ allowed }) => allowed.length > 0).length > 400);
  });
});
