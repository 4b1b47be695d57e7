// Evaluates CloudWatch Logs JSON filter patterns as AWS documents them, because no emulator does and the formatter must. Runs
// in the formatter's Lambda, so it imports neither a parser nor Node.
// https://docs.aws.amazon.com/AmazonCloudWatch/latest/logs/FilterAndPatternSyntax.html
// "The older page" is that page until 2021 (see filterPattern.peggy).
import { comparisonHolds } from "./comparison";
import type { Condition, FilterPattern, Step } from "./tree";

/** Whether a parsed JSON log event matches. */
export function matchesFilterPattern(pattern: FilterPattern, record: unknown): boolean {
  if (pattern.kind === "everything") return true;
  // A scalar is no JSON log event, so that not even NOT EXISTS says anything about it.
  return typeof record === "object" && record !== null && holds(pattern, record);
}

function holds(condition: Condition, record: unknown): boolean {
  if ("parts" in condition) {
    const partHolds = (part: Condition): boolean => holds(part, record);
    const { kind, parts } = condition;
    return kind === "and" ? parts.every(partHolds) : parts.some(partHolds);
  }
  const values = condition.selector.path.reduce<readonly unknown[]>(
    (found, step) => found.flatMap((value) => follow(step, value)),
    [record],
  );
  if (condition.kind === "notExists") return values.length === 0;
  // A wildcard selects several values and the page is silent on how many must fit: one is enough,
  // for != too. IS NULL is "only true if the specified object is set to null" (the older page).
  if (condition.kind === "is") return values.includes(condition.value);
  return values.some((value) => comparisonHolds(condition, value));
}

function follow(step: Step, value: unknown): readonly unknown[] {
  if (Array.isArray(value)) {
    const elements: readonly unknown[] = value;
    if (step.kind === "anyElement") return elements;
    return step.kind === "element" ? elements.slice(step.index, step.index + 1) : [];
  }
  if (typeof value !== "object" || value === null) return [];
  if (step.kind === "anyProperty") return Object.values(value);
  // Own properties only: $.constructor is a name like any other.
  if (step.kind !== "property" || !Object.hasOwn(value, step.name)) return [];
  return [(value as Readonly<Record<string, unknown>>)[step.name]];
}
