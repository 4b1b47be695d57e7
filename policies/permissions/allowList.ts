import { z } from "zod";
import { UNKNOWN, type Resource } from "../rule";
import { heldAt, type Holder } from "./holders";
import { GROUPS, RARELY_NEEDED, type Group } from "./tamperingActions";
import { refuseUnknown, type RefuseUnknown } from "./unknowns";
import { covers } from "./wildcard";

// Who may tamper with the monitoring: the settings of the rules on permissions, and how a resource is found in them.

const patterns = z.array(z.string().min(1)).default([]);

export const tamperingSettings = {
  groups: z
    .array(z.enum(GROUPS))
    .min(1)
    .default([...RARELY_NEEDED])
    .describe(
      "What must be safe from tampering. The default leaves out what deployments and services change every day, so that not even `kms:*`, `logs:*`, `s3:*` or `iam:*` is refused",
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
  readonly refuseUnknown: RefuseUnknown;
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
      : value === UNKNOWN && refuseUnknown === "none" && list.length > 0;
  const principals = valuesAt(holder.principals);
  const names = [resource.name, ...valuesAt(holder.names)];
  return (
    (principals.length > 0 && principals.every((value) => isListed(allowedPrincipals, value))) ||
    names.some((value) => typeof value === "string" && anyCovers(allowedPolicies, value))
  );
}

/** Allows one resource of a program: the name of the policy, and what to write of it in the configuration of the pack. */
export function lineThatAllows(policyName: string, { name }: Resource): string {
  return JSON.stringify({ [policyName]: { allowedPolicies: [name] } });
}

export function isAllowedPolicy(arn: string, { allowedPolicies }: TamperingSettings): boolean {
  return anyCovers(allowedPolicies, arn);
}
