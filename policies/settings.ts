import { isDeepStrictEqual } from "node:util";
import type { PolicyConfigSchema } from "@pulumi/policy";
import { z } from "zod";
import { type Exemptions, exemptionsSchema, exemptionsSchemaOn } from "./exemptions";
import type { Rule } from "./rule";

// Reads what a team configures: the settings of each policy, and the exemptions that every policy takes. Anything wrong
// is an error, because a pack that overlooks a misspelt setting or policy seems to check what it does not.

export interface Configured {
  readonly settings: object;
  readonly exemptions: Exemptions;
}

/** Throws an error that lists every problem. `given`: what a team set, without the level. */
export function readSettings(
  rule: Rule,
  given: Readonly<Record<string, unknown>>,
  now = new Date(),
): Configured {
  const { exemptions: givenExemptions, ...own } = given;
  const exemptions = exemptionsSchemaOn(now).safeParse(givenExemptions);
  const settings = rule.settings.safeParse(own);
  if (exemptions.success && settings.success) {
    return { settings: settings.data, exemptions: exemptions.data };
  }
  const problems = [
    ...(exemptions.error?.issues.map((issue) => inside("exemptions", issue)) ?? []),
    ...(settings.error?.issues ?? []),
  ];
  throw new Error(
    `The settings of policy "${rule.name}" are wrong:\n${z.prettifyError({ issues: problems })}`,
  );
}

/** Whether anything is set to other than its default, and so may let pass what the policy would stop. */
export function isConfigured(
  rule: Rule,
  given: Readonly<Record<string, unknown>>,
  now = new Date(),
): boolean {
  return !isDeepStrictEqual(readSettings(rule, given, now), readSettings(rule, {}, now));
}

function inside<T extends { readonly path: readonly PropertyKey[] }>(key: string, issue: T): T {
  return { ...issue, path: [key, ...issue.path] };
}

/** The engine's word for a level that every policy gets. It takes no settings. */
const EVERY_POLICY = "all";

/** Throws an error that lists every problem, among them policies that the pack does not have. */
export function requireRightConfiguration(
  rules: readonly Rule[],
  given: ReadonlyMap<string, { readonly settings: Readonly<Record<string, unknown>> }>,
  now = new Date(),
): void {
  const problems = [...given].flatMap(([name, { settings }]) => {
    if (name === EVERY_POLICY) return problemsOfEveryPolicy(settings);
    const rule = rules.find((each) => each.name === name);
    return rule === undefined ? [noSuchPolicy(name, rules)] : problemOf(rule, settings, now);
  });
  if (problems.length > 0) throw new Error(problems.join("\n"));
}

function problemsOfEveryPolicy(settings: Readonly<Record<string, unknown>>): readonly string[] {
  const names = Object.keys(settings).map((key) => JSON.stringify(key));
  if (names.length === 0) return [];
  return [
    `"${EVERY_POLICY}" takes a level and nothing else. Move ${names.join(", ")} to each policy that it is meant for.`,
  ];
}

function noSuchPolicy(name: string, rules: readonly Rule[]): string {
  return `There is no policy "${name}" in this pack. It has: ${rules.map((rule) => rule.name).join(", ")}.`;
}

function problemOf(
  rule: Rule,
  settings: Readonly<Record<string, unknown>>,
  now: Date,
): readonly string[] {
  try {
    readSettings(rule, settings, now);
    return [];
  } catch (error) {
    return [error instanceof Error ? error.message : String(error)];
  }
}

/**
 * For the engine, which fills in the defaults by it and shows it in a backend. It allows every value, types too: what it
 * does not allow, the engine refuses before the pack is configured, so that nobody hears of what only the pack can tell.
 */
export function configSchemaOf(rule: Rule): PolicyConfigSchema {
  const own = z.toJSONSchema(rule.settings, { target: "draft-7", io: "input" }).properties ?? {};
  const exemptions = z.toJSONSchema(exemptionsSchema, { target: "draft-7", io: "input" });
  const shown = Object.entries({ ...own, exemptions }).map(([name, schema]) => [
    name,
    typeof schema === "object" ? { default: schema.default, description: schema.description } : {},
  ]);
  return { properties: Object.fromEntries(shown) as PolicyConfigSchema["properties"] };
}
