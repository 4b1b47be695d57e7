import { readFileSync } from "node:fs";
import { LineCounter, parseDocument } from "yaml";
import { z } from "zod";
import { Problem } from "./problem";

// Reads a JSON file that a person gave, and says where it is wrong. Nothing of the file is repeated: it may hold secrets.

export function readJson<T>(file: string, schema: z.ZodType<T>): T {
  const parsed = schema.safeParse(parse(readText(file), file));
  if (parsed.success) return parsed.data;
  throw new Problem(`${file} is not what it should be:\n${z.prettifyError(parsed.error)}`);
}

/** JSON.parse keeps the last of the two and says nothing. Every JSON text is one in YAML, whose reader does say it. */
export function requireUniqueKeys(file: string): void {
  const lineCounter = new LineCounter();
  const { errors } = parseDocument(readText(file), { lineCounter });
  const places = errors
    .filter(({ code }) => code === "DUPLICATE_KEY")
    .map(({ pos: [start] }) => lineCounter.linePos(start))
    .map(({ line, col }) => `line ${line}, column ${col}`);
  if (places.length === 0) return;
  throw new Problem(
    `${file} has keys that stand in the same object twice (${places.join("; ")}): remove one of the two.`,
  );
}

export function readText(file: string): string {
  try {
    return readFileSync(file, "utf8").replace(/^\uFEFF/, "");
  } catch (error) {
    const code = error instanceof Error && "code" in error ? String(error.code) : String(error);
    throw new Problem(`${file} cannot be read (${code}).`);
  }
}

function parse(text: string, file: string): unknown {
  if (text.trim() === "") throw new Problem(`${file} is empty.`);
  try {
    return JSON.parse(text);
  } catch {
    throw new Problem(`${file} is not JSON (${placeOfFault(text)}).`);
  }
}

/** JavaScript names no place for some faults, so it is sought: the shortest beginning that no ending could complete. */
function placeOfFault(text: string): string {
  if (!isHopeless(text)) return "it ends too early";
  let [good, bad] = [0, text.length];
  while (bad - good > 1) {
    const middle = Math.floor((good + bad) / 2);
    if (isHopeless(text.slice(0, middle))) bad = middle;
    else good = middle;
  }
  const lines = text.slice(0, bad).split("\n");
  return `line ${lines.length}, column ${(lines.at(-1) ?? "").length}`;
}

function isHopeless(beginning: string): boolean {
  try {
    JSON.parse(beginning);
    return false;
  } catch (error) {
    const message = String(error);
    if (/end of JSON|Unterminated/.test(message)) return false;
    const position = /at position (\d+)/.exec(message)?.[1];
    return position === undefined || Number(position) < beginning.length;
  }
}
