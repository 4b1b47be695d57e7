// Makes text fit for a terminal: records come from anywhere, and nothing in them may steer it.
import { clean } from "../messages/clean";

/** Names are short; whoever writes a long one must not widen a table. */
const LONGEST_NAME = 200;

export function visible(text: string, longest = LONGEST_NAME): string {
  return clean(text, longest) ?? "";
}

/** The same for text that may say more. */
export function visibleSentence(text: string): string {
  return visible(text, 1000);
}
