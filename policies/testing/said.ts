import type { Resource, ResourceRule, ResourceViolation, StackRule } from "../rule";
import { type Options, resource } from "./resource";

// For tests of rules: what a rule says, one line for each violation.

/** Of a stack: the resource, the path and what is wrong. */
export function said<S>(
  rule: ResourceRule<S> | StackRule<S>,
  resources: readonly Resource[],
  given: object = {},
): readonly string[] {
  return violationsOf(rule, resources, given).map(
    ({ resource: { name }, violation: { path, why } }) => `${name}: ${`${path} ${why}`.trim()}`,
  );
}

/** Of one resource: the path and what is wrong. */
export function saidOf<S>(
  rule: ResourceRule<S>,
  type: string,
  props: Resource["props"],
  given: object = {},
  options: Options = {},
): readonly string[] {
  return violationsOf(rule, [resource(type, "thing", props, options)], given).map(
    ({ violation: { path, why } }) => `${path} ${why}`.trim(),
  );
}

function violationsOf<S>(
  rule: ResourceRule<S> | StackRule<S>,
  resources: readonly Resource[],
  given: object,
): readonly ResourceViolation[] {
  const settings = rule.settings.parse(given);
  if (!("judge" in rule)) return rule.judgeStack(resources, settings);
  return resources
    .filter(({ type }) => rule.types.includes(type))
    .flatMap((one) => rule.judge(one, settings).map((violation) => ({ resource: one, violation })));
}
