import { type Exemption, exemptionState } from "./exemptions";
import { expiredExemption, titleOf } from "./message";
import type { Resource, ResourceRule, ResourceViolation, StackRule, Violation } from "./rule";
import type { Configured } from "./settings";

// What a rule says of resources once exemptions are taken into account, and that it says something of each of them.

/** Every violation of one resource. Throws when the rule fails, so that nothing passes unjudged. */
export function verdictOnResource(
  rule: ResourceRule,
  resource: Resource,
  { settings, exemptions }: Configured,
  now: Date,
): readonly Violation[] {
  const { isExempt, expired } = exemptionState(resource, exemptions, now);
  const found = isExempt
    ? []
    : judged(rule.name, titleOf(resource), () => rule.judge(resource, settings));
  return [...expired.map(expiredExemption), ...found];
}

/** Every violation of a rule that relates resources to each other. */
export function verdictOnStack(
  rule: StackRule,
  resources: readonly Resource[],
  { settings, exemptions }: Configured,
  now: Date,
): readonly ResourceViolation[] {
  const found = judged(rule.name, "the stack", () => rule.judgeStack(resources, settings));
  if (exemptions.length === 0) return found;
  const isExempt = ({ resource }: ResourceViolation): boolean =>
    exemptionState(resource, exemptions, now).isExempt;
  return [
    ...exemptions.flatMap((exemption) => expiredOn(resources, exemption, now)),
    ...found.filter((violation) => !isExempt(violation)),
  ];
}

/** Said once, for the first resource, because such a rule does not say which types it is about. */
function expiredOn(
  resources: readonly Resource[],
  exemption: Exemption,
  now: Date,
): readonly ResourceViolation[] {
  const resource = resources.find(
    (each) => exemptionState(each, [exemption], now).expired.length > 0,
  );
  return resource === undefined ? [] : [{ resource, violation: expiredExemption(exemption) }];
}

function judged<T>(policy: string, what: string, judge: () => T): T {
  try {
    return judge();
  } catch (cause) {
    throw new Error(
      `Policy "${policy}" cannot judge ${what}, so nothing passes: ${String(cause)}`,
      {
        cause,
      },
    );
  }
}
