import { z } from "zod";
import type { Resource } from "./rule";

// Exemptions: which resources a policy leaves alone, why, and until when. A setting of every policy.

/** Of the four of a URN: `urn:pulumi:stack`, project, type, name. With fewer, a pattern switches a policy off. */
const LEAST_PARTS = 3;
/** In a row. Fewer stand in nearly every name. */
const LEAST_CHARACTERS = 3;
/** Stands in the first part of every URN, and so says nothing. */
const SCHEME = "urn:pulumi:";
/** A year, also one with a leap day: an exemption is to be renewed, not forgotten. */
const MOST_DAYS = 366;
const DAY = 24 * 60 * 60 * 1000;

export const exemptionsSchema = z
  .array(
    z
      .strictObject({
        urn: z
          .string()
          .refine(namesSomething, {
            error: `names too much: at least ${LEAST_PARTS} of the parts between "::", the last one among them, must be without * or have ${LEAST_CHARACTERS} other characters in a row`,
          })
          .optional()
          .describe(
            `Pattern for the whole URN, in which * stands for any characters; ${LEAST_PARTS} of its parts, the name among them, must say which resource is meant.`,
          ),
        resource: z
          .string()
          .min(1)
          .optional()
          .describe("Name of the resource in its program, exactly."),
        reason: z
          .string({ error: "needs a text: why the resource may break the rule" })
          .trim()
          .min(1, { error: "is empty: say why the resource may break the rule" })
          .describe("Why the resource may break the rule."),
        until: z.iso
          .date({ error: "is not a date such as 2027-01-31" })
          .describe(
            "Last day of the exemption (UTC), as 2027-01-31, a year ahead at most. Later, it is a violation.",
          ),
      })
      .refine(({ urn, resource }) => (urn === undefined) !== (resource === undefined), {
        message: 'needs either "urn" or "resource"',
      }),
  )
  .default([])
  .describe("Resources that the policy leaves alone, each with a reason and an end date.");

export type Exemptions = z.output<typeof exemptionsSchema>;
export type Exemption = Exemptions[number];

/** With the one thing that depends on the day: no exemption may end too far ahead. */
export function exemptionsSchemaOn(now: Date): z.ZodType<Exemptions> {
  const last = dayOf(new Date(now.getTime() + MOST_DAYS * DAY));
  return exemptionsSchema.superRefine((exemptions, context) => {
    exemptions.forEach(({ until }, index) => {
      if (until <= last) return;
      context.addIssue({
        code: "custom",
        path: [index, "until"],
        message: `is more than ${MOST_DAYS} days ahead: ${last} is the last day that is allowed today`,
      });
    });
  });
}

function namesSomething(pattern: string): boolean {
  const parts = pattern.split("::");
  const telling = parts.map((part, index) => isTelling(part, index === 0 ? SCHEME : ""));
  return telling.at(-1) === true && telling.filter(Boolean).length >= LEAST_PARTS;
}

function isTelling(part: string, everywhere: string): boolean {
  const texts = part.split("*").filter((text) => text !== "" && !everywhere.includes(text));
  return part.includes("*")
    ? texts.some((text) => withoutStart(text, everywhere).length >= LEAST_CHARACTERS)
    : texts.length > 0;
}

function withoutStart(text: string, start: string): string {
  return text.startsWith(start) ? text.slice(start.length) : text;
}

function dayOf(time: Date): string {
  return time.toISOString().slice(0, "2027-01-31".length);
}

export interface ExemptionState {
  /** True while one that holds covers the resource. */
  readonly isExempt: boolean;
  /** Those that cover the resource and are over. */
  readonly expired: readonly Exemption[];
}

export function exemptionState(
  resource: Resource,
  exemptions: Exemptions,
  now: Date,
): ExemptionState {
  const today = dayOf(now);
  const own = exemptions.filter((exemption) => covers(exemption, resource));
  const expired = own.filter(({ until }) => until < today);
  return { isExempt: expired.length < own.length, expired };
}

function covers({ urn, resource: name }: Exemption, resource: Resource): boolean {
  return urn === undefined ? name === resource.name : matches(resource.urn, urn);
}

/** Without a regular expression, whose backtracking a long pattern could make endless. */
function matches(text: string, pattern: string): boolean {
  const [start = "", ...others] = pattern.split("*");
  const end = others.pop();
  if (end === undefined) return text === pattern;
  if (!text.startsWith(start) || text.length < start.length + end.length) return false;
  const last = text.length - end.length;
  let position = start.length;
  for (const part of others) {
    const found = text.indexOf(part, position);
    if (found < 0 || found + part.length > last) return false;
    position = found + part.length;
  }
  return text.endsWith(end);
}
