import type { Resource } from "../rule";
import { EVENT_TARGET } from "./kmsMonitoring";

// Finds the targets of a rule in its stack, by the rule's name and bus.

/** undefined while the rule's name, or that of any target's rule, is not known: the relation is judged when it is. */
export function targetsOf(
  rule: Resource,
  resources: readonly Resource[],
): readonly Resource[] | undefined {
  const targets = resources.filter(({ type }) => type === EVENT_TARGET);
  const names = [rule.props["name"], ...targets.map(({ props }) => props["rule"])];
  if (names.some((name) => typeof name !== "string")) return undefined;
  return targets.filter(
    ({ props }) =>
      props["rule"] === rule.props["name"] &&
      isSame(props["region"], rule.props["region"]) &&
      busName(props["eventBusName"]) === busName(rule.props["eventBusName"]),
  );
}

/** A region that a resource does not name is the provider's. */
function isSame(one: unknown, other: unknown): boolean {
  return typeof one !== "string" || typeof other !== "string" || one === other;
}

/** A bus is named by its name or its ARN. */
function busName(given: unknown): unknown {
  return typeof given === "string" ? given.split("/").at(-1) : "default";
}
