import { readFileSync } from "node:fs";
import { generate } from "peggy";

// Compiles a grammar file, so that filter patterns, metric queries and the saved queries share one way to be parsed and one
// way to say where a text is wrong.

/** A text that its grammar refuses, and the place where it stops making sense. */
export class GrammarError extends Error {
  /** Zero-based place in the text, in UTF-16 code units. */
  readonly offset: number;

  constructor(problem: string, text: string, offset: number) {
    const lines = text.slice(0, offset).split("\n");
    const column = (lines.at(-1) ?? "").length + 1;
    super(`${problem} (line ${lines.length}, column ${column}, offset ${offset})`);
    this.name = new.target.name;
    this.offset = offset;
  }
}

/** Reads and compiles a grammar once; the function that comes back parses and throws `Refusal`. */
export function loadGrammar<T>(
  grammarSource: string,
  Refusal: new (problem: string, text: string, offset: number) => GrammarError,
): (text: string) => T {
  const parser = generate(readFileSync(grammarSource, "utf8"), {
    grammarSource,
  });
  return (text) => {
    try {
      return parser.parse(text) as T;
    } catch (error) {
      if (!(error instanceof parser.SyntaxError)) throw error;
      throw new Refusal(error.message.replace(/\.$/, ""), text, error.location.start.offset);
    }
  };
}
