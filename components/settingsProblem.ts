// Words for what zod finds wrong with the settings: the key, the value, and what is allowed.
import * as pulumi from "@pulumi/pulumi";
import { closest } from "fastest-levenshtein";
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
      const nearest = pathText([...issue.path, closest(key, known)]);
      const why = explained[name] ?? `did you mean ${nearest}?`;
      return `${name}: is not a setting; ${why}`;
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

/** Keys of the object that the schema allows at a path. */
function keysAt(schema: z.core.$ZodType, path: readonly PropertyKey[]): readonly string[] {
  const bare = withoutDefault(schema);
  const [part, ...rest] = path;
  if (bare instanceof z.ZodArray) return keysAt(bare.element, rest);
  if (bare instanceof z.ZodUnion) return bare.options.flatMap((option) => keysAt(option, path));
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
