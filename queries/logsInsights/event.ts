// The fields that CloudWatch Logs Insights finds in a log event.
// https://docs.aws.amazon.com/AmazonCloudWatch/latest/logs/CWL_AnalyzeLogData-discoverable-fields.html

/** A log event as it was put. */
export interface LogEvent {
  /** Milliseconds since 1970. */
  readonly timestamp: number;
  readonly message: string;
}

export type FieldValue = string | number | boolean;

// "You can only parse JSON log events that include no more than 200 log event fields" (the page on `parse`). Which are left
// out of a larger one is not said; here the last.
const MAX_FIELDS = 200;

/** Fields by name. Those of objects and arrays are joined by dots: `resources.0.ARN`. Null is no field. */
export function discoverFields(event: LogEvent): ReadonlyMap<string, FieldValue> {
  const found = flatten("", parseJson(event.message)).slice(0, MAX_FIELDS);
  return new Map<string, FieldValue>([
    // "If the name of a discovered log field starts with the @ character, [it is displayed] with an additional @".
    ...found.map(([name, value]) => [name.startsWith("@") ? `@${name}` : name, value] as const),
    ["@message", event.message],
    ["@timestamp", new Date(event.timestamp).toISOString().replace("T", " ").replace("Z", "")],
  ]);
}

function flatten(prefix: string, value: unknown): readonly (readonly [string, FieldValue])[] {
  if (typeof value === "object" && value !== null) {
    return Object.entries(value).flatMap(([name, part]) =>
      flatten(prefix === "" ? name : `${prefix}.${name}`, part),
    );
  }
  const scalar =
    typeof value === "string" || typeof value === "number" || typeof value === "boolean";
  return scalar && prefix !== "" ? [[prefix, value]] : [];
}

function parseJson(message: string): unknown {
  try {
    return JSON.parse(message);
  } catch {
    return undefined;
  }
}
