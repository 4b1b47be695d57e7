// Words for what zod finds wrong with the settings: the key, the value, and what is allowed.
import { closest } from "fastest-levenshtein";
import type { z } from "zod";

/**
 * One line for each problem of the issue. The schema's messages say what is allowed.
 * @param settings Values as configured.
 * @param knownKeys Keys that are allowed at a path.
 */
export function describeIssue(
  issue: z.core.$ZodIssue,
  settings: unknown,
  knownKeys: (path: readonly PropertyKey[]) => readonly string[],
): string[] {
  if (issue.code === "unrecognized_keys") {
    const known = knownKeys(issue.path);
    return issue.keys.map((key) => {
      const name = pathText([...issue.path, key]);
      return `${name}: is not a setting; did you mean ${closest(key, known)}?`;
    });
  }
  const value = valueAt(settings, issue.path);
  const complaint =
    value === undefined
      ? `is missing; it must be ${issue.message}`
      : `${JSON.stringify(value)} is not ${issue.message}`;
  return [`${pathText(issue.path)}: ${complaint}`];
}

/** `alertSubscriptions[0].endpoint` */
function pathText(path: readonly PropertyKey[]): string {
  return path
    .map((part) => (typeof part === "number" ? `[${part}]` : `.${String(part)}`))
    .join("")
    .slice(1);
}

function valueAt(settings: unknown, path: readonly PropertyKey[]): unknown {
  return path.reduce<unknown>(
    (value, part) => (value as Record<PropertyKey, unknown> | undefined)?.[part],
    settings,
  );
}
