import { join } from "node:path";
import { GrammarError, loadGrammar } from "../../filterPatterns/grammar";
import { applyCommand } from "./command";
import { discoverFields, type LogEvent } from "./event";
import type { Command, Item } from "./tree";
import { shownValue, Undocumented, type Row } from "./value";

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

const MAX_LENGTH = 10_000; // of a saved query: https://docs.aws.amazon.com/AmazonCloudWatchLogs/latest/APIReference/API_PutQueryDefinition.html
const DEFAULT_ROWS = 10_000;

const parseCommands = loadGrammar<readonly Command[]>(
  join(__dirname, "logsInsights.peggy"),
  LogsInsightsError,
);

/** Reads a query; throws LogsInsightsError where it is not valid. */
export function parseLogsInsightsQuery(text: string): LogsInsightsQuery {
  if (text.length > MAX_LENGTH) {
    throw new LogsInsightsError(`Expected at most ${MAX_LENGTH} characters`, text, MAX_LENGTH);
  }
  const commands = parseCommands(text);
  for (const [at, command] of commands.entries()) {
    const problem = problemOf(command, commands.slice(0, at), commands.slice(at + 1));
    if (problem !== null) throw new LogsInsightsError(problem, text, command.offset);
  }
  return { text, commands };
}

/** What the query answers; throws LogsInsightsError where the events take it to what AWS does not document. */
export function evaluateLogsInsightsQuery(
  { text, commands }: LogsInsightsQuery,
  events: readonly LogEvent[],
): readonly AnswerRow[] {
  const table = events.map((event): Row => ({ found: discoverFields(event), made: new Map() }));
  try {
    const rows = commands.reduce((some, command) => applyCommand(command, some), table);
    return rows.slice(0, DEFAULT_ROWS).map((row) => show(shownItems(commands), row));
  } catch (error) {
    if (!(error instanceof Undocumented)) throw error;
    throw new LogsInsightsError(error.message, text, error.offset);
  }
}

/** Orders of commands, each of them valid alone, that the pages say nothing about. */
function problemOf(
  { kind }: Command,
  before: readonly Command[],
  behind: readonly Command[],
): string | null {
  const has = (commands: readonly Command[], ...kinds: readonly Command["kind"][]): boolean =>
    commands.some((command) => kinds.includes(command.kind));
  if (kind !== "display" && has(before, "limit")) return "Expected only display behind limit";
  if (kind === "sort" && has(before, "sort")) return "Expected one sort";
  if (["fields", "parse", "stats"].includes(kind) && has(before, "stats")) {
    return "Expected only filter, sort, limit and display behind stats";
  }
  if (kind === "sort" && has(behind, "stats")) return "Expected no sort before stats";
  return kind === "parse" && !has(behind, "display", "stats")
    ? "Expected display or stats behind parse"
    : null;
}

/**
 * "If your query contains multiple `fields` commands and doesn't include a `display` command, you'll display all of the fields that
 * are specified in the `fields` commands", and "only the fields you specify in the last occurrence" of `display` (AWS).
 */
function shownItems(commands: readonly Command[]): readonly Item[] {
  const display = commands.findLast((command) => command.kind === "display");
  if (display?.kind === "display") return display.items;
  const stats = commands.find((command) => command.kind === "stats");
  if (stats?.kind === "stats") return [...stats.by, ...stats.aggregates].map(columnOf);
  const fields = commands.flatMap((one) => (one.kind === "fields" ? one.items : [])).map(columnOf);
  return fields.length > 0 ? fields : ["@timestamp", "@message"].map((name) => columnOf({ name }));
}

/** A column that a command before has made. */
function columnOf({ name }: { readonly name: string }): Item {
  return { name, expression: { kind: "field", offset: 0, name } };
}

function show(items: readonly Item[], row: Row): AnswerRow {
  const cells = items.map(({ name, expression }) => [name, shownValue(expression, row)] as const);
  return Object.fromEntries(
    cells.flatMap(([name, value]) => (value === undefined ? [] : [[name, String(value)]])),
  );
}
