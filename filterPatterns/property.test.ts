import assert from "node:assert/strict";
import fc from "fast-check";
import { matchesFilterPattern } from "./match";
import { parseFilterPattern } from "./parse";

// Random patterns are built as text and, apart from it, as a tree and as a plain predicate. The
// parser must give the tree, and the evaluator must agree with the predicate, which knows no
// grammar, splits wildcards by trying everything and hands regular expressions to RegExp.

type LogRecord = Readonly<Record<string, unknown>>;

interface Sample {
  readonly text: string;
  readonly tree: unknown;
  readonly holds: (record: LogRecord) => boolean;
}

type Operand = Pick<Sample, "text" | "tree"> & {
  readonly fits: (operator: string, value: unknown) => boolean;
};

const letters = fc.string({ unit: fc.constantFrom("a", "b", " ", "1", "."), maxLength: 4 });

function wildcardFits(pattern: readonly string[], text: string): boolean {
  const [head, ...tail] = pattern;
  if (head === undefined) return text === "";
  if (head !== "*") return text.startsWith(head) && wildcardFits(tail, text.slice(head.length));
  return Array.from({ length: text.length + 1 }, (_, at) => text.slice(at)).some((rest) =>
    wildcardFits(tail, rest),
  );
}

const equality = (fits: (text: string) => boolean) => (operator: string, value: unknown) =>
  (typeof value === "string" || typeof value === "number") &&
  fits(String(value)) === (operator === "=");

const textOperand: fc.Arbitrary<Operand> = fc
  .array(fc.oneof(fc.constant("*"), fc.constantFrom("a", "b", " ", "1", '"', "\\")), {
    maxLength: 6,
  })
  .map((characters) => ({
    text: `"${characters.map((c) => (/["\\]/.test(c) ? `\\${c}` : c)).join("")}"`,
    tree: { kind: "text", parts: characters.join("").split("*") },
    fits: equality((text) => wildcardFits(characters, text)),
  }));

const bareOperand: fc.Arbitrary<Operand> = fc
  .array(fc.constantFrom("*", "a", "b", "_"), { minLength: 1, maxLength: 5 })
  .map((characters) => ({
    text: characters.join(""),
    tree: { kind: "text", parts: characters.join("").split("*") },
    fits: equality((text) => wildcardFits(characters, text)),
  }));

const compare: Readonly<Record<string, (a: number, b: number) => boolean>> = {
  "=": (a, b) => a === b,
  "!=": (a, b) => a !== b,
  "<": (a, b) => a < b,
  "<=": (a, b) => a <= b,
  ">": (a, b) => a > b,
  ">=": (a, b) => a >= b,
};

const numberOperand: fc.Arbitrary<Operand> = fc
  .oneof(fc.integer({ min: -2, max: 12 }), fc.double({ noNaN: true, noDefaultInfinity: true }))
  .map((value) => {
    const text = JSON.stringify(value);
    return {
      text,
      tree: { kind: "number", value: Number(text), text },
      fits: (operator, found) => {
        if (typeof found === "number") return compare[operator]?.(found, Number(text)) ?? false;
        return equality((other) => other === text)(operator, found) && /^!?=$/.test(operator);
      },
    };
  });

// [as written in a pattern, as RegExp writes it, code point ranges]
const sets = fc.constantFrom<readonly [string, string, readonly (readonly number[])[]]>(
  ["a", "a", [[97, 97]]],
  [" ", " ", [[32, 32]]],
  [".", "[^]", [[0, 0x10ffff]]],
  [
    "[ab]",
    "[ab]",
    [
      [97, 97],
      [98, 98],
    ],
  ],
  [
    "[^a-b]",
    "[^a-b]",
    [
      [0, 96],
      [99, 0x10ffff],
    ],
  ],
  ["\\d", "\\d", [[48, 57]]],
  ["\\.", "\\.", [[46, 46]]],
  ["\\x62", "b", [[98, 98]]],
);
const times = fc.constantFrom<readonly [string, string, number, number | null]>(
  ["", "", 1, 1],
  ["?", "?", 0, 1],
  ["*", "*", 0, null],
  ["+", "+", 1, null],
  ["{2}", "{2}", 2, 2],
  ["{1,3}", "{1,3}", 1, 3],
  ["{2,}", "{2,}", 2, null],
  ["{,2}", "{0,2}", 0, 2],
);
const regexItem = fc.oneof(
  fc.constant({ text: "^", js: "^", tree: { kind: "start" } }),
  fc.constant({ text: "$", js: "$", tree: { kind: "end" } }),
  fc.tuple(sets, times).map(([[text, js, ranges], [written, jsTimes, min, max]]) => ({
    text: text + written,
    js: js + jsTimes,
    tree: { kind: "repeat", ranges, min, max },
  })),
);
const regexOperand: fc.Arbitrary<Operand> = fc
  .array(fc.array(regexItem, { minLength: 1, maxLength: 4 }), { minLength: 1, maxLength: 3 })
  .map((branches) => {
    const js = new RegExp(branches.map((items) => items.map((i) => i.js).join("")).join("|"), "u");
    return {
      text: `%${branches.map((items) => items.map((i) => i.text).join("")).join("|")}%`,
      tree: { kind: "regex", branches: branches.map((items) => items.map((i) => i.tree)) },
      fits: equality((text) => js.test(text)),
    };
  });

const path = fc.constantFrom(
  { text: "$.a", path: [{ kind: "property", name: "a" }], read: (r: LogRecord) => r.a },
  {
    text: "$.['b.c']",
    path: [{ kind: "property", name: "b.c" }],
    read: (r: LogRecord) => r["b.c"],
  },
  {
    text: "$.d[1]",
    path: [
      { kind: "property", name: "d" },
      { kind: "element", index: 1 },
    ],
    read: (r: LogRecord) => (Array.isArray(r.d) ? r.d[1] : undefined),
  },
);

