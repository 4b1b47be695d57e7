import { UNKNOWN } from "../rule";
import { isRecord } from "../values";

// Reads which callers a statement's condition leaves: those of fixed accounts, or of fixed organizations.
// https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_elements_condition_operators.html

export interface Value {
  /** The condition key in lower case; AWS does not tell the cases of keys apart. */
  readonly key: string;
  readonly path: string;
  readonly value: unknown;
}

/** They demand that the key is there. Left out: those with IfExists or ForAllValues, which also hold without the key. */
const OPERATOR =
  /^(ForAnyValue:)?(StringEquals|StringEqualsIgnoreCase|StringLike|ArnEquals|ArnLike|Bool)$/;

/** A list for each key and operator: the caller has one of its values. Every list holds at the same time. */
export function demandedValues(condition: unknown, path: string): readonly (readonly Value[])[] {
  if (!isRecord(condition)) return [];
  return Object.entries(condition).flatMap(([operator, tests]) => {
    if (!OPERATOR.test(operator) || !isRecord(tests)) return [];
    return Object.entries(tests).map(([name, given]) => {
      const at = `${path}.${operator}.${name}`;
      const key = name.toLowerCase();
      return Array.isArray(given)
        ? given.map((value: unknown, index) => ({ key, path: `${at}[${index}]`, value }))
        : [{ key, path: at, value: given }];
    });
  });
}

/** Whether the condition, or a part of it, is not known yet. */
export function isUnknownCondition(condition: unknown, path: string): boolean {
  return (
    condition === UNKNOWN ||
    demandedValues(condition, path).some((list) => list.some(({ value }) => value === UNKNOWN)) ||
    (isRecord(condition) && Object.values(condition).includes(UNKNOWN))
  );
}

/** A text that means itself alone, without wildcards and variables. */
export function isFixedText(value: unknown): value is string {
  return typeof value === "string" && value !== "" && !/[*?]|\$\{/.test(value);
}

/** Whether the condition demands a fixed value of one of the keys. */
export function demandsFixedValue(condition: unknown, keys: readonly string[]): boolean {
  const wanted = keys.map((key) => key.toLowerCase());
  return demandedValues(condition, "").some(
    (list) =>
      list.length > 0 && list.every(({ key, value }) => wanted.includes(key) && isFixedText(value)),
  );
}
