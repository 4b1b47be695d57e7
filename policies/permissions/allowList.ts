import { z } from "zod";
import { UNKNOWN, type Resource } from "../rule";
import { heldAt, type Holder } from "./holders";
import { GROUPS, RARELY_NEEDED, type Group } from "./tamperingActions";
import { covers } from "./wildcard";

// Who may tamper with the monitoring: the settings of the rules on permissions, and how a resource is found in them.

const patterns = z.array(z.string().min(1)).default([]);

export const refuseUnknown = z
  .boolean()
  .default(false)
  .describe(
    "Refuse what is not known at preview, as most documents that name resources of their own stack are. Without it they are judged during the update, before they are deployed",
  );

export const tamperingSettings = {
  groups: z
    .array(z.enum(GROUPS))
    .min(1)
    .default([...RARELY_NEEDED])
    .describe(
      "What must be safe from tampering. The default leaves out what deployments and services change every day",
    ),
  allowedPrincipals: patterns.describe(
    "Users, groups, roles and permission sets that may tamper: names or ARNs, with the wildcards * and ?",
  ),
  allowedPolicies: patterns.describe(
    "Policies that may allow tampering: names in the program, names in IAM or ARNs, with the wildcards * and ?",
  ),
  refuseUnknown,
};

export interface TamperingSettings {
  readonly groups: readonly Group[];
  readonly allowedPrincipals: readonly string[];
  readonly allowedPolicies: readonly string[];
  readonly refuseUnknown: boolean;
}

const anyCovers = (patterns: readonly string[], text: string): boolean =>
  patterns.some((pattern) => covers(pattern, text));

/** True if all who get the policy are allowed to, or the policy itself is allowed. */
export function isAllowed(
  resource: Resource,
  holder: Holder,
  { allowedPrincipals, allowedPolicies, refuseUnknown }: TamperingSettings,
): boolean {
  const valuesAt = (paths: readonly string[] = []): readonly unknown[] =>
    paths.flatMap((path) => heldAt(resource, path).map(({ value }) => value));
  const isListed = (list: readonly string[], value: unknown): boolean =>
    typeof value === "string"
      ? anyCovers(list, value)
      : value === UNKNOWN && !refuseUnknown && list.length > 0;
  const principals = valuesAt(holder.principals);
  const names = [resource.name, ...valuesAt(holder.names)];
  return (
    (principals.length > 0 && principals.every((value) => isListed(allowedPrincipals, value))) ||
    names.some((value) => typeof value === "string" && anyCovers(allowedPolicies, value))
  );
}

export function isAllowedPolicy(arn: string, { allowedPolicies }: TamperingSettings): boolean {
  return anyCovers(allowedPolicies, arn);
}
