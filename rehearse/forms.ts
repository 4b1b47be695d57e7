// The forms in which records come: a log file, a list, one by itself, or what the AWS CLI printed.
import { visible } from "./visible";

/** What was read, or why it cannot be. */
export type Parsed = { readonly value: unknown } | { readonly wrong: string };

/** By the key of their list: what makes a record of an element. */
const FORMS: Readonly<Record<string, (element: unknown) => Parsed>> = {
  // https://docs.aws.amazon.com/awscloudtrail/latest/userguide/cloudtrail-log-file-examples.html
  Records: (element) => ({ value: element }),
  // aws cloudtrail lookup-events: https://docs.aws.amazon.com/awscloudtrail/latest/APIReference/API_Event.html
  Events: (element) => textIn(element, "CloudTrailEvent"),
  // aws logs filter-log-events: https://docs.aws.amazon.com/AmazonCloudWatchLogs/latest/APIReference/API_FilteredLogEvent.html
  events: (element) => textIn(element, "message"),
};

/** The records in a value that was read. */
export function* spread(parsed: Parsed): Generator<Parsed> {
  const value = "value" in parsed ? parsed.value : undefined;
  const form = formOf(value);
  if (form !== undefined) for (const element of form.list) yield form.recordOf(element);
  else if (Array.isArray(value)) for (const element of value) yield { value: element as unknown };
  else yield parsed;
}

export function isForm(value: unknown): boolean {
  return formOf(value) !== undefined;
}

function formOf(value: unknown) {
  if (typeof value !== "object" || value === null) return undefined;
  for (const [key, recordOf] of Object.entries(FORMS)) {
    const list = (value as Readonly<Record<string, unknown>>)[key];
    if (Array.isArray(list)) return { list: list as readonly unknown[], recordOf };
  }
  return undefined;
}

/** A record that is a text within an element. */
function textIn(element: unknown, key: string): Parsed {
  const text =
    typeof element === "object" && element !== null
      ? (element as Readonly<Record<string, unknown>>)[key]
      : undefined;
  return typeof text === "string" ? parse(text) : { wrong: `has no ${key}` };
}

export function parse(text: string): Parsed {
  try {
    return { value: JSON.parse(text) as unknown };
  } catch (error) {
    // Node quotes what it could not parse, which may be long and hold anything.
    return { wrong: `not JSON (${visible(error instanceof Error ? error.message : "")})` };
  }
}
