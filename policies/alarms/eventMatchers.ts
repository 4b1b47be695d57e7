import { isRecord } from "../values";

// Whether an entry in the pattern of an EventBridge rule matches a text of an event.
// https://docs.aws.amazon.com/eventbridge/latest/userguide/eb-create-pattern-operators.html

/** What is not understood, or is about numbers and addresses, matches no text. */
export function matches(matcher: unknown, text: string): boolean {
  if (typeof matcher === "string") return matcher === text;
  if (!isRecord(matcher)) return false;
  const { exists, "anything-but": others, ...rest } = matcher;
  if (exists !== undefined) return exists === true;
  return others === undefined ? compares(rest, text) : isNone(others, text);
}

/** By what stands beside `anything-but`: texts, numbers, which no text is, or comparisons with texts. */
function isNone(others: unknown, text: string): boolean {
  const excluded: readonly unknown[] = Array.isArray(others) ? others : [others];
  const isKnown = excluded.every(
    (other) => ["string", "number"].includes(typeof other) || isRecord(other),
  );
  return (
    isKnown &&
    excluded.every((other) => (isRecord(other) ? !compares(other, text) : other !== text))
  );
}

function compares(matcher: Readonly<Record<string, unknown>>, text: string): boolean {
  return Object.entries(matcher).some(([operator, operand]) => {
    const compare = COMPARISONS.get(operator);
    const operands: readonly unknown[] = Array.isArray(operand) ? operand : [operand];
    return compare !== undefined && operands.some((one) => compare(one, text));
  });
}

type Comparison = (operand: unknown, text: string) => boolean;

const COMPARISONS: ReadonlyMap<string, Comparison> = new Map<string, Comparison>([
  ["prefix", (start, text) => atEdge(start, text, (one, other) => one.startsWith(other))],
  ["suffix", (end, text) => atEdge(end, text, (one, other) => one.endsWith(other))],
  [
    "equals-ignore-case",
    (same, text) => typeof same === "string" && same.toLowerCase() === text.toLowerCase(),
  ],
  ["wildcard", (pattern, text) => typeof pattern === "string" && matchesWildcard(pattern, text)],
]);

/** Also `{"prefix": {"equals-ignore-case": "text"}}`. */
function atEdge(
  operand: unknown,
  text: string,
  isAtEdge: (text: string, edge: string) => boolean,
): boolean {
  if (typeof operand === "string") return isAtEdge(text, operand);
  const edge = isRecord(operand) ? operand["equals-ignore-case"] : undefined;
  return typeof edge === "string" && isAtEdge(text.toLowerCase(), edge.toLowerCase());
}

/** A star stands for any characters, also for none; a backslash takes its meaning away. */
function matchesWildcard(pattern: string, text: string): boolean {
  const [first = "", ...rest] = partsOf(pattern);
  const last = rest.pop();
  if (last === undefined) return text === first;
  if (!text.startsWith(first)) return false;
  let from = first.length;
  for (const part of rest) {
    const at = text.indexOf(part, from);
    if (at < 0) return false;
    from = at + part.length;
  }
  return text.length - last.length >= from && text.endsWith(last);
}

/** What stands between the stars. */
function partsOf(pattern: string): string[] {
  const parts = [""];
  for (const [token] of pattern.matchAll(/\\[*\\]|[^]/gu)) {
    if (token === "*") parts.push("");
    else
      parts.push(
        (parts.pop() ?? "") + token.slice(token.length > 1 && token.startsWith("\\") ? 1 : 0),
      );
  }
  return parts;
}
