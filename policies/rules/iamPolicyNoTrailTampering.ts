import { z } from "zod";
import { isAllowed, tamperingSettings } from "../permissions/allowList";
import { demandsFixedValue } from "../permissions/conditions";
import { readDocument } from "../permissions/document";
import { grantsOf, type Grant } from "../permissions/grants";
import { heldAt, IDENTITY_POLICIES } from "../permissions/holders";
import { actionsOf } from "../permissions/tamperingActions";
import type { ResourceRule, Violation } from "../rule";

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

const HOLDERS = Object.entries(IDENTITY_POLICIES).filter(([, { documents }]) => documents);

export const iamPolicyNoTrailTampering: ResourceRule<Settings> = {
  name: "iam-policy-no-trail-tampering",
  title: "An IAM policy must not allow anybody outside an allow-list to tamper with trails.",
  why: "Whoever takes over such a role can stop the logs before anything else, and nothing is seen of the rest.",
  controls: ["NIST AC-6", "NIST AU-9"],
  level: "mandatory",
  settings,
  types: HOLDERS.map(([type]) => type),
  judge: (resource, given) => {
    const holder = IDENTITY_POLICIES[resource.type];
    if (holder === undefined || isAllowed(resource, holder, given)) return [];
    return (holder.documents ?? [])
      .flatMap((path) => heldAt(resource, path))
      .flatMap(({ path, value }) => violationsOf(value, path, given));
  },
};

function violationsOf(value: unknown, path: string, given: Settings): readonly Violation[] {
  const document = readDocument(value, path);
  const grants = grantsOf(document, actionsOf(given.groups)).filter(
    ({ statement: { condition } }) => !demandsFixedValue(condition, given.excusingConditionKeys),
  );
  return [
    ...document.faults,
    ...(given.refuseUnknown ? document.unknowns : []),
    ...grants.map(violationOf),
  ];
}

const MOST_NAMED = 3;

function violationOf({ path, isLeftIn, actions }: Grant): Violation {
  const names = actions.map(({ action }) => action);
  const more = names.length - MOST_NAMED;
  const text = `${names.slice(0, MOST_NAMED).join(", ")}${more > 0 ? ` and ${more} more actions that blind the monitoring` : ""}`;
  return {
    path,
    why: isLeftIn ? `leaves in ${text}` : `allows ${text}`,
    fix: isLeftIn
      ? "name the actions that are needed with Action, without these"
      : "name only the actions that are needed, or add the policy or its principal to the allow-list in the settings",
  };
}
