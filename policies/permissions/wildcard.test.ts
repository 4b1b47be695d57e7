import assert from "node:assert/strict";
import fc from "fast-check";
import { canMeet, covers, PART } from "./wildcard";

// Compared with an enumeration: every text of up to five letters, and whether a regular expression matches it.

const TEXTS = ["", ..."ab", ...words(2), ...words(3), ...words(4), ...words(5)];

function words(length: number): readonly string[] {
  return length === 0 ? [""] : words(length - 1).flatMap((word) => [`${word}a`, `${word}b`]);
}

function textsOf(pattern: string): readonly string[] {
  const expression = new RegExp(`^${pattern.replaceAll("*", "[ab]*").replaceAll("?", "[ab]")}$`);
  return TEXTS.filter((text) => expression.test(text));
}

const patterns = fc
  .array(fc.constantFrom("a", "b", "*", "?"), { maxLength: 4 })
  .map((p) => p.join(""));
const runs = { numRuns: 5000 };

describe("wildcards", () => {
  it("match the texts that a regular expression matches", () => {
    fc.assert(
      fc.property(patterns, (pattern) => {
        assert.deepEqual(
          TEXTS.filter((text) => covers(pattern, text)),
          textsOf(pattern),
        );
      }),
      runs,
    );
  });

  it("cover another pattern only if they match all that it matches", () => {
    fc.assert(
      fc.property(patterns, patterns, (pattern, other) => {
        const covered = new Set(textsOf(pattern));
        fc.pre(covers(pattern, other));
        assert.deepEqual(
          textsOf(other).filter((text) => !covered.has(text)),
          [],
        );
      }),
      runs,
    );
  });

  it("can meet another pattern if a text is matched by both", () => {
    fc.assert(
      fc.property(patterns, patterns, (one, other) => {
        // Patterns of up to four characters that meet at all meet in a text of up to eight; five do here for most.
        const common = textsOf(one).filter((text) => textsOf(other).includes(text));
        if (common.length > 0) assert.equal(canMeet(one, other), true);
        const isShort = one.length + other.length <= 5;
        if (common.length === 0 && isShort) assert.equal(canMeet(one, other), false);
      }),
      runs,
    );
  });

  it("cover what is written with the same wildcards, or wider ones", () => {
    assert.equal(covers("arn:*", "arn:*:cloudtrail:*:*:trail/*"), true);
    assert.equal(covers("arn:*:cloudtrail:*", "arn:*:cloudtrail:*:*:trail/*"), true);
    assert.equal(covers("arn:?:cloudtrail:*", "arn:*:cloudtrail:*:*:trail/*"), false);
    assert.equal(covers("arn:aws:cloudtrail:*", "arn:*:cloudtrail:*:*:trail/*"), false);
  });

  it("have a part of an ARN that no colon and no slash is in", () => {
    const trail = `arn:${PART}:cloudtrail:${PART}:${PART}:trail/${PART}`;
    for (const one of [
      "*",
      "arn:*:trail/*",
      "arn:aws:cloudtrail:*",
      "a?n:aws:c*a",
      "arn:*/audit",
    ]) {
      assert.equal(canMeet(one, trail), true, one);
    }
    for (const other of [
      "arn:aws:s3:::a/*",
      "arn:aws:cloudtrail:*:*:channel/*",
      "*:role/*",
      "arn:*:",
    ]) {
      assert.equal(canMeet(other, trail), false, other);
    }
    assert.deepEqual(
      ["*", "arn:*", "arn:*:cloudtrail:*", "arn:aws:*", "arn:?*", trail].map((one) =>
        covers(one, trail),
      ),
      [true, true, true, false, false, false],
    );
  });

  it("are compared in time, whatever the pattern", () => {
    const text = "a".repeat(2000);
    assert.equal(covers(`${"*a".repeat(500)}*b`, text), false);
    assert.equal(canMeet(`${"*a?".repeat(20_000)}b`, "*a*a*a*:trail/x"), false);
  });
});
