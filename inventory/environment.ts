// Reads what the functions are told by their environment, once at their start, and says everything that is missing at once.

/** What the function that takes the inventory is told. */
export const takeVariables = [
  "BUCKET_NAME",
  "WATCHED_REGIONS",
  "METRIC_NAMESPACE",
  "ALARM_PREFIX",
  "EXPIRY_DAYS",
  "SCHEDULE_HOURS",
] as const;

/** What the widget's function is told. */
export const widgetVariables = ["BUCKET_NAME"] as const;

export function readVariables<T extends string>(
  names: readonly T[],
  variables: Readonly<Record<string, string | undefined>>,
): Readonly<Record<T, string>> {
  const missing = names.filter((name) => (variables[name] ?? "") === "");
  if (missing.length > 0) {
    throw new Error(`The inventory cannot start: ${missing.join(", ")} missing.`);
  }
  return Object.fromEntries(names.map((name) => [name, variables[name]])) as Record<T, string>;
}
