// What a saved query is: a question that an investigator asks of a trail's records, in the two languages that AWS has for it.
import type { CloudTrailRecord } from "../detections/detection";

/** A row of an answer: text by column, as both consoles show it. A row lacks the columns that its records say nothing about. */
export type Row = Readonly<Record<string, string>>;

export interface SavedQuery {
  /** Kebab-case; part of resource names, so it never changes. */
  readonly id: string;
  /** What the consoles list. */
  readonly title: string;
  /** What it answers, and what CloudTrail leaves out of the answer. */
  readonly description: string;
  /** For CloudWatch Logs Insights, over the trail's log group, in the range of time that the console is set to. */
  readonly logsInsights: string;
  /** For Athena, over the records of one account in the archive's table `cloudtrail_records`. */
  readonly athena: (accountId: string) => string;
  /** Sample records that both must find. */
  readonly finds: readonly CloudTrailRecord[];
  /** Sample records that neither may find. */
  readonly leaves: readonly CloudTrailRecord[];
  /** What both answer when they are given all samples, in any order. Column names in lower case, as Athena writes them. */
  readonly answer: readonly Row[];
}

/** Rows from a text like the consoles' own: columns between `|`, the names in the first line. */
export function rowsOf(table: string): readonly Row[] {
  const [names = [], ...lines] = table
    .trim()
    .split("\n")
    .map((line) => line.split(" |").map((cell) => cell.trim()));
  return lines.map((cells) =>
    Object.fromEntries(
      names.flatMap((name, at) => {
        const cell = cells[at] ?? "";
        return cell === "" ? [] : [[name, cell]];
      }),
    ),
  );
}
