// What AWS answers to TestEventPattern and TestMetricFilter, for tests.
import { matchesFilterPattern } from "../filterPatterns/match";
import { parseFilterPattern } from "../filterPatterns/parse";
import { matches } from "../policies/alarms/eventMatchers";

/** Enough of EventBridge for the patterns of the stack. */
export function testEventPattern(pattern: string, event: object): Promise<boolean> {
  return Promise.resolve(holds(JSON.parse(pattern) as object, event));
}

function holds(pattern: object, event: object): boolean {
  return Object.entries(pattern).every(([field, wanted]: readonly [string, unknown]) => {
    if (field === "$or") return (wanted as object[]).some((one) => holds(one, event));
    const value = (event as Readonly<Record<string, unknown>>)[field];
    if (!Array.isArray(wanted)) {
      return typeof value === "object" && value !== null && holds(wanted as object, value);
    }
    const values: readonly unknown[] = Array.isArray(value) ? value : [value];
    return values.some((one) => wanted.some((matcher) => isMatch(matcher, one)));
  });
}

function isMatch(matcher: unknown, value: unknown): boolean {
  if (typeof value === "string") return matches(matcher, value);
  if (typeof matcher !== "object" || matcher === null) return matcher === value;
  return "exists" in matcher && matcher.exists === (value !== undefined);
}

export function testFilterPattern(
  pattern: string,
  messages: readonly string[],
): Promise<readonly boolean[]> {
  const parsed = parseFilterPattern(pattern);
  return Promise.resolve(
    messages.map((message) => matchesFilterPattern(parsed, JSON.parse(message))),
  );
}
