import { z } from "zod";
import { isAllowed, isAllowedPolicy, tamperingSettings } from "../permissions/allowList";
import { heldAt, IDENTITY_POLICIES, type Held } from "../permissions/holders";
import { groupsAllowedBy } from "../permissions/managedPolicies";
import { notesOf } from "../permissions/texts";
import type { ResourceRule, Violation } from "../rule";

// Refuses to attach policies of AWS, such as AdministratorAccess, that let somebody outside an allow-list tamper with trails.

const settings = z.strictObject(tamperingSettings);
type Settings = z.output<typeof settings>;

const HOLDERS = Object.entries(IDENTITY_POLICIES).filter(([, { attached }]) => attached);

export const iamAttachmentNoTrailTampering: ResourceRule<Settings> = {
  name: "iam-attachment-no-trail-tampering",
  title: "Nobody outside an allow-list must get a policy of AWS that allows tampering with trails.",
  why: "Whoever takes over such a role can stop the logs before anything else, and nothing is seen of the rest.",
  controls: ["NIST AC-6", "NIST AU-9"],
  level: "mandatory",
  settings,
  types: HOLDERS.map(([type]) => type),
  judge: (resource, given) => {
    const holder = IDENTITY_POLICIES[resource.type];
    if (holder === undefined || isAllowed(resource, holder, given)) return [];
    return (holder.attached ?? [])
      .flatMap((path) => heldAt(resource, path))
      .flatMap((held) => violationsOf(held, given));
  },
};

/** A customer's own policy is judged where it is declared. */
function violationsOf({ path, value }: Held, given: Settings): readonly Violation[] {
  if (typeof value !== "string") {
    const { faults, unknowns, unreadable } = notesOf();
    unreadable(path, value, "is not the ARN of a policy");
    return [...faults, ...(given.refuseUnknown ? unknowns : [])];
  }
  const groups = groupsAllowedBy(value).filter((group) => given.groups.includes(group));
  if (groups.length === 0 || isAllowedPolicy(value, given)) return [];
  return [
    {
      path,
      why: `is a policy of AWS that allows tampering with ${groups.join(", ")}`,
      fix: "attach one that allows less, or add the principal or the policy to the allow-list in the settings",
    },
  ];
}
