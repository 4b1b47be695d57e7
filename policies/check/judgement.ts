import { groupedByResource, messagesOf } from "../message";
import type { Level, Resource, ResourceViolation, Violation } from "../rule";
import { verdictOnResource, verdictOnStack } from "../verdict";
import type { ConfiguredRule } from "./configuration";
import type { Deployment } from "./states";

// Judges a deployment by the rules of the pack, with the messages of the pack.

export interface Finding {
  readonly policy: string;
  readonly level: Level;
  readonly urn: string;
  readonly description: string;
  readonly message: string;
}

export interface Judgement {
  readonly kind: Deployment["kind"];
  readonly resources: number;
  /** Resources of types that a policy judges by themselves. */
  readonly judged: number;
  readonly policies: Readonly<Record<Level | "disabled", number>>;
  readonly findings: readonly Finding[];
}

export function judge(
  deployment: Deployment,
  rules: readonly ConfiguredRule[],
  now: Date,
): Judgement {
  const types = new Set(
    rules.flatMap(({ rule, level }) => ("judge" in rule && level !== "disabled" ? rule.types : [])),
  );
  const count = (level: Level | "disabled"): number =>
    rules.filter((each) => each.level === level).length;
  return {
    kind: deployment.kind,
    resources: deployment.asDeclared.length,
    judged: deployment.asDeclared.filter(({ type }) => types.has(type)).length,
    policies: {
      mandatory: count("mandatory"),
      advisory: count("advisory"),
      disabled: count("disabled"),
    },
    findings: rules.flatMap((each) => findingsOf(each, deployment, now)),
  };
}

function findingsOf(
  configuredRule: ConfiguredRule,
  deployment: Deployment,
  now: Date,
): readonly Finding[] {
  const { rule, level } = configuredRule;
  if (level === "disabled") return [];
  const found = [...groupedByResource(violationsOf(configuredRule, deployment, now))].flatMap(
    ([resource, violations]) =>
      messagesOf(resource, violations).map((message) => ({
        policy: rule.name,
        level,
        urn: resource.urn,
        description: `${rule.title} ${rule.why}`,
        message,
      })),
  );
  return withoutRepetition(found);
}

function violationsOf(
  { rule, configured }: ConfiguredRule,
  { kind, asDeclared, asDeployed }: Deployment,
  now: Date,
): readonly ResourceViolation[] {
  if (!("judge" in rule)) return verdictOnStack(rule, asDeployed, configured, now);
  const types = new Set(rule.types);
  const verdict = (resource: Resource | undefined): readonly Violation[] =>
    resource === undefined ? [] : verdictOnResource(rule, resource, configured, now);
  return asDeclared.flatMap((resource, index) => {
    if (!types.has(resource.type)) return [];
    const declared = verdict(resource);
    // What a preview says of the state is what was there before, or not known.
    const deployed = kind === "preview" ? [] : verdict(asDeployed[index]);
    return [...declared, ...onlyIn(deployed, declared)].map((violation) => ({
      resource,
      violation,
    }));
  });
}

/** A program may leave a property out, and so keep what was set by another program, another tool or a person. */
function onlyIn(
  deployed: readonly Violation[],
  declared: readonly Violation[],
): readonly Violation[] {
  const textOf = ({ path, why }: Violation): string => `${path} ${why}`;
  const known = new Set(declared.map(textOf));
  return deployed
    .filter((violation) => !known.has(textOf(violation)))
    .map((violation) => ({
      ...violation,
      why: `${violation.why} (in the state of the stack, not in its inputs)`,
    }));
}

/** A resource with a pending operation is in an export twice. */
function withoutRepetition(found: readonly Finding[]): readonly Finding[] {
  const byText = new Map(found.map((each) => [`${each.urn} ${each.message}`, each]));
  return [...byText.values()];
}
