import { readStatement } from "../statement";

// Whether a run of the engine was judged by this pack: a run without it, or with a weaker one, must not look green.

export interface Expected {
  readonly version: string;
  /** Policies that a team may make weaker. */
  readonly mayBeWeaker: readonly string[];
  /** What `pulumi` ended with. */
  readonly exitCode: number;
}

/** What is wrong with the run; empty if nothing is. `output`: of `pulumi preview` or `pulumi up`, as text or JSON. */
export function packRunProblems(output: string, expected: Expected): readonly string[] {
  const problems: string[] = [];
  if (expected.exitCode !== 0) problems.push(`pulumi ended with exit code ${expected.exitCode}.`);
  const found = readStatement(output);
  if (found === undefined) {
    problems.push(
      "The pack says nothing in the output, so it did not run: give pulumi --policy-pack, and this command all of the output (2>&1).",
    );
    return problems;
  }
  if (found.version !== expected.version) {
    problems.push(`The pack that ran is version ${found.version}, not ${expected.version}.`);
  }
  const weaker = found.weakened.filter((policy) => !expected.mayBeWeaker.includes(policy));
  if (weaker.length > 0) {
    problems.push(
      `Configuration makes these policies weaker than mandatory: ${weaker.join(", ")}.`,
    );
  }
  return problems;
}
