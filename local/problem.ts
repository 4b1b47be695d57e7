/** An expected failure: its message is one clear sentence for the person at the keyboard, so no stack trace is printed. */
export class Problem extends Error {
  override readonly name = "Problem";
}

/** The message alone for a Problem, everything for a bug. */
export function explain(error: unknown): string {
  if (error instanceof Problem) return error.message;
  return error instanceof Error ? (error.stack ?? error.message) : String(error);
}
