import type { PolicyConfiguration } from "./engineRequests";
import type { Rule } from "./rule";
import { isConfigured } from "./settings";

// What the pack says of itself at the start of each run: its version and how strict it is. It stands in the output of
// `pulumi preview`, in text and in JSON, and is how CI knows that the pack ran. (`check/packRun.ts` reads it.)

export interface Strictness {
  readonly policies: number;
  /** Policies that stop a run, be it after a remediation, without those that were made weaker. */
  readonly mandatory: number;
  /**
   * Policies that are mandatory in the pack and were made weaker by configuration: by their level, by an exemption, or by
   * any setting, since the pack cannot tell which of two values is the stricter.
   */
  readonly weakened: readonly string[];
}

export const PACK_NAME = "kms-monitoring";

export function strictnessOf(
  rules: readonly Rule[],
  configuration: ReadonlyMap<string, PolicyConfiguration>,
  now = new Date(),
): Strictness {
  const stops = ({ name, level }: Rule): boolean =>
    ["mandatory", "remediate"].includes(configuration.get(name)?.level ?? level);
  const weakened = rules.filter(
    (rule) =>
      rule.level === "mandatory" &&
      (!stops(rule) || isConfigured(rule, configuration.get(rule.name)?.settings ?? {}, now)),
  );
  return {
    policies: rules.length,
    mandatory: rules.filter((rule) => stops(rule) && !weakened.includes(rule)).length,
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

/** The different sentences of the kind in the output of a run. A program can print one too, so there may be several. */
export function readStatements(output: string): readonly Statement[] {
  const sentence = new RegExp(
    `${PACK_NAME}@v(\\S+) judges by (\\d+) policies, (\\d+) of them mandatory; made weaker: ([a-z0-9, -]+)\\.`,
    "g",
  );
  const found = new Map([...output.matchAll(sentence)].map((match) => [match[0], match]));
  return [...found.values()].map(([, version = "", policies, mandatory, made = ""]) => ({
    version,
    policies: Number(policies),
    mandatory: Number(mandatory),
    weakened: made === "none" ? [] : made.split(", "),
  }));
}
