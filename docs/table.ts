// Tables in Markdown, made from data.

export type Row = readonly string[];

/** Generated parts of a file, by the name that marks their place in it. */
export type Tables = Readonly<Record<string, string>>;

export function table(header: Row, rows: readonly Row[]): string {
  const cell = (text: string): string => text.replaceAll("|", "\\|").replaceAll(/\s+/g, " ");
  const line = (row: Row): string => `| ${row.map(cell).join(" | ")} |`;
  return [line(header), line(header.map(() => "---")), ...rows.map(line)].join("\n");
}
