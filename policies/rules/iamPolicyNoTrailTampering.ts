import { z } from "zod";
import { lineThatAllows, tamperingSettings } from "../permissions/allowList";
import { demandsFixedValue } from "../permissions/conditions";
import { readDocument } from "../permissions/document";
import { grantsOf, type Grant } from "../permissions/grants";
import type { Held } from "../permissions/holders";
import { ruleOnPolicies } from "../permissions/identityPolicies";
import { actionsOf } from "../permissions/tamperingActions";
import { refusedOf } from "../permissions/unknowns";
import type { Resource, Violation } from "../rule";

// Refuses IAM policies that let anybody outside an allow-list switch off, delete or change what logs KMS events. Judged is
// what a document allows, by AWS's rules of matching, not what it mentions.

const settings = z.strictObject({
  ...tamperingSettings,
  excusingConditionKeys: z
    .array(z.string().regex(/^[\w-]+:[\w/:.-]+$/))
    .default([])
    .describe(
      "Condition keys, such as aws:PrincipalArn, that excuse a statement which demands a fixed value of one. Without them no condition does",
    ),
});
type Settings = z.output<typeof settings>;

const NAME = "iam-policy-no-trail-tampering";

export const iamPolicyNoTrailTampering = ruleOnPolicies<Settings>({
  name: NAME,
  title:
    "An IAM policy must not allow anybody outside an allow-list to tamper with trails, event data stores, the recorder of AWS Config, and what else the setting `groups` names.",
  why: "Whoever takes over such a role can stop the logs before anything else, and nothing is seen of the rest; keys, alarms, log groups, topics, archives and roles, and so `kms:*`, `s3:*` or `iam:*`, are judged only if `groups` names them.",
  settings,
  held: "documents",
  violationsOf,
});

function violationsOf(
  { path, value }: Held,
  given: Settings,
  resource: Resource,
): readonly Violation[] {
  const document = readDocument(value, path);
  const grants = grantsOf(document, actionsOf(given.groups)).filter(
    ({ statement: { condition } }) => !demandsFixedValue(condition, given.excusingConditionKeys),
  );
  return [
    ...document.faults,
    ...refusedOf(document, given.refuseUnknown),
    ...grants.map((grant) => violationOf(grant, resource)),
  ];
}

const MOST_NAMED = 3;

function violationOf({ path, isLeftIn, actions }: Grant, resource: Resource): Violation {
  const names = actions.map(({ action }) => action);
  const more = names.length - MOST_NAMED;
  const text = `${names.slice(0, MOST_NAMED).join(", ")}${more > 0 ? ` and ${more} more actions that blind the monitoring` : ""}`;
  return {
    path,
    why: isLeftIn ? `leaves in ${text}` : `allows ${text}`,
    fix: `${isLeftIn ? "name the actions that are needed with Action, without these" : "name only the actions that are needed"}, or allow this policy in the configuration of the pack: ${lineThatAllows(NAME, resource)}`,
  };
}
