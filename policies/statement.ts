import type { EnforcementLevel } from "@pulumi/policy";
import type { Rule } from "./rule";

// What the pack says of itself at the start of each run: its version and how strict it is. It stands in the output of
// `pulumi preview`, in text and in JSON, and is how CI knows that the pack ran. (`check/packRun.ts` reads it.)

export interface Strictness {
  readonly policies: number;
  /** Policies that stop a run, be it after a remediation. */
  readonly mandatory: number;
  /** Policies that are mandatory in the pack and were made weaker by configuration. */
  readonly weakened: readonly string[];
}

export const PACK_NAME = "kms-monitoring";

export function strictnessOf(
  rules: readonly Rule[],
  levels: ReadonlyMap<string, EnforcementLevel>,
): Strictness {
  const stops = ({ name, level }: Rule): boolean =>
    ["mandatory", "remediate"].includes(levels.get(name) ?? level);
  const weakened = rules.filter((rule) => rule.level === "mandatory" && !stops(rule));
  return {
    policies: rules.length,
    mandatory: rules.filter(stops).length,
    weakened: weakened.map(({ name }) => name),
  };
}

export function statement(version: string, { policies, mandatory, weakened }: Strictness): string {
  const made = weakened.length === 0 ? "none" : weakened.join(", ");
  return `${PACK_NAME}@v${version} judges by ${policies} policies, ${mandatory} of them mandatory; made weaker: ${made}.`;
}

export interface Statement extends Strictness {
  readonly version: string;
}

/** Finds the sentence in the output of a run. */
export function readStatement(output: string): Statement | undefined {
  const sentence = new RegExp(
    `${PACK_NAME}@v(\\S+) judges by (\\d+) policies, (\\d+) of them mandatory; made weaker: ([a-z0-9, -]+)\\.`,
  );
  const [, version, policies, mandatory, made] = sentence.exec(output) ?? [];
  if (version === undefined || made === undefined) return undefined;
  return {
    version,
    policies: Number(policies),
    mandatory: Number(mandatory),
    weakened: made === "none" ? [] : made.split(", "),
  };
}