const comparison: fc.Arbitrary<Sample> = fc
  .oneof(
    fc.tuple(path, fc.constantFrom("=", "!="), fc.oneof(textOperand, bareOperand, regexOperand)),
    fc.tuple(path, fc.constantFrom(...Object.keys(compare)), numberOperand),
  )
  .map(([selector, operator, operand]) => ({
    text: `${selector.text} ${operator} ${operand.text}`,
    tree: {
      kind: "comparison",
      operator,
      operand: operand.tree,
      selector: { path: selector.path },
    },
    holds: (record) => operand.fits(operator, selector.read(record)),
  }));

const state: fc.Arbitrary<Sample> = fc
  .tuple(
    path,
    fc.constantFrom<readonly [string, unknown]>(
      ["IS NULL", null],
      ["IS TRUE", true],
      ["IS FALSE", false],
      ["NOT EXISTS", undefined],
    ),
  )
  .map(([selector, [text, value]]) => ({
    text: `${selector.text} ${text}`,
    tree: {
      ...(value === undefined ? { kind: "notExists" } : { kind: "is", value }),
      selector: { path: selector.path },
    },
    holds: (record) => selector.read(record) === value,
  }));

function join(kind: "and" | "or", parts: readonly Sample[]): Sample {
  const needsNone = (part: Sample): boolean => !/&&|\|\|/.test(part.text.replace(/%[^%]*%/g, ""));
  const wrapped = parts.map((part) => (needsNone(part) ? part.text : `(${part.text})`));
  return {
    text: wrapped.join(kind === "and" ? " && " : "||"),
    tree: { kind, parts: parts.map((part) => part.tree) },
    holds: (record) =>
      kind === "and" ? parts.every((p) => p.holds(record)) : parts.some((p) => p.holds(record)),
  };
}

const condition = fc.letrec<{ one: Sample }>((tie) => ({
  one: fc.oneof(
    { depthSize: "small", withCrossShrink: true },
    fc.oneof(comparison, state),
    fc
      .tuple(fc.constantFrom("and", "or"), fc.array(tie("one"), { minLength: 2, maxLength: 3 }))
      .map(([kind, parts]) => join(kind === "and" ? "and" : "or", parts)),
  ),
})).one;

const value = fc.oneof(
  letters,
  fc.integer({ min: -2, max: 12 }),
  fc.constantFrom(null, true, false, {}, [], "ab", "aab", "1", undefined),
);
// JSON has no undefined: such a property is missing.
const record = fc
  .record({ a: value, "b.c": value, d: fc.oneof(value, fc.array(value.map((v) => v ?? null))) })
  .map((loose): LogRecord => JSON.parse(JSON.stringify(loose)));

const withoutOffsets = (tree: unknown): unknown =>
  JSON.parse(JSON.stringify(tree, (key, entry) => (key === "offset" ? undefined : entry)));

const allowed = (text: string): boolean =>
  text.length <= 1000 && (text.match(/%/g) ?? []).length <= 4;

describe("random filter patterns", function () {
  it("are parsed to the tree that they were written from", () => {
    fc.assert(
      fc.property(condition, ({ text, tree }) => {
        fc.pre(allowed(text));
        assert.deepEqual(withoutOffsets(parseFilterPattern(`{${text}}`)), tree);
      }),
      { numRuns: 1000 },
    );
  });

  it("match what a plain predicate matches", () => {
    fc.assert(
      fc.property(
        condition,
        fc.array(record, { minLength: 1, maxLength: 8 }),
        (sample, records) => {
          fc.pre(allowed(sample.text));
          const pattern = parseFilterPattern(`{ ${sample.text} }`);
          for (const one of records) {
            assert.equal(
              matchesFilterPattern(pattern, one),
              sample.holds(one),
              JSON.stringify(one),
            );
          }
        },
      ),
      { numRuns: 1000 },
    );
  });

  it("match wildcards as trying every split does", () => {
    fc.assert(
      fc.property(textOperand, letters, ({ text, fits }, found) => {
        const pattern = parseFilterPattern(`{ $.a = ${text} }`);
        assert.equal(matchesFilterPattern(pattern, { a: found }), fits("=", found));
      }),
      { numRuns: 2000 },
    );
  });

  it("search regular expressions as RegExp does", () => {
    fc.assert(
      fc.property(regexOperand, letters, ({ text, fits }, found) => {
        const pattern = parseFilterPattern(`{ $.a = ${text} }`);
        assert.equal(matchesFilterPattern(pattern, { a: found }), fits("=", found));
      }),
      { numRuns: 2000 },
    );
  });

  it("never fail with anything but a FilterPatternError", () => {
    const tokens = fc.constantFrom(
      "{",
      "}",
      "$",
      ".",
      "a",
      "[",
      "]",
      "0",
      "*",
      "=",
      "!",
      "<",
      "&&",
      "||",
      "(",
      ")",
      '"',
      "%",
      "\\",
      "IS ",
      "NULL",
      "NOT EXISTS",
      " ",
      "'",
      "-",
      "^",
      "x3A",
      ",",
      "\n",
    );
    fc.assert(
      fc.property(fc.array(tokens, { maxLength: 25 }), (parts) => {
        const text = `{ $.a = ${parts.join("")}`;
        try {
          parseFilterPattern(text);
        } catch (error) {
          assert.equal((error as Error).name, "FilterPatternError");
          assert.ok((error as { offset: number }).offset <= text.length);
        }
      }),
      { numRuns: 2000 },
    );
  });
});
