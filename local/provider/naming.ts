import { createHash, randomBytes } from "node:crypto";
import type { Naming, Values } from "./resourceType";

// Gives physical names as the real provider does: the logical name and 7 hexadecimal digits, kept across updates.

const RANDOM_DIGITS = 7;
/** Terraform adds 26 digits to a prefix: https://github.com/hashicorp/terraform-plugin-sdk/blob/main/helper/id/id.go */
const PREFIX_DIGITS = 26;

export interface NameRequest {
  readonly naming: Naming;
  readonly logicalName: string;
  /** What the program gives, and what it gave before. */
  readonly news: Values;
  readonly olds: Values;
  /** From the engine: the same in a preview and its update. Empty means: any. */
  readonly seed: Uint8Array;
}

export interface Named {
  /** What naming adds to the inputs. */
  readonly inputs: Values;
  readonly problems: readonly string[];
}

/** A made name is a beginning and some random digits. */
interface Form {
  readonly start: string;
  readonly digits: number;
}

export function nameFor({ naming, logicalName, news, olds, seed }: NameRequest): Named {
  const { property, prefixProperty = "", maxLength } = naming;
  if (news[property] !== undefined) {
    const problem = `give "${property}" or "${prefixProperty}", not both`;
    return { inputs: {}, problems: news[prefixProperty] === undefined ? [] : [problem] };
  }
  const form = formOf(naming, logicalName, news);
  const old = olds[property];
  const name = hasForm(old, form) ? old : form.start + randomDigits(logicalName, seed, form.digits);
  const problem = `the name "${name}" made for "${property}" has ${name.length} letters; at most ${maxLength} are allowed`;
  return { inputs: { [property]: name }, problems: name.length > maxLength ? [problem] : [] };
}

/** Whether a name came from here and not from the program. */
export function isGeneratedName(naming: Naming, logicalName: string, inputs: Values): boolean {
  return hasForm(inputs[naming.property], formOf(naming, logicalName, inputs));
}

function formOf(naming: Naming, logicalName: string, inputs: Values): Form {
  const start = inputs[naming.prefixProperty ?? ""] ?? naming.start;
  if (typeof start === "string") return { start, digits: PREFIX_DIGITS };
  const name = naming.lowerCase === true ? logicalName.toLowerCase() : logicalName;
  return { start: `${name}-`, digits: RANDOM_DIGITS };
}

function hasForm(name: unknown, { start, digits }: Form): name is string {
  if (typeof name !== "string" || !name.startsWith(start)) return false;
  const end = name.slice(start.length);
  return end.length === digits && /^[0-9a-f]*$/.test(end);
}

function randomDigits(logicalName: string, seed: Uint8Array, digits: number): string {
  const source = seed.length === 0 ? randomBytes(32) : seed;
  return createHash("sha256").update(source).update(logicalName).digest("hex").slice(0, digits);
}
