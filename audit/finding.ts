// What an audit tool has to say, and whether the project has an answer to it.
import { titleOf, type DeployedResource } from "./deployedStack";
import type { OfResource } from "./ofResources";

export interface Finding {
  readonly tool: "prowler" | "parliament" | "cfn-lint" | "botocore" | "moto";
  /** The tool's own name of the rule. */
  readonly check: string;
  /** Type and logical name of the stack's resource, of a policy with the Sid of the statement, or `account`. */
  readonly on: string;
  readonly detail: string;
}

export interface Explanation {
  readonly tool: Finding["tool"];
  readonly checks: readonly string[];
  /** What the finding is on. Must match at least one finding of each check. */
  readonly on: string | RegExp;
  /** What else must hold of the resource that the finding is on. */
  readonly if?: OfResource;
  /** Why it stays. */
  readonly why: string;
}

export interface Outcome {
  readonly explained: readonly (readonly [Finding, Explanation])[];
  readonly unexplained: readonly Finding[];
  /** Explanations, by check, of findings that no tool has any more. */
  readonly obsolete: readonly string[];
}

export function compare(
  findings: readonly Finding[],
  explanations: readonly Explanation[],
  resources: readonly DeployedResource[] = [],
): Outcome {
  const explains = (explanation: Explanation, check: string, finding: Finding) =>
    isAbout(explanation, check, finding) && holds(explanation, finding, resources);
  const explained: [Finding, Explanation][] = [];
  const unexplained: Finding[] = [];
  for (const finding of findings) {
    const explanation = explanations.find((each) =>
      each.checks.some((check) => explains(each, check, finding)),
    );
    if (explanation) explained.push([finding, explanation]);
    else unexplained.push(finding);
  }
  const obsolete = explanations.flatMap((each) =>
    each.checks
      .filter((check) => !findings.some((finding) => explains(each, check, finding)))
      .map((check) => `${each.tool} ${check} on ${String(each.on)}`),
  );
  return { explained, unexplained, obsolete };
}

function isAbout({ tool, on }: Explanation, check: string, finding: Finding): boolean {
  if (finding.tool !== tool || finding.check !== check) return false;
  return typeof on === "string" ? finding.on === on : on.test(finding.on);
}

function holds(
  { if: ofResource }: Explanation,
  { on }: Finding,
  resources: readonly DeployedResource[],
): boolean {
  if (ofResource === undefined) return true;
  const found = resources.find((resource) => titleOf(resource) === on);
  return found !== undefined && ofResource(found, resources);
}
