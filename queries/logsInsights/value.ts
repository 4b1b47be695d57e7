// What expressions and conditions of a CloudWatch Logs Insights query come to, for one row.
import type { FieldValue } from "./event";
import type { Condition, Expression, Field, Literal, Test } from "./tree";

/** Missing values are undefined. */
export type Value = string | number | undefined;

/** One line of a table that commands work on. */
export interface Row {
  /** Fields found in the log event. Null behind `stats`: nothing but its columns is left. */
  readonly found: ReadonlyMap<string, FieldValue> | null;
  /** What commands made: aliases, groups of a regular expression, columns of `stats`. */
  readonly made: ReadonlyMap<string, Value>;
}

/** A query that asks for what AWS does not document; the place is one of its expressions. */
export class Undocumented extends Error {
  readonly offset: number;

  constructor(problem: string, offset: number) {
    super(problem);
    this.offset = offset;
  }
}

export function valueOf(expression: Expression, row: Row): Value {
  switch (expression.kind) {
    case "string":
    case "number":
      return expression.value;
    case "field":
      return fieldOf(expression, row);
    // "Returns the first non-null value from the list" (AWS).
    case "coalesce":
      return expression.fields.map((field) => fieldOf(field, row)).find((one) => one !== undefined);
    case "strcontains": {
      const text = valueOf(expression.text, row);
      const search = valueOf(expression.search, row);
      if (text === undefined || search === undefined) {
        throw new Undocumented(
          "AWS does not say what strcontains gives for nothing",
          expression.offset,
        );
      }
      return String(text).includes(String(search)) ? 1 : 0;
    }
  }
}

function fieldOf(field: Field, row: Row): Value {
  const value = lookUp(field, row);
  if (typeof value !== "boolean") return value;
  const problem = `${field.name} is true or false; AWS does not say as what it is read`;
  throw new Undocumented(problem, field.offset);
}

function lookUp({ name, offset }: Field, { found, made }: Row): FieldValue | undefined {
  if (made.has(name)) return made.get(name);
  if (found === null) throw new Undocumented(`No column of stats is named ${name}`, offset);
  if ([...found.keys()].some((each) => each.startsWith(`${name}.`))) {
    throw new Undocumented(`${name} is no value: name a field in it`, offset);
  }
  return found.get(name);
}

/** A column: conditions are shown as 1 and 0, as AWS says of ispresent. */
export function shownValue(expression: Expression | Condition, row: Row): Value {
  switch (expression.kind) {
    case "string":
    case "number":
    case "field":
    case "coalesce":
    case "strcontains":
      return valueOf(expression, row);
    default: {
      const truth = truthOf(expression, row);
      return truth === undefined ? undefined : Number(truth);
    }
  }
}

/** Undefined: the row lacks a field that decides. Such a row is left out by `filter`. */
export function truthOf(condition: Condition, row: Row): boolean | undefined {
  switch (condition.kind) {
    case "and":
    case "or": {
      const decisive = condition.kind === "or";
      let unknown = false;
      // In order, so that ispresent keeps what follows it from rows without the field.
      for (const part of condition.parts) {
        const truth = truthOf(part, row);
        if (truth === decisive) return decisive;
        unknown ||= truth === undefined;
      }
      return unknown ? undefined : !decisive;
    }
    case "not": {
      const truth = truthOf(condition.part, row);
      if (truth !== undefined) return !truth;
      throw new Undocumented(
        "AWS does not say whether a row without the field passes: test ispresent before",
        condition.offset,
      );
    }
    case "ispresent":
      return lookUp(condition.field, row) !== undefined;
    default:
      return testOf(condition, row);
  }
}

function testOf(test: Test, row: Row): boolean | undefined {
  const left = valueOf(test.left, row);
  if (left === undefined) return undefined;
  switch (test.kind) {
    case "like": {
      const { pattern } = test;
      const text = String(left);
      return pattern.kind === "regex"
        ? pattern.regex.test(text)
        : text.includes(String(pattern.value));
    }
    case "in":
      return test.list.some((one: Literal) => equal(left, one.value));
    case "compare": {
      const right = valueOf(test.right, row);
      if (right === undefined) return undefined;
      if (test.operator === "=") return equal(left, right);
      const [a, b] = [numberOf(left), numberOf(right)];
      if (Number.isNaN(a) || Number.isNaN(b)) {
        throw new Undocumented("AWS does not say which text is less than another", test.offset);
      }
      return { "<": a < b, "<=": a <= b, ">": a > b, ">=": a >= b }[test.operator];
    }
  }
}

// AWS's examples find accountId=123456789012 and status="200" alike: a number equals the text that has its digits.
function equal(a: string | number, b: string | number): boolean {
  return typeof a === typeof b ? a === b : numberOf(a) === numberOf(b);
}

function numberOf(value: string | number): number {
  return /^-?\d+(\.\d+)?$/.test(String(value)) ? Number(value) : NaN;
}
