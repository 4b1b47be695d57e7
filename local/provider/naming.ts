// Gives physical names as the real provider does: the logical name and 7 hexadecimal digits, kept across updates.
import { createHash, randomBytes } from "node:crypto";
import type { Naming, Values } from "./resourceType";

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

/** The inputs that naming adds, or why it cannot. */
export function nameFor(request: NameRequest): { readonly inputs: Values; readonly problems: readonly string[] } {
  const { naming, news, olds } = request;
  const prefix = naming.prefixProperty === undefined ? undefined : news[naming.prefixProperty];
  const problems: string[] = [];
  if (news[naming.property] !== undefined) {
    if (prefix !== undefined)
      problems.push(`give "${naming.property}" or "${naming.prefixProperty}", not both`);
    return { inputs: {}, problems };
  }
  if (prefix !== undefined && typeof prefix !== "string") return { inputs: {}, problems };
  const old = olds[naming.property];
  const name = isGenerated(request, prefix, old) ? old : generate(request, prefix);
  if (typeof name === "string" && name.length > naming.maxLength)
    problems.push(
      `the name "${name}" made for "${naming.property}" has ${name.length} letters; at most ${naming.maxLength} are allowed`,
    );
  return { inputs: { [naming.property]: name }, problems };
}

/** Whether a name came from here and not from the program. */
export function isGeneratedName(naming: Naming, logicalName: string, inputs: Values): boolean {
  const prefix = naming.prefixProperty === undefined ? undefined : inputs[naming.prefixProperty];
  const request = { naming, logicalName, news: inputs, olds: {}, seed: new Uint8Array() };
  return isGenerated(request, typeof prefix === "string" ? prefix : undefined, inputs[naming.property]);
}

function isGenerated(request: NameRequest, prefix: string | undefined, name: unknown): boolean {
  const { start, digits } = parts(request, prefix);
  if (typeof name !== "string" || !name.startsWith(start)) return false;
  return name.length === start.length + digits && /^[0-9a-f]*$/.test(name.slice(start.length));
}

function generate(request: NameRequest, prefix: string | undefined): string {
  const { start, digits } = parts(request, prefix);
  const seed = request.seed.length === 0 ? randomBytes(32) : request.seed;
  const random = createHash("sha256").update(seed).update(request.logicalName).digest("hex");
  return start + random.slice(0, digits);
}

function parts(request: NameRequest, prefix: string | undefined): { start: string; digits: number } {
  if (prefix !== undefined) return { start: prefix, digits: PREFIX_DIGITS };
  const start = `${request.logicalName}-`;
  return { start: request.naming.lowerCase === true ? start.toLowerCase() : start, digits: RANDOM_DIGITS };
}
