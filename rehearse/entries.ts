// Takes the records and events out of a file, whatever its form, and says of each that is none what is wrong with it.
import { isForm, parse, spread, type Parsed } from "./forms";
import { itemIn, type Item } from "./item";
import { linesOf, MOST_BYTES, tooLong, type Line } from "./texts";
import { visible } from "./visible";

/** A record or event of the input, or why it is none. */
export interface Entry {
  readonly file: string;
  /** Its number within the file: see place.ts. Absent if a whole file cannot be read. */
  readonly record?: number;
  readonly item?: Item;
  /** One line that names file and record. */
  readonly problem?: string;
}

type Numbered = Parsed & { readonly record: number };

/** All entries of the files, one after the other. A file that cannot be read does not keep the next from being read. */
export async function* entriesOf(
  files: readonly string[],
  mostBytes = MOST_BYTES,
): AsyncGenerator<Entry> {
  for (const file of files) {
    const name = file === "-" ? "standard input" : file;
    let last = 0;
    try {
      for await (const { record, ...parsed } of valuesOf(file, mostBytes)) {
        last = record;
        const found = "wrong" in parsed ? parsed.wrong : itemIn(parsed.value);
        const place = { file: name, record };
        yield typeof found === "string"
          ? { ...place, problem: `${name}, record ${record}: ${found}` }
          : { ...place, item: found };
      }
      if (last === 0) yield { file: name, problem: `${name}: holds no record` };
    } catch (error) {
      const after = last === 0 ? "" : `, after record ${last}`;
      yield { file: name, problem: `${name}${after}: ${reasonOf(error)}` };
    }
  }
}

/** The first line tells the forms apart: JSON lines have a whole JSON text there. */
async function* valuesOf(file: string, mostBytes: number): AsyncGenerator<Numbered> {
  const lines = linesOf(file, mostBytes);
  const { value: first, done } = await lines.next();
  if (done) return;
  if (/\.(jsonl|ndjson)(\.gz)?$/i.test(file) || "value" in parse(first.text)) {
    const second = await lines.next();
    yield* second.done ? counted(spread(parse(first.text))) : inLine(first);
    if (!second.done) yield* inLine(second.value);
    for await (const line of lines) yield* inLine(line);
    return;
  }
  const all = [first];
  let length = first.text.length;
  for await (const line of lines) {
    length += line.text.length + 1;
    if (length > mostBytes) throw tooLong(mostBytes);
    all.push(line);
  }
  const whole = parse(all.map(({ text }) => text).join("\n"));
  const isJsonLines = "wrong" in whole && all.some(({ text }) => looksLikeRecord(parse(text)));
  if (isJsonLines) for (const line of all) yield* inLine(line);
  else yield* counted(spread(whole));
}

function* inLine({ text, number }: Line): Generator<Numbered> {
  for (const parsed of spread(parse(text))) yield { ...parsed, record: number };
}

function* counted(all: Iterable<Parsed>): Generator<Numbered> {
  let record = 0;
  for (const parsed of all) yield { ...parsed, record: ++record };
}

function looksLikeRecord(parsed: Parsed): boolean {
  return "value" in parsed && (isForm(parsed.value) || typeof itemIn(parsed.value) === "object");
}

const REASONS: Readonly<Record<string, string>> = {
  ENOENT: "there is no such file",
  EISDIR: "a folder in which no .json, .jsonl or .gz file can be found",
  ERR_ENCODING_INVALID_ENCODED_DATA: "not UTF-8 text",
};

function reasonOf(error: unknown): string {
  if (!(error instanceof Error)) return String(error);
  if ("code" in error && typeof error.code === "string" && error.code in REASONS) {
    return REASONS[error.code] ?? "";
  }
  // Node quotes what it could not parse, which may be long and hold anything.
  return visible(error.message);
}
