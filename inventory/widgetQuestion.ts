// What a widget's event asks for, whatever it holds, and what the widget says of itself.

/** Rows of a page, unless the widget asks for others. */
export const ROWS = 25;
const MOST_ROWS = 200;
const LONGEST_FILTER = 200;

export interface Question {
  /** From 0. */
  readonly page: number;
  readonly rows: number;
  /** Part of a region, alias, id, state or origin; empty for all. */
  readonly filter: string;
}

/** CloudWatch shows it to whoever makes a widget with the function. */
export const DOCUMENTATION = `## Key inventory

Every KMS key of the watched regions, the most urgent first: keys that will be deleted, that have no key material or soon lose it, that could not be read.

| parameter | meaning |
| --- | --- |
| \`rows\` | rows of a page, ${ROWS} if left out, at most ${MOST_ROWS} |
| \`filter\` | part of a region, alias, key id, state or origin |
| \`page\` | page, from 0 |

### Example
\`\`\` yaml
rows: 10
filter: us-east-1
\`\`\``;

/**
 * CloudWatch sends the widget's parameters as the event, and what was typed into its fields in widgetContext.
 * https://docs.aws.amazon.com/AmazonCloudWatch/latest/monitoring/add_custom_widget_dashboard_create.html
 */
export function readQuestion(event: unknown): "describe" | Question {
  const asked = fieldsOf(event);
  if (asked["describe"] === true) return "describe";
  const forms = fieldsOf(fieldsOf(asked["widgetContext"])["forms"]);
  const typed = fieldsOf(forms["all"])["filter"];
  const filter = asked["filter"] ?? typed;
  return {
    page: wholeNumber(asked["page"], 0, Number.MAX_SAFE_INTEGER) ?? 0,
    rows: wholeNumber(asked["rows"], 1, MOST_ROWS) ?? ROWS,
    filter: typeof filter === "string" ? filter.trim().slice(0, LONGEST_FILTER) : "",
  };
}

function wholeNumber(value: unknown, least: number, most: number): number | undefined {
  const number = typeof value === "string" ? Number(value) : value;
  if (typeof number !== "number" || !Number.isInteger(number)) return undefined;
  return Math.min(Math.max(number, least), most);
}

function fieldsOf(value: unknown): Readonly<Record<string, unknown>> {
  return typeof value === "object" && value !== null ? { ...value } : {};
}
