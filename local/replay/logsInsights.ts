import { GrammarError, loadGrammar } from "./grammar";
import { discoverFields, type LogEvent } from "./logsInsightsEvent";
import { compareNaturally } from "./logsInsightsOrder";
import type { Aggregate, Command, Item, Parse, Sort, Stats } from "./logsInsightsTree";
import { truthOf, Undocumented, valueOf, type Row, type Value } from "./logsInsightsValue";

// Evaluates CloudWatch Logs Insights queries over given log events as AWS documents them, because no emulator does. Only tests
// use it: they run the saved queries over sample records.
// https://docs.aws.amazon.com/AmazonCloudWatch/latest/logs/CWL_QuerySyntax.html

export class LogsInsightsError extends GrammarError {}

/** A line of an answer: texts by column, as GetQueryResults gives them. A column without a value is left out. */
export type AnswerRow = Readonly<Record<string, string>>;

export interface LogsInsightsQuery {
  readonly text: string;
  readonly commands: readonly Command[];
}

// "If you omit it, the default is 10,000 rows" (the page on `limit`).
const MAX_ROWS = 10_000;

const parse = loadGrammar<readonly Command[]>("logsInsights.peggy", LogsInsightsError);

/** Reads a query; throws LogsInsightsError where it is not valid. */
export function parseLogsInsightsQuery(text: string): LogsInsightsQuery {
  const commands = parse(text);
  const problem = commands.map((_, at) => orderProblem(commands, at)).find((one) => one !== null);
  if (problem !== undefined) throw new LogsInsightsError(problem.message, text, problem.offset);
  return { text, commands };
}

/** What the query answers; throws LogsInsightsError where the events take it to what AWS does not document. */
export function evaluateLogsInsightsQuery(
  { text, commands }: LogsInsightsQuery,
  events: readonly LogEvent[],
): readonly AnswerRow[] {
  const table = events.map((event): Row => ({ discovered: discoverFields(event), made: new Map() }));
  try {
    const rows = commands.reduce<readonly Row[]>((some, command) => apply(command, some), table);
    return rows.slice(0, MAX_ROWS).map((row) => show(commands, row));
  } catch (error) {
    if (!(error instanceof Undocumented)) throw error;
    throw new LogsInsightsError(error.message, text, error.offset);
  }
}

// What the pages say nothing about, though each command alone is valid.
function orderProblem(commands: readonly Command[], at: number): Undocumented | null {
  const command = commands[at];
  if (command === undefined) return null;
  const { kind, offset } = command;
  const before = commands.slice(0, at).map((one) => one.kind);
  const refuse = (problem: string): Undocumented => new Undocumented(problem, offset);
  if (kind !== "display" && before.includes("limit")) return refuse("Expected only display after limit");
  if ((kind === "stats" || kind === "sort") && before.includes(kind)) return refuse(`Expected one ${kind}`);
  if ((kind === "fields" || kind === "parse") && before.includes("stats")) {
    return refuse("Expected only filter, sort, limit and display after stats");
  }
  const shows = commands.some((one) => one.kind === "display" || one.kind === "stats");
  return kind === "parse" && !shows ? refuse("Expected a display: it is not said what parse shows") : null;
}

function apply(command: Command, rows: readonly Row[]): readonly Row[] {
  switch (command.kind) {
    case "fields":
      return rows.map((row) => command.items.reduce(withItem, row));
    case "filter":
      return rows.filter((row) => truthOf(command.condition, row) === true);
    case "parse":
      return rows.map((row) => extract(command, row));
    case "stats":
      return summarize(command, rows);
    case "sort":
      return sort(command, rows);
    case "limit":
      return rows.slice(0, command.rows);
    case "display":
      return rows;
  }
}

function withItem(row: Row, { expression, name }: Item): Row {
  return { ...row, made: new Map([...row.made, [name, shownValue(expression, row)]]) };
}
