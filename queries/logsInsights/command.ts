// What each command of a CloudWatch Logs Insights query makes of a table.
import { compareNaturally } from "./order";
import type { Aggregate, Command, Item, Parse, Sort, Stats } from "./tree";
import { shownValue, truthOf, Undocumented, valueOf, type Row, type Value } from "./value";

export function applyCommand(command: Command, rows: readonly Row[]): Row[] {
  switch (command.kind) {
    case "fields":
      return rows.map((row) => command.items.reduce(withItem, row));
    case "filter":
      return rows.filter((row) => truthOf(command.condition, row) === true);
    case "parse":
      return rows.map((row) => withGroups(command, row));
    case "stats":
      return summarize(command, rows);
    case "sort":
      return sort(command, rows);
    case "limit":
      return rows.slice(0, command.rows);
    case "display":
      return [...rows];
  }
}

function withItem(row: Row, { name, expression }: Item): Row {
  return withMade(row, [[name, shownValue(expression, row)]]);
}

function withMade(row: Row, values: readonly (readonly [string, Value])[]): Row {
  return { ...row, made: new Map([...row.made, ...values]) };
}

/** "Named capturing groups to capture a pattern into a field" (AWS); where the pattern does not fit, the fields are missing. */
function withGroups({ source, regex }: Parse, row: Row): Row {
  const text = valueOf(source, row);
  const fit = text === undefined ? null : regex.regex.exec(String(text));
  return withMade(
    row,
    regex.groups.map((name) => [name, fit?.groups?.[name]] as const),
  );
}

function summarize({ aggregates, by }: Stats, rows: readonly Row[]): Row[] {
  const groups = new Map<string, { values: readonly (readonly [string, Value])[]; rows: Row[] }>();
  for (const row of rows) {
    const values = by.map(({ name, expression }) => [name, shownValue(expression, row)] as const);
    const id = JSON.stringify(values.map(([, value]) => value ?? null));
    const group = groups.get(id) ?? { values, rows: [] };
    group.rows.push(row);
    groups.set(id, group);
  }
  return [...groups.values()].map((group) => {
    const results = aggregates.map((one) => [one.name, aggregate(one, group.rows)] as const);
    return { found: null, made: new Map([...group.values, ...results]) };
  });
}

function aggregate({ aggregate, field }: Aggregate, rows: readonly Row[]): Value {
  // "count() (or count(*)) counts all events returned by the query" (AWS).
  if (field === null) return rows.length;
  const values = rows.map((row) => valueOf(field, row)).filter((value) => value !== undefined);
  const sorted = values.toSorted((a, b) => compareNaturally(String(a), String(b)));
  // "count(fieldName) counts all records that include the specified field name" (AWS).
  return { count: values.length, sortsFirst: sorted[0], sortsLast: sorted.at(-1) }[aggregate];
}

function sort({ field, direction }: Sort, rows: readonly Row[]): Row[] {
  const keyed = rows.map((row) => ({ row, key: valueOf(field, row) }));
  if (keyed.some(({ key }) => key === undefined)) {
    throw new Undocumented(`AWS does not say where rows without ${field.name} go`, field.offset);
  }
  const sign = direction === "asc" ? 1 : -1;
  return keyed
    .sort((a, b) => sign * compareNaturally(String(a.key), String(b.key)))
    .map(({ row }) => row);
}
