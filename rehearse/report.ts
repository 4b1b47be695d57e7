// Writes what rehearsing found for people: a table that grows with the records, and what they come to.
import { nameOf } from "./nameOf";
import type { Rehearsed } from "./rehearsed";
import { placeText } from "./place";
import { visible, visibleSentence } from "./visible";

const HEADER = ["#", "time", "region", "event", "detections", "channels", "what a person gets"];

/** Columns are as wide as what was written so far, so that a line can be written at once. Each file's name is a line of its own. */
export class Table {
  #widths = HEADER.map(({ length }) => length);
  #file: string | undefined;

  lines(results: readonly Rehearsed[]): readonly string[] {
    const rows = results.map((result) => ({ file: result.file, cells: rowsOf(result) }));
    const cells = rows.flatMap((row) => row.cells);
    this.#widths = this.#widths.map((width, column) =>
      Math.max(width, ...cells.map((row) => row[column]?.length ?? 0)),
    );
    return [
      ...(this.#file === undefined ? [this.#line(HEADER)] : []),
      ...rows.flatMap((row) => [...this.#heading(row.file), ...row.cells.map(this.#line)]),
    ];
  }

  /** Only where another file begins. */
  #heading(file: string): readonly string[] {
    if (file === this.#file) return [];
    this.#file = file;
    return [`${visibleSentence(file)}:`];
  }

  readonly #line = (row: readonly string[]): string =>
    row
      .map((cell, column) => cell.padEnd(this.#widths[column] ?? 0))
      .join("  ")
      .trimEnd();
}

/** One line for each thing to hear, and for each reason why there is none. */
function rowsOf(result: Rehearsed): string[][] {
  const { record, time, region, eventName, detections, channels } = result;
  const [first = "nothing", ...more] = hearsOf(result).map(visibleSentence);
  const row = [
    ...[String(record), time ?? "?", region ?? "?", eventName].map((text) => visible(text)),
    ...[detections.join(", ") || "-", channels.join(", ") || "-", first].map(visibleSentence),
  ];
  return [row, ...more.map((text) => [...row.slice(1).map(() => ""), text])];
}

function hearsOf({ file, messages, repeated, targets, notes }: Rehearsed): readonly string[] {
  return [
    ...messages.map(({ subject, topicArn }) => `${subject} -> ${nameOf(topicArn)}`),
    ...repeated.map(
      ({ detection, ...place }) => `${detection}: same act as ${placeText(place, file)}`,
    ),
    ...(targets.length > 0 ? [`event -> ${targets.map(nameOf).join(", ")}`] : []),
    ...notes.map((note) => `(${note})`),
  ];
}

/** What the records come to, counted while they pass. */
export class Summary {
  #records = 0;
  #problems = 0;
  #repeated = 0;
  readonly #messages = new Map<string, number>();

  add(result: Pick<Rehearsed, "messages" | "repeated">): void {
    this.#records += 1;
    this.#repeated += result.repeated.length;
    for (const { severity, detection } of result.messages) {
      const key = `${severity.padEnd(8)}  ${detection}`;
      this.#messages.set(key, (this.#messages.get(key) ?? 0) + 1);
    }
  }

  addProblem(): void {
    this.#problems += 1;
  }

  lines(): readonly string[] {
    const total = [...this.#messages.values()].reduce((sum, count) => sum + count, 0);
    const unread = this.#problems === 0 ? "" : `, ${this.#problems} not read`;
    return [
      "",
      `${this.#records} records${unread}: ${total} messages, ${this.#repeated} acts that were told already.`,
      ...[...this.#messages].sort().map(([key, count]) => `  ${String(count).padStart(5)}  ${key}`),
    ];
  }
}
