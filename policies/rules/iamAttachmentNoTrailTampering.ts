import { z } from "zod";
import { isAllowedPolicy, lineThatAllows, tamperingSettings } from "../permissions/allowList";
import type { Held } from "../permissions/holders";
import { ruleOnPolicies } from "../permissions/identityPolicies";
import { groupsAllowedBy } from "../permissions/managedPolicies";
import { notesOf } from "../permissions/texts";
import { refusedOf } from "../permissions/unknowns";
import type { Resource, Violation } from "../rule";

// Refuses to attach policies of AWS, such as AdministratorAccess, that let somebody outside an allow-list tamper with trails.

const settings = z.strictObject(tamperingSettings);
type Settings = z.output<typeof settings>;

const NAME = "iam-attachment-no-trail-tampering";

export const iamAttachmentNoTrailTampering = ruleOnPolicies<Settings>({
  name: NAME,
  title:
    "Nobody outside an allow-list must get a policy of AWS that allows tampering with trails, event data stores, the recorder of AWS Config, and what else the setting `groups` names.",
  why: "Whoever takes over such a role can stop the logs before anything else, and nothing is seen of the rest; keys, alarms, log groups, topics, archives and roles, and so IAMFullAccess, are judged only if `groups` names them.",
  settings,
  held: "attached",
  violationsOf,
});

/** A customer's own policy is judged where it is declared. */
function violationsOf(
  { path, value }: Held,
  given: Settings,
  resource: Resource,
): readonly Violation[] {
  if (typeof value !== "string") {
    // Mostly a policy of the same stack, whose ARN comes with it.
    const notes = notesOf();
    notes.unreadableYet(path, value, "is not the ARN of a policy");
    return [...notes.faults, ...refusedOf(notes, given.refuseUnknown)];
  }
  const groups = groupsAllowedBy(value).filter((group) => given.groups.includes(group));
  if (groups.length === 0 || isAllowedPolicy(value, given)) return [];
  return [
    {
      path,
      why: `is a policy of AWS that allows tampering with ${groups.join(", ")}`,
      fix: `attach one that allows less, or allow this attachment in the configuration of the pack: ${lineThatAllows(NAME, resource)}`,
    },
  ];
}
