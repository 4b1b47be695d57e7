import type { Rule } from "../rule";
import { readStatements, type Statement } from "../statement";
import { Problem } from "./problem";

// Whether a run of the engine was judged by this pack: a run without it, or with a weaker one, must not look green.

export interface Expected {
  readonly version: string;
  /** Policies that a team may make weaker. */
  readonly mayBeWeaker: readonly string[];
  /** What `pulumi` ended with. */
  readonly exitCode: number;
}

/**
 * What is wrong with the run; empty if nothing is. `output`: of `pulumi preview` or `pulumi up`, as text or JSON; `rules`:
 * those of the pack.
 */
export function packRunProblems(
  output: string,
  expected: Expected,
  rules: readonly Rule[],
): readonly string[] {
  requireMandatory(expected.mayBeWeaker, rules);
  const failed =
    expected.exitCode === 0 ? [] : [`pulumi ended with exit code ${expected.exitCode}.`];
  return [...failed, ...statementProblems(readStatements(output), expected, rules)];
}

/** A misspelt name would be an allowance that nobody uses, until a policy of that name exists. */
function requireMandatory(names: readonly string[], rules: readonly Rule[]): void {
  const mandatory = mandatoryNames(rules);
  const wrong = names.filter((name) => !mandatory.has(name));
  if (wrong.length === 0) return;
  throw new Problem(
    `--may-be-weaker takes mandatory policies of this pack, and these are none: ${wrong.join(", ")}.`,
  );
}

function mandatoryNames(rules: readonly Rule[]): ReadonlySet<string> {
  return new Set(rules.filter(({ level }) => level === "mandatory").map(({ name }) => name));
}

function statementProblems(
  [statement, ...others]: readonly Statement[],
  { version, mayBeWeaker }: Expected,
  rules: readonly Rule[],
): readonly string[] {
  if (statement === undefined) {
    return [
      "The pack says nothing in the output, so it did not run: give pulumi --policy-pack, and this command all of the output (2>&1).",
    ];
  }
  if (others.length > 0) {
    return [
      `The output says ${others.length + 1} different things about the pack, and a run has but one: something else printed the others.`,
    ];
  }
  const weaker = statement.weakened.filter((policy) => !mayBeWeaker.includes(policy));
  return [
    ...(statement.version === version
      ? []
      : [`The pack that ran is version ${statement.version}, not ${version}.`]),
    ...countProblems(statement, rules),
    ...(weaker.length === 0
      ? []
      : [
          `Configuration (level, exemptions or settings) makes these policies weaker: ${weaker.join(", ")}.`,
        ]),
  ];
}

/** More may be mandatory than in the pack, because a team can raise a level. */
function countProblems(
  { policies, mandatory, weakened }: Statement,
  rules: readonly Rule[],
): readonly string[] {
  const own = mandatoryNames(rules);
  const made = new Set(weakened.filter((name) => own.has(name)));
  const fits =
    made.size === weakened.length &&
    mandatory + made.size >= own.size &&
    mandatory + made.size <= rules.length;
  return [
    ...(policies === rules.length
      ? []
      : [`The pack that ran judges by ${policies} policies, not ${rules.length}.`]),
    ...(fits
      ? []
      : [
          `The pack has ${own.size} mandatory policies, which the ${mandatory} and those made weaker in the output do not add up to.`,
        ]),
  ];
}
