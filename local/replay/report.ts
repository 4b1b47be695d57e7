// Prints what a replay showed: a table of incidents and messages, and what this machine did in AWS's place.
import { isRight, type ReplayResult, type ReplayRow } from "./replay";

const HEADER = ["", "incident", "detection", "channel", "delivered message"] as const;

/** The table, the notes, and a last line that says whether all is well. */
export function reportOf({ passed, rows, notes }: ReplayResult): string {
  const cells = rows.map(cellsOf);
  const widths = HEADER.map((title, column) =>
    Math.max(title.length, ...cells.map((row) => row[column]?.length ?? 0)),
  );
  const line = (row: readonly string[]): string =>
    row
      .map((cell, column) => cell.padEnd(widths[column] ?? 0))
      .join("  ")
      .trimEnd();
  return [
    line(HEADER),
    line(widths.map((width) => "-".repeat(width))),
    ...cells.map(line),
    "",
    ...notes.map((note) => `Note: ${note}.`),
    summary(passed, rows),
  ].join("\n");
}

function cellsOf(row: ReplayRow): string[] {
  const { incident, expected, delivered } = row;
  return [
    isRight(row) ? "ok" : "FAILED",
    incident?.title ?? "(none)",
    delivered?.detection ?? expected?.detection ?? "(none)",
    delivered?.channel ?? (expected ? `SNS ${expected.severity}` : "(none)"),
    delivered?.text ?? (expected ? "NOTHING ARRIVED" : "silence, as it must be"),
  ];
}

function summary(passed: boolean, rows: readonly ReplayRow[]): string {
  const missing = rows.filter((row) => row.expected && !row.delivered).length;
  const unexpected = rows.filter((row) => !row.expected && row.delivered).length;
  const arrived = rows.filter((row) => row.expected && row.delivered).length;
  return passed
    ? `Every expected message arrived (${arrived}), and no other.`
    : `The replay failed: ${missing} expected messages did not arrive, ${unexpected} came that nobody expected.`;
}
