// Reads the pattern of an EventBridge rule as far as rules on monitoring need it.
// https://docs.aws.amazon.com/eventbridge/latest/userguide/eb-event-patterns.html

export type EventPattern = Readonly<Record<string, unknown>>;

/** undefined when it is not the JSON text of an object, as of a rule on a schedule. */
export function readPattern(text: unknown): EventPattern | undefined {
  if (typeof text !== "string") return undefined;
  try {
    const pattern: unknown = JSON.parse(text);
    return isRecord(pattern) ? pattern : undefined;
  } catch {
    return undefined;
  }
}

/** Every text in the pattern, `$or` and matchers such as `prefix` included. */
export function textsIn(value: unknown): readonly string[] {
  if (typeof value === "string") return [value];
  return typeof value === "object" && value !== null ? Object.values(value).flatMap(textsIn) : [];
}

/** Whether the pattern lets a text through in a field. A field that the pattern does not name is free. */
export function admits(pattern: unknown, field: string, text: string): boolean {
  const matchers = isRecord(pattern) ? pattern[field] : undefined;
  if (matchers === undefined) return true;
  return Array.isArray(matchers) && matchers.some((matcher) => matches(matcher, text));
}

/** Other matchers than these let nothing through, so that what is not understood counts for nothing. */
function matches(matcher: unknown, text: string): boolean {
  if (typeof matcher === "string") return matcher === text;
  if (!isRecord(matcher)) return false;
  const { prefix, suffix } = matcher;
  return (
    (typeof prefix === "string" && text.startsWith(prefix)) ||
    (typeof suffix === "string" && text.endsWith(suffix))
  );
}

export function isRecord(value: unknown): value is Readonly<Record<string, unknown>> {
  return typeof value === "object" && value !== null && !Array.isArray(value);
}
