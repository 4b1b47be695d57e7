// Takes the records and events out of a file, whatever its form, and says of each that is none what is wrong with it.
import { itemIn, type Item } from "./item";
import { linesOf, MOST_BYTES, tooLong } from "./texts";
import { visible } from "./visible";

/** A record or event of the input, or why it is none. */
export interface Entry {
  readonly file: string;
  /** Its place among the records of all files, from 0. Absent if a whole file cannot be read. */
  readonly index?: number;
  readonly item?: Item;
  /** One line that names file and record. */
  readonly problem?: string;
}

/** What was read, or why it cannot be. */
type Parsed = { readonly value: unknown } | { readonly wrong: string };

/** All entries of the files, one after the other. A file that cannot be read does not keep the next from being read. */
export async function* entriesOf(
  files: readonly string[],
  mostBytes = MOST_BYTES,
): AsyncGenerator<Entry> {
  let index = 0;
  for (const file of files) {
    const name = file === "-" ? "standard input" : file;
    let number = 0;
    try {
      for await (const parsed of valuesOf(file, mostBytes)) {
        number += 1;
        const found = "wrong" in parsed ? parsed.wrong : itemIn(parsed.value);
        const place = { file: name, index: index++ };
        yield typeof found === "string"
          ? { ...place, problem: `${name}, record ${number}: ${found}` }
          : { ...place, item: found };
      }
      if (number === 0) yield { file: name, problem: `${name}: holds no record` };
    } catch (error) {
      const after = number === 0 ? "" : `, after record ${number}`;
      yield { file: name, problem: `${name}${after}: ${reasonOf(error)}` };
    }
  }
}

/** The first line tells the forms apart: JSON lines have a whole JSON text there. */
async function* valuesOf(file: string, mostBytes: number): AsyncGenerator<Parsed> {
  const lines = linesOf(file, mostBytes);
  const { value: first, done } = await lines.next();
  if (done) return;
  const parsed = parse(first);
  if (/\.(jsonl|ndjson)(\.gz)?$/i.test(file) || "value" in parsed) {
    yield* spread(parsed);
    for await (const line of lines) yield* spread(parse(line));
    return;
  }
  const all = [first];
  let length = first.length;
  for await (const line of lines) {
    length += line.length + 1;
    if (length > mostBytes) throw tooLong(mostBytes);
    all.push(line);
  }
  const whole = parse(all.join("\n"));
  const isJsonLines = "wrong" in whole && all.some((line) => looksLikeRecord(parse(line)));
  yield* isJsonLines ? all.flatMap((line) => [...spread(parse(line))]) : spread(whole);
}

/** The records of a log file, the elements of a list, or the value itself. */
function* spread(parsed: Parsed): Generator<Parsed> {
  const value = "value" in parsed ? parsed.value : undefined;
  const records = hasRecords(value) ? value.Records : value;
  if (!Array.isArray(records)) yield parsed;
  else for (const record of records) yield { value: record as unknown };
}

/** https://docs.aws.amazon.com/awscloudtrail/latest/userguide/cloudtrail-log-file-examples.html */
function hasRecords(value: unknown): value is { readonly Records: readonly unknown[] } {
  return (
    typeof value === "object" &&
    value !== null &&
    "Records" in value &&
    Array.isArray(value.Records)
  );
}

function looksLikeRecord(parsed: Parsed): boolean {
  return (
    "value" in parsed && (hasRecords(parsed.value) || typeof itemIn(parsed.value) === "object")
  );
}

function parse(text: string): Parsed {
  try {
    return { value: JSON.parse(text) as unknown };
  } catch (error) {
    return { wrong: `not JSON (${reasonOf(error)})` };
  }
}

function reasonOf(error: unknown): string {
  if (!(error instanceof Error)) return String(error);
  if ("code" in error && error.code === "ERR_ENCODING_INVALID_ENCODED_DATA")
    return "not UTF-8 text";
  // Node quotes what it could not parse, which may be long and hold anything.
  return visible(error.message);
}
