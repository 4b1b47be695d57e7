// What a CloudWatch Logs JSON filter pattern says, as filterPattern.peggy reads it.

/** The empty pattern matches every event; any other pattern is one condition. */
export type FilterPattern = { readonly kind: "everything" } | Condition;

export type Condition = Compound | Comparison | IsConstant | NotExists;

export interface Compound {
  readonly kind: "and" | "or";
  /** Two or more. */
  readonly parts: readonly Condition[];
}

export interface Comparison {
  readonly kind: "comparison";
  readonly selector: Selector;
  readonly operator: "=" | "!=" | "<" | "<=" | ">" | ">=";
  readonly operand: Text | NumberLiteral | Regex;
}

export interface IsConstant {
  readonly kind: "is";
  readonly selector: Selector;
  readonly value: null | boolean;
}

export interface NotExists {
  readonly kind: "notExists";
  readonly selector: Selector;
}

export interface Selector {
  /** Place of the `$` in the pattern. */
  readonly offset: number;
  readonly path: readonly Step[];
}

export type Step =
  | { readonly kind: "property"; readonly name: string }
  | { readonly kind: "element"; readonly index: number }
  | { readonly kind: "anyProperty" }
  | { readonly kind: "anyElement" };

/** A string cut at its wildcards: `kms*` is `["kms", ""]`; a single part has no wildcard. */
export interface Text {
  readonly kind: "text";
  readonly parts: readonly string[];
}

export interface NumberLiteral {
  readonly kind: "number";
  readonly value: number;
  /** As written, for values that are strings. */
  readonly text: string;
}

export interface Regex {
  readonly kind: "regex";
  /** Place of the opening `%` in the pattern. */
  readonly offset: number;
  /** The alternatives between `|`; there are no groups in filter patterns. */
  readonly branches: readonly (readonly RegexItem[])[];
}

export type RegexItem =
  | { readonly kind: "start" }
  | { readonly kind: "end" }
  | {
      readonly kind: "repeat";
      /** The characters that fit, as inclusive code point ranges. */
      readonly ranges: readonly (readonly [number, number])[];
      readonly min: number;
      /** Null: no upper bound. */
      readonly max: number | null;
    };

/** The tests of a condition, without what joins them. */
export function leaves(condition: Condition): readonly Exclude<Condition, Compound>[] {
  return "parts" in condition ? condition.parts.flatMap(leaves) : [condition];
}
