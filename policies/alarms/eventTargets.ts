import type { Resource } from "../rule";
import { EVENT_TARGET } from "./kmsMonitoring";
import { isSameRegion } from "./region";

// Finds the targets of a rule in its stack, by the rule's name and bus.

/** undefined while the rule's own name is not known: the relation is judged when it is. */
export function targetsOf(
  rule: Resource,
  resources: readonly Resource[],
): readonly Resource[] | undefined {
  const name = rule.props["name"];
  if (typeof name !== "string") return undefined;
  const targets = resources.filter(({ type }) => type === EVENT_TARGET);
  return targets.filter(
    ({ props }) =>
      props["rule"] === name &&
      isSameRegion(props["region"], rule.props["region"]) &&
      busName(props["eventBusName"]) === busName(rule.props["eventBusName"]),
  );
}

/** A bus is named by its name or its ARN. */
function busName(given: unknown): unknown {
  return typeof given === "string" ? given.split("/").at(-1) : "default";
}
