import { isRecord } from "../values";
import { matches } from "./eventMatchers";

// Reads the pattern of an EventBridge rule as far as rules on monitoring need it.
// https://docs.aws.amazon.com/eventbridge/latest/userguide/eb-event-patterns.html

export type EventPattern = Readonly<Record<string, unknown>>;

/** What is known of an event: texts, in objects. A field that it lacks may have any value. */
export interface EventPart {
  readonly [field: string]: string | EventPart;
}

/** Several times what AWS takes. */
const LONGEST = 20_000;

/** undefined when it is not the JSON text of an object, as of a rule on a schedule, or longer than AWS takes. */
export function readPattern(text: unknown): EventPattern | undefined {
  if (typeof text !== "string" || text.length > LONGEST) return undefined;
  try {
    const pattern: unknown = JSON.parse(text);
    return isRecord(pattern) ? pattern : undefined;
  } catch {
    return undefined;
  }
}

/** Far more than AWS takes in a pattern or in the queries of an alarm. */
const MOST_VALUES = 100_000;

/**
 * Every text in the value, `$or` and matchers such as `prefix` included; undefined if there is more than AWS would take.
 * Without recursion: JSON may nest deeper than the stack goes.
 */
export function textsIn(value: unknown): readonly string[] | undefined {
  const texts: string[] = [];
  const open: unknown[] = [value];
  for (let seen = 0; open.length > 0; seen += 1) {
    if (seen + open.length > MOST_VALUES) return undefined;
    const next = open.pop();
    if (typeof next === "string") texts.push(next);
    else if (typeof next === "object" && next !== null) {
      for (const item of Object.values(next)) open.push(item);
    }
  }
  return texts;
}

/** Levels of a pattern that are read. Events of which something is known, with an `$or` at each level, have fewer. */
const DEEPEST = 100;

/** Whether the pattern lets the event through. What is not understood in it lets nothing through. */
export function admits(pattern: unknown, event: EventPart, levels = DEEPEST): boolean {
  if (!isRecord(pattern) || levels === 0) return false;
  return Object.entries(pattern).every(([field, wanted]) => {
    if (field === "$or") {
      return Array.isArray(wanted) && wanted.some((one) => admits(one, event, levels - 1));
    }
    const value = Object.hasOwn(event, field) ? event[field] : undefined;
    if (value === undefined) return true;
    return typeof value === "string"
      ? Array.isArray(wanted) && wanted.some((matcher) => matches(matcher, value))
      : admits(wanted, value, levels - 1);
  });
}
