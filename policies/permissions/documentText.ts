import { keysInJson, sizeOf } from "../jsonText";
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
  const { values, keys } = sizeOf(document, MOST_VALUES);
  if (values > MOST_VALUES) {
    notes.fault(path, TOO_LONG, FIX);
    return undefined;
  }
  if (typeof value === "string" && document !== undefined && keys !== keysInJson(value)) {
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
