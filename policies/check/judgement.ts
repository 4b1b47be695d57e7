import { groupedByResource, messagesOf } from "../message";
import type { Level, Resource, ResourceViolation } from "../rule";
import { verdictOnResource, verdictOnStack } from "../verdict";
import type { ConfiguredRule } from "./configuration";
import type { Deployment } from "./deploymentFile";

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
  { asDeclared, asDeployed }: Deployment,
  now: Date,
): readonly ResourceViolation[] {
  if (!("judge" in rule)) return verdictOnStack(rule, asDeployed, configured, now);
  const types = new Set(rule.types);
  return asDeclared
    .filter(({ type }) => types.has(type))
    .flatMap((resource: Resource) =>
      verdictOnResource(rule, resource, configured, now).map((violation) => ({
        resource,
        violation,
      })),
    );
}

/** A resource with a pending operation is in an export twice. */
function withoutRepetition(found: readonly Finding[]): readonly Finding[] {
  const byText = new Map(found.map((each) => [`${each.urn} ${each.message}`, each]));
  return [...byText.values()];
}
