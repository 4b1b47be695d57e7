import type { Notes } from "./texts";

// Parses a policy document within bounds, so that no program can keep the pack busy with one.

/** AWS's longest, one of its own managed policies, has 152,297. What is longer than this is not parsed. */
const MOST_CHARACTERS = 262_144;
const MOST_VALUES = 20_000;

const TOO_LONG = "is longer than any policy document that AWS accepts";
const FIX = "make it the JSON text of a policy document";

/** The document, or undefined where there is none or it cannot be read, which is noted. */
export function parseDocument(value: unknown, path: string, notes: Notes): unknown {
  const document = typeof value === "string" ? parse(value, path, notes) : (value ?? undefined);
  const { values, keys } = sizeOf(document);
  if (values > MOST_VALUES) {
    notes.fault(path, TOO_LONG, FIX);
    return undefined;
  }
  // JSON.parse keeps the last of two elements with one name, which need not be the one that AWS reads.
  if (typeof value === "string" && document !== undefined && keys !== keysWrittenIn(value)) {
    notes.fault(path, "has an element twice in one object", "remove one of the two");
  }
  return document;
}

function parse(text: string, path: string, notes: Notes): unknown {
  if (text === "") return undefined;
  if (text.length > MOST_CHARACTERS) {
    notes.fault(path, TOO_LONG, FIX);
    return undefined;
  }
  try {
    return JSON.parse(text);
  } catch {
    notes.fault(path, "is not JSON", FIX);
    return undefined;
  }
}

function keysWrittenIn(json: string): number {
  return (
    json.match(/"[^"\\]*(?:\\.[^"\\]*)*"(\s*:)?/gs)?.filter((found) => found.endsWith(":"))
      .length ?? 0
  );
}

/** How much is in a document, all the way down, or as much as is too much. */
function sizeOf(document: unknown): { readonly values: number; readonly keys: number } {
  const size = { values: 0, keys: 0 };
  const rest = [document];
  while (rest.length > 0 && size.values <= MOST_VALUES) {
    const value = rest.pop();
    if (typeof value !== "object" || value === null) continue;
    const inner: readonly unknown[] = Array.isArray(value) ? value : Object.values(value);
    size.values += inner.length;
    if (!Array.isArray(value)) size.keys += inner.length;
    if (size.values <= MOST_VALUES) rest.push(...inner);
  }
  return size;
}
