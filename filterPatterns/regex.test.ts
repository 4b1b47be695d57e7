import assert from "node:assert/strict";
import { matchesFilterPattern } from "./match";
import { parseFilterPattern } from "./parse";

// The examples of "Supported regular expressions (regex) syntax" on AWS's page, used in a JSON
// pattern. Not listed: %abcc|ab[^c]$, printed there without its closing %.

const matches = (regex: string, text: string): boolean =>
  matchesFilterPattern(parseFilterPattern(`{ $.a = %${regex}% }`), { a: text });

describe("searchRegex: AWS's examples", () => {
  const examples: readonly (readonly [string, readonly string[], readonly string[]])[] = [
    [
      "AUTHORIZED",
      ["[ERROR 401] UNAUTHORIZED REQUEST", "[SUCCESS 200] AUTHORIZED REQUEST"],
      ["[ERROR 400] BAD REQUEST", "authorized"],
    ],
    ["^[hc]at", ["hat", "cat", "hatch"], ["what", "bat"]],
    ["[hc]at$", ["hat", "cat", "what"], ["hats", "bat"]],
    ["colou?r", ["color", "colour"], ["colouur", "colr"]],
    ["[abc]", ["a", "b", "c"], ["d", "A"]],
    ["[a-z]", ["a", "m", "z"], ["A", "5", "-"]],
    ["[abcx-z]", ["a", "b", "c", "x", "y", "z"], ["d", "w"]],
    // A search anywhere finds aaa in aaaaaa too; the page means the text that is matched.
    ["a{3,5}", ["aaa", "aaaa", "aaaaa"], ["aa"]],
    ["^a{3,5}$", ["aaa", "aaaa", "aaaaa"], ["aa", "aaaaaa"]],
    ["^a{3, 5}$", ["aaa", "aaaaa"], ["aa", "aaaaaa"]],
    ["^a{2,}$", ["aa", "aaaaaaa"], ["a"]],
    ["^a{,2}$", ["", "a", "aa"], ["aaa"]],
    ["gra|ey", ["gray", "grey"], ["gry"]],
    [
      "^starting|^initializing|^shutting down",
      ["starting ...", "initializing ...", "shutting down"],
      ["skipping initializing ..."],
    ],
    ["abcc|ab[^c]$", ["abcc ...", "aba"], ["aac ...", "abc"]],
    [String.raw`\[.\]`, ["[a]", "[b]", "[7]", "[@]", "[]]", "[ ]"], ["[]", "a", "[ab]"]],
    [String.raw`10\.10\.0\.1`, ["10.10.0.1"], ["10010,051"]],
    ["10.10.0.1", ["10.10.0.1", "10010,051"], ["10.10.0"]],
    ["ab*c", ["ac", "abc", "abbbc"], ["adc"]],
    ["ab[0-9]*", ["ab", "ab0", "ab129"], ["a0"]],
    ["ab+c", ["abc", "abbc", "abbbc"], ["ac"]],
    [".at", ["hat", "cat", "bat", "4at", "#at", " at"], ["at"]],
    [String.raw`^\d$`, ["0", "9"], ["a", ""]],
    [String.raw`^\D$`, ["a", "é"], ["0"]],
    [String.raw`^\s$`, ["\t", " ", "\n"], ["s", ""]],
    [String.raw`^\S$`, ["s", "_"], ["\t", " ", "\n"]],
    [String.raw`^\w$`, ["a", "Z", "_", "0"], ["-", "é"]],
    [String.raw`^\W$`, ["-", "é", "😀"], ["a", "_"]],
    [String.raw`\x3A`, ["a:b"], ["a;b"]],
    [String.raw`\x28`, ["f(x)"], ["fx"]],
    [String.raw`\d{1,3}\.\d{1,3}\.\d{1,3}\.\d{1,3}`, ["192.0.2.1", "from 10.0.0.10"], ["192.0.2"]],
    ["[Ee]rror|[Ff]ail", ["Error", "an error", "Fail", "failed"], ["ERROR", "FAIL"]],
  ];
  for (const [regex, found, missed] of examples) {
    it(`%${regex}%`, () => {
      assert.deepEqual(
        [...found, ...missed].filter((text) => matches(regex, text)),
        found,
      );
    });
  }
});

describe("searchRegex: where AWS's page is silent", function () {
  it("lets . and a negated class match a line break and a character outside the BMP", () => {
    assert.equal(matches("^.$", "\n"), true);
    assert.equal(matches("^[^a].$", "😀\n"), true);
  });

  it("takes operators in a class as themselves", () => {
    const found = Array.from("^$?{}|*+.a").filter((text) => matches("^[$^?{}|*+.]$", text));
    assert.deepEqual(found, Array.from("^$?{}|*+."));
  });

  it("takes a hyphen at the edge of a class as itself", () => {
    assert.equal(matches("^[a-]+$", "a-a"), true);
    assert.equal(matches("^[-a]+$", "a-a"), true);
  });

  it("lets anchors stand anywhere, even where nothing can match", () => {
    assert.equal(matches("a^b", "ab"), false);
    assert.equal(matches("a$b", "ab"), false);
    assert.equal(matches("^$", ""), true);
    assert.equal(matches("^$", "\n"), false);
  });

  it("reads numbers as text", () => {
    const pattern = parseFilterPattern("{ $.status = %^5% }");
    assert.equal(matchesFilterPattern(pattern, { status: 503 }), true);
    assert.equal(matchesFilterPattern(pattern, { status: 403 }), false);
  });

  it("does not hang on expressions that make a backtracking engine hang", () => {
    const started = performance.now();
    assert.equal(matches(`^${".*".repeat(30)}X$`, "a".repeat(5000)), false);
    assert.equal(matches(`${"a?".repeat(200)}${"a".repeat(200)}$`, `${"a".repeat(5000)}b`), false);
    assert.equal(matches("^a{0,400}a{400}$", "a".repeat(800)), true);
    assert.ok(performance.now() - started < 5000);
  });
});
