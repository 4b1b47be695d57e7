// Words for what zod finds wrong with the settings: the key, the value, and what is allowed.
import * as pulumi from "@pulumi/pulumi";
import { closest, distance } from "fastest-levenshtein";
import { z } from "zod";

/** The one error that stops the program, before anything is created. */
export function wrongSettings(problems: readonly string[]): pulumi.RunError {
  const list = problems.map((problem) => `  - ${problem}`).join("\n");
  const error = new pulumi.RunError(`Wrong settings of stack ${pulumi.getStack()}:\n${list}`);
  // Nobody is shown the stack, but Pulumi formats it for its trace, and Node.js 20.20's util.inspect needs half a minute and
  // all memory for a frame such as `node_modules/@pulumi/resource.ts`.
  delete error.stack;
  return error;
}

/** What a lookup that failed says. */
export function messageOf(error: unknown): string {
  return error instanceof Error ? error.message : String(error);
}

/**
 * One line for each problem of the issue. The schema's messages say what is allowed.
 * @param settings Values as configured.
 * @param schema What they should be.
 * @param explained Why some keys are no settings, by their path.
 */
export function describeIssue(
  issue: z.core.$ZodIssue,
  settings: unknown,
  schema: z.core.$ZodType,
  explained: Readonly<Record<string, string>>,
): string[] {
  if (issue.code === "unrecognized_keys") {
    const known = keysAt(schema, issue.path);
    return issue.keys.map((key) => {
      const name = pathText([...issue.path, key]);
      const why = Object.hasOwn(explained, name) ? explained[name] : guess(key, known, issue.path);
      return `${name}: is not a setting; ${why}`;
    });
  }
  const value = valueAt(settings, issue.path);
  const complaint =
    value === undefined
      ? `is missing; it must be ${allowedBy(issue)}`
      : `${JSON.stringify(value)} is not ${allowedBy(issue)}`;
  return [`${pathText(issue.path)}: ${complaint}`];
}

/** Schemas without a message of their own leave it to zod, whose words are no part of a sentence. */
function allowedBy(issue: z.core.$ZodIssue): string {
  if (issue.code !== "invalid_type" || !issue.message.startsWith("Invalid input")) {
    return issue.message;
  }
  return /^[aeiou]/.test(issue.expected) ? `an ${issue.expected}` : `a ${issue.expected}`;
}

/** So many keys can be listed in a line. */
const MOST_LISTED = 20;

/** What a key may have been meant to be, whatever its case; what is allowed if no key is near. */
function guess(key: string, known: readonly string[], path: readonly PropertyKey[]): string {
  if (known.length === 0) return "no keys are allowed";
  const folded = key.toLowerCase();
  const names = new Map(known.map((name) => [name.toLowerCase(), name]));
  const nearest = closest(folded, [...names.keys()]);
  const isNear = distance(folded, nearest) <= Math.max(folded.length, nearest.length) / 3;
  const name = isNear ? names.get(nearest) : undefined;
  if (name !== undefined) return `did you mean ${pathText([...path, name])}?`;
  if (known.length > MOST_LISTED) return "the README lists them";
  return `allowed ${known.length === 1 ? "is" : "are"} ${known.join(", ")}`;
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

/** Keys of the object that the schema allows at a path. */
function keysAt(schema: z.core.$ZodType, path: readonly PropertyKey[]): readonly string[] {
  const bare = withoutDefault(schema);
  const [part, ...rest] = path;
  if (bare instanceof z.ZodArray) return keysAt(bare.element, rest);
  if (bare instanceof z.ZodUnion) {
    return [...new Set(bare.options.flatMap((option) => keysAt(option, path)))];
  }
  if (!(bare instanceof z.ZodObject)) return [];
  const shape = bare.shape as Readonly<Record<PropertyKey, z.core.$ZodType>>;
  const inner = part === undefined ? undefined : shape[part];
  return inner === undefined ? Object.keys(shape) : keysAt(inner, rest);
}

function withoutDefault(schema: z.core.$ZodType): z.core.$ZodType {
  return schema instanceof z.ZodDefault ||
    schema instanceof z.ZodPrefault ||
    schema instanceof z.ZodOptional
    ? withoutDefault(schema.unwrap())
    : schema;
}
