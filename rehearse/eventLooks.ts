// What an event pattern of EventBridge looks at.
// https://docs.aws.amazon.com/eventbridge/latest/userguide/eb-create-pattern-operators.html
import type { Look } from "./looks";

export function eventLooks(pattern: string): readonly Look[] {
  return looksIn(JSON.parse(pattern) as object, []);
}

function looksIn(pattern: object, path: readonly string[]): readonly Look[] {
  return Object.entries(pattern).flatMap(([name, value]: readonly [string, unknown]) => {
    if (name === "$or" && isListOfObjects(value)) {
      return value.flatMap((alternative) => looksIn(alternative, path));
    }
    const below = [...path, name];
    if (Array.isArray(value)) return value.map((filter: unknown) => lookAt(below, filter));
    return typeof value === "object" && value !== null ? looksIn(value, below) : [];
  });
}

/** `$or` is a field like any other if its value is a list of plain values. */
function isListOfObjects(value: unknown): value is readonly object[] {
  return Array.isArray(value) && value.every((one) => typeof one === "object" && one !== null);
}

/** Whatever is not known to look at less may look at every character. */
function lookAt(path: readonly string[], filter: unknown): Look {
  const nothing = { path, literals: [], affixes: [], whole: false };
  if (typeof filter === "string") return { ...nothing, literals: [filter] };
  if (typeof filter !== "object" || filter === null) return nothing;
  const [[operator, operand] = [], another] = Object.entries(filter) as [string, unknown][];
  if (another !== undefined) return { ...nothing, whole: true };
  if (operator === "prefix" && typeof operand === "string") {
    return { ...nothing, affixes: [{ prefix: operand, suffix: "" }] };
  }
  if (operator === "suffix" && typeof operand === "string") {
    return { ...nothing, affixes: [{ prefix: "", suffix: operand }] };
  }
  if (operator === "exists") return nothing;
  if (operator === "anything-but") {
    const literals: readonly unknown[] = Array.isArray(operand) ? operand : [operand];
    if (literals.every((literal) => typeof literal === "string")) return { ...nothing, literals };
  }
  return { ...nothing, whole: true };
}
