import { UNKNOWN } from "../rule";
import type { AwsForm } from "./awsForms";
import { isSameRegion } from "./region";
import { EVENT_TARGET } from "./types";

// Finds the targets of a rule in its stack: those that it holds itself, and those that name it and its bus.

/** undefined while the name is not known by which a target may name the rule: the relation is judged when it is. */
export function targetsOf(
  rule: AwsForm,
  monitoring: readonly AwsForm[],
): readonly AwsForm[] | undefined {
  const name = rule.props["name"];
  const targets = monitoring.filter(({ type }) => type === EVENT_TARGET);
  const own = targets.filter(({ declared }) => declared === rule.declared);
  if (typeof name === "string") {
    return [...own, ...targets.filter((target) => !own.includes(target) && names(target, rule))];
  }
  const mayBeNamed = targets.some(({ props }) => props["rule"] === UNKNOWN);
  return own.length === 0 && mayBeNamed ? undefined : own;
}

function names({ props }: AwsForm, rule: AwsForm): boolean {
  return (
    props["rule"] === rule.props["name"] &&
    isSameRegion(props["region"], rule.props["region"]) &&
    busName(props["eventBusName"]) === busName(rule.props["eventBusName"])
  );
}

/** A bus is named by its name or its ARN. */
function busName(given: unknown): unknown {
  return typeof given === "string" ? given.split("/").at(-1) : "default";
}
