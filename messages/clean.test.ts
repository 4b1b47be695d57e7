import assert from "node:assert/strict";
import { clean, cut, listAt, textAt, valueAt } from "./clean";

describe("clean", () => {
  const shown: readonly (readonly [string, unknown, string | undefined])[] = [
    ["keeps what can be seen", "Álîce <b>日本</b> 🔑", "Álîce <b>日本</b> 🔑"],
    ["puts lines together", " a\r\n\tb\u2028c\u0085d ", "a b c d"],
    ["takes out control characters", "a\u0000\u001b[31mb\u007f", "a [31mb"],
    [
      "takes out what turns the direction of text round",
      "a\u202egnp.exe\u2066b\u200f",
      "a gnp.exe b",
    ],
    ["takes out what has no width", "ad\u200bmin\ufeff", "ad min"],
    ["takes out halves of surrogate pairs", "a\ud83db\udd11", "a b"],
    ["finds nothing to see", "\u0000\u200b \n", undefined],
    ["is for strings only", 12, undefined],
    ["is for strings only, not for lists of them", ["a"], undefined],
  ];
  for (const [promise, value, expected] of shown) {
    it(promise, () => {
      assert.equal(clean(value), expected);
    });
  }

  it("cuts by whole characters, and says so", () => {
    assert.equal(cut("🔑🔑🔑", 3), "🔑🔑🔑");
    assert.equal(cut("🔑🔑🔑🔑", 3), "🔑🔑…");
    assert.equal(clean("x".repeat(1_000_000)), `${"x".repeat(299)}…`);
  });

  it("looks at the beginning of a long string only, so that the cost has a bound", () => {
    assert.equal(clean(`${"\u200b".repeat(1199)}a`), "a");
    assert.equal(clean(`${"\u200b".repeat(1200)}a`), undefined);
  });
});

describe("valueAt", () => {
  const record = { a: { b: ["c", { d: "e" }] }, empty: null };

  it("follows own properties, and elements by their number", () => {
    assert.equal(valueAt(record, "a", "b", "1", "d"), "e");
    assert.deepEqual(listAt(record, "a", "b"), ["c", { d: "e" }]);
    assert.equal(textAt(record, "a", "b", "0"), "c");
  });

  it("finds nothing where nothing is, or where it is inherited", () => {
    assert.equal(valueAt(record, "empty", "a"), undefined);
    assert.equal(valueAt(record, "constructor"), undefined);
    assert.equal(valueAt(record, "__proto__"), undefined);
    assert.equal(valueAt("text", "length"), undefined);
    assert.deepEqual(listAt(record, "a"), []);
    assert.equal(textAt(record, "a"), undefined);
  });
});
