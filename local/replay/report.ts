// Prints what a replay showed: a table of incidents and messages, and what this machine did in AWS's place.
import { isRight, type ReplayResult, type ReplayRow } from "./replay";

const COLUMNS = [
  { title: "", width: 6 },
  { title: "incident", width: 36 },
  { title: "detection", width: 29 },
  { title: "channel", width: 13 },
  { title: "delivered message", width: 64 },
] as const;

/** The table, the notes, and a last line that says whether all is well. */
export function reportOf({ passed, rows, notes }: ReplayResult): string {
  return [
    tableRow(COLUMNS.map(({ title }) => title)),
    COLUMNS.map(({ width }) => "-".repeat(width)).join("  "),
    ...rows.map((row) => tableRow(cellsOf(row))),
    "",
    ...notes.map((note) => `Note: ${note}.`),
    summary(passed, rows),
  ].join("\n");
}

function cellsOf(row: ReplayRow): readonly string[] {
  const { incident, expected, delivered } = row;
  return [
    isRight(row) ? "ok" : "FAILED",
    incident.title,
    delivered?.detection ?? expected?.detection ?? "none",
    delivered?.channel ?? (expected ? `SNS ${expected.severity}` : "none"),
    delivered?.text ?? (expected ? "NOTHING ARRIVED" : "nothing, as it must be"),
  ];
}

/** As many lines as the longest cell needs. */
function tableRow(cells: readonly string[]): string {
  const columns = COLUMNS.map(({ width }, column) => wrap(cells[column] ?? "", width));
  const height = Math.max(...columns.map((lines) => lines.length));
  const line = (index: number): string =>
    COLUMNS.map(({ width }, column) => (columns[column]?.[index] ?? "").padEnd(width))
      .join("  ")
      .trimEnd();
  return Array.from({ length: height }, (_, index) => line(index)).join("\n");
}

/** Lines that break between words, and inside a word only if it is longer than a line. */
function wrap(text: string, width: number): readonly string[] {
  const line = new RegExp(`.{1,${width}}(?=\\s|$)|\\S{${width}}`, "g");
  return (text.match(line) ?? [""]).map((part) => part.trimStart());
}

function summary(passed: boolean, rows: readonly ReplayRow[]): string {
  const missing = rows.filter((row) => row.expected && !row.delivered).length;
  const unexpected = rows.filter((row) => !row.expected && row.delivered).length;
  const arrived = rows.filter((row) => row.expected && row.delivered).length;
  return passed
    ? `Every expected message arrived (${arrived}), and no other.`
    : `The replay failed: ${missing} expected messages did not arrive, and ${unexpected} came that nobody expected.
npm run pulumi -- refresh --preview-only --diff --stack local shows what was changed behind the engine's back.`;
}
