// What a CloudWatch Logs Insights query says, as logsInsights.peggy reads it. Offsets are places in its text.

export type Command =
  | {
      readonly kind: "fields" | "display";
      readonly offset: number;
      readonly items: readonly Item[];
    }
  | { readonly kind: "filter"; readonly offset: number; readonly condition: Condition }
  | Parse
  | Stats
  | Sort
  | { readonly kind: "limit"; readonly offset: number; readonly rows: number };

export interface Parse {
  readonly kind: "parse";
  readonly offset: number;
  readonly source: Field;
  readonly regex: Regex;
}

export interface Stats {
  readonly kind: "stats";
  readonly offset: number;
  readonly aggregates: readonly Aggregate[];
  readonly by: readonly Item[];
}

export interface Sort {
  readonly kind: "sort";
  readonly offset: number;
  readonly field: Field;
  readonly direction: "asc" | "desc";
}

/** A column: what it shows, and its alias, its field's name or its own text. */
export interface Item {
  readonly expression: Expression | Condition;
  readonly name: string;
}

export interface Aggregate {
  readonly aggregate: "count" | "sortsFirst" | "sortsLast";
  /** Null: all rows are counted. */
  readonly field: Field | null;
  readonly name: string;
}

export type Expression = Literal | Field | Coalesce | StrContains;

export type Literal =
  | { readonly kind: "string"; readonly value: string }
  | { readonly kind: "number"; readonly value: number };

export interface Field {
  readonly kind: "field";
  readonly offset: number;
  readonly name: string;
}

export interface Coalesce {
  readonly kind: "coalesce";
  readonly fields: readonly Field[];
}

export interface StrContains {
  readonly kind: "strcontains";
  readonly offset: number;
  readonly text: Expression;
  readonly search: Expression;
}

export interface Regex {
  readonly kind: "regex";
  readonly regex: RegExp;
  /** Names of its groups. */
  readonly groups: readonly string[];
}

export type Condition =
  | { readonly kind: "and" | "or"; readonly parts: readonly Condition[] }
  | { readonly kind: "not"; readonly offset: number; readonly part: Condition }
  | { readonly kind: "ispresent"; readonly field: Field }
  | Test;

export type Test = { readonly offset: number; readonly left: Expression } & (
  | {
      readonly kind: "compare";
      readonly operator: "=" | "<" | "<=" | ">" | ">=";
      readonly right: Expression;
    }
  | { readonly kind: "like"; readonly pattern: Regex | Literal }
  | { readonly kind: "in"; readonly list: readonly Literal[] }
);
