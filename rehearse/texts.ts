// Reads a file or standard input as text, unpacked if it is gzip, piece by piece, so that its size does not matter.
import { createReadStream } from "node:fs";
import { pipeline, Readable } from "node:stream";
import { createGunzip } from "node:zlib";

/** One JSON text, unpacked. A JavaScript string holds hardly more. */
export const MOST_BYTES = 512 * 1000 * 1000;

export class TooLong extends Error {
  override readonly name = "TooLong";
}

export interface Line {
  readonly text: string;
  /** From 1. */
  readonly number: number;
}

/** Lines without their ends, empty ones left out but counted. Only a line feed ends a line: JSON strings may hold all other separators. */
export async function* linesOf(name: string, mostBytes = MOST_BYTES): AsyncGenerator<Line, void> {
  let number = 1;
  let pending: string[] = [];
  let length = 0;
  for await (const piece of piecesOf(name)) {
    const [rest = "", ...lines] = piece.split("\n");
    length += rest.length;
    if (length > mostBytes) throw tooLong(mostBytes);
    pending.push(rest);
    for (const line of lines) {
      yield* nonEmpty(pending.join(""), number);
      number += 1;
      pending = [line];
      length = line.length;
    }
  }
  yield* nonEmpty(pending.join(""), number);
}

function* nonEmpty(text: string, number: number): Generator<Line> {
  if (text.trim() !== "") yield { text, number };
}

export function tooLong(mostBytes: number): TooLong {
  const megabytes = Math.round(mostBytes / 1_000_000);
  return new TooLong(
    `one JSON text of more than ${megabytes} MB unpacked is not read; write a record on each line (JSON lines)`,
  );
}

async function* piecesOf(name: string): AsyncGenerator<string, void> {
  const source: Readable = name === "-" ? process.stdin : createReadStream(name);
  // Fatal: other encodings, such as UTF-16, would come out as records that match nothing.
  const decoder = new TextDecoder("utf-8", { fatal: true });
  for await (const bytes of await unpacked(source)) {
    yield decoder.decode(bytes as Uint8Array, { stream: true });
  }
  yield decoder.decode();
}

/** Gzip is known by its first two bytes, whatever the file is called. https://www.rfc-editor.org/rfc/rfc1952#section-2.3.1 */
async function unpacked(source: Readable): Promise<Readable> {
  const chunks = source.iterator() as AsyncGenerator<Buffer, void>;
  let first = Buffer.alloc(0);
  while (first.length < 2) {
    const { value, done } = await chunks.next();
    if (done) break;
    first = Buffer.concat([first, value]);
  }
  const whole = Readable.from(chain(first, chunks), { objectMode: false });
  const isGzip = first[0] === 0x1f && first[1] === 0x8b;
  // Whatever fails destroys the last stream too, and so ends the loop over it.
  return isGzip ? pipeline(whole, createGunzip(), () => undefined) : whole;
}

async function* chain(first: Buffer, rest: AsyncIterable<Buffer>): AsyncGenerator<Buffer> {
  yield first;
  yield* rest;
}
