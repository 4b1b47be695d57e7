import assert from "node:assert/strict";
import { FilterPatternError, parseFilterPattern } from "./parse";

function refusalOf(text: string): FilterPatternError {
  try {
    parseFilterPattern(text);
  } catch (error) {
    if (error instanceof FilterPatternError) return error;
    throw error;
  }
  return assert.fail(`accepted: ${text}`);
}

describe("parseFilterPattern refuses, with the place", () => {
  // Each › stands where the pattern goes wrong, and is not part of it.
  const invalid: readonly string[] = [
    "›ERROR",
    ' ›"ERROR ARGUMENTS"',
    "›%AUTHORIZED%",
    "›[ip, user, ..., bytes]",
    "›$.a = 1",
    "{›}",
    "{ $.a = 1›",
    "{ $.a = 1 } ›x",
    "{ ›a = 1 }",
    "{ $›a = 1 }",
    "{ $›[0] = 1 }",
    "{ $›['a'] = 1 }",
    '{ $.[›"a"] = 1 }',
    "{ $.a[›x] = 1 }",
    "{ $.a[›-1] = 1 }",
    "{ $.a[›'b'] = 1 }",
    "{ $.a[0›,1] = 1 }",
    "{ $.›.a = 1 }",
    "{ $.a =›= 1 }",
    "{ $.a = ›}",
    "{ $.a ›~ 1 }",
    "{ $.a > ›abc }",
    '{ $.a > ›"1" }',
    "{ $.a < ›%1% }",
    "{ $.a <= 1›* }",
    "{ $.a >= 1.›}",
    "{ $.a = ›'Root' }",
    "{ $.a = us›-east-1 }",
    "{ $.a = kms›:Decrypt }",
    '{ $.a = "open }›',
    String.raw`{ $.a = "open\" }›`,
    "{ $.a IS ›NOT NULL }",
    "{ $.a IS ›null }",
    "{ $.a ›EXISTS }",
    "{ $.a NOT ›NULL }",
    "{ $.a = 1 ›& $.b = 2 }",
    "{ $.a = 1 ›AND $.b = 2 }",
    "{ $.a = 1 && ›}",
    "{ ›!($.a = 1) }",
    "{ ($.a = 1 ›}",
    "{ $.a = 1 ›) }",
    "{ $.a = ›{} }",
    "{ ›$.*.* = 1 }",
    "{ ›$.a[*].b[*] = 1 }",
    "{ $.a[*] = 1 || $.b[*] = 1 || $.c[*] = 1 || ›$.*.d = 1 }",
    "{ $.a = %a% || $.b = %b% || $.c = ›%c% }",
    "{ $.a = %›% }",
    "{ $.a = %something›!% }",
    "{ $.a = %›(a)% }",
    String.raw`{ $.a = %\›(a% }`,
    String.raw`{ $.a = %\›b% }`,
    String.raw`{ $.a = %\›1% }`,
    String.raw`{ $.a = %\x›G0% }`,
    String.raw`{ $.a = %\›x80% }`,
    "{ $.a = %›é% }",
    "{ $.a = %a|›% }",
    "{ $.a = %›*a% }",
    "{ $.a = %a+›+% }",
    "{ $.a = %^›*% }",
    "{ $.a = %a›{3,2}% }",
    "{ $.a = %a{,›}% }",
    "{ $.a = %a{›x}% }",
    "{ $.a = ›%a{1001}% }",
    "{ $.a = %[›]% }",
    "{ $.a = %[›z-a]% }",
    "{ $.a = %[a›% }",
    "{ $.a = %a›]% }",
    "{ $.a = %abcc|ab[^c]$ ›}", // the page's example, which lacks the closing %
  ];
  for (const marked of invalid) {
    it(marked, () => {
      const offset = marked.indexOf("›");
      const error = refusalOf(marked.replace("›", ""));
      assert.equal(error.offset, offset);
      assert.match(
        error.message,
        new RegExp(`\\(line 1, column ${offset + 1}, offset ${offset}\\)$`),
      );
    });
  }

  it("more than 1024 characters", () => {
    assert.equal(refusalOf(`{ $.a = "${"x".repeat(1024)}" }`).offset, 1024);
  });
});

describe("FilterPatternError", () => {
  it("names what was expected and what was found", () => {
    const { name, message } = refusalOf("{ $.a IS NOT NULL }");
    assert.equal(name, "FilterPatternError");
    assert.equal(
      message,
      'Expected "FALSE", "NULL", or "TRUE" but "N" found (line 1, column 10, offset 9)',
    );
  });

  it("counts lines", () => {
    const { message, offset } = refusalOf("{ $.a = 1 &&\n  $.b }");
    assert.equal(offset, 19);
    assert.match(message, /\(line 2, column 7, offset 19\)$/);
  });

  it("says that only JSON patterns are supported", () => {
    assert.equal(
      refusalOf("[w1=ERROR, w2]").message,
      "Only JSON patterns { ... } and the empty pattern are supported here (line 1, column 1, offset 0)",
    );
  });

  it("names the quota that a pattern exceeds", () => {
    assert.equal(
      refusalOf("{ $.a = %a% || $.b = %b% || $.c = %c% }").message,
      "Expected at most 2 regular expressions (line 1, column 35, offset 34)",
    );
  });
});
