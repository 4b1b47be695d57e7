import type { Exemption } from "./exemptions";
import type { Resource, ResourceViolation, Violation } from "./rule";

// The sentences that people read, the same before a deployment and in `policy-check`.

/** Enough to work on; a resource with thousands of violations would bury those of the others. */
const MOST_MESSAGES = 20;

export function messagesOf(
  resource: Resource,
  violations: readonly Violation[],
): readonly string[] {
  const shown = violations.slice(0, MOST_MESSAGES).map((violation) => message(resource, violation));
  const more = violations.length - shown.length;
  return more === 0
    ? shown
    : [...shown, `${titleOf(resource)} has ${more} more violations of this policy.`];
}

function message(resource: Resource, { path, why, fix }: Violation): string {
  const subject = path === "" ? titleOf(resource) : `${titleOf(resource)}: ${path}`;
  return `${subject} ${why}. Fix: ${fix}.`;
}

/** E.g. `Trail "audit"`. */
export function titleOf({ type, name }: Resource): string {
  return `${type.split(":").at(-1) ?? type} ${JSON.stringify(name)}`;
}

/** An exemption that is over is a violation of its own, so that nobody keeps it for good. */
export function expiredExemption({ reason, until }: Exemption): Violation {
  return {
    path: "",
    why: `has an exemption from this policy that ended on ${until} (reason: ${reason})`,
    fix: "remove the exemption, or renew it with a reason that still holds",
  };
}

/** In the order in which the resources are first found. */
export function groupedByResource(
  found: readonly ResourceViolation[],
): ReadonlyMap<Resource, readonly Violation[]> {
  const groups = new Map<Resource, Violation[]>();
  for (const { resource, violation } of found) {
    const group = groups.get(resource);
    if (group === undefined) groups.set(resource, [violation]);
    else group.push(violation);
  }
  return groups;
}
