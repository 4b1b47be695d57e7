import { z } from "zod";
import { UNKNOWN, Violation } from "../rule";
import { accountOfArn, admissionsOf, type Admissions } from "./admissions";
import type { PolicyDocument, Statement } from "./document";

// Finds whom a key policy or another resource policy admits that it should not: anybody, and accounts that nobody has allowed.

export const strangerSettings = {
  allowedAccounts: z
    .array(z.string().regex(/^\d{12}$/))
    .default([])
    .describe(
      "Ids of the accounts that may be admitted, the stack's own among them. If there are none, the own account is the one in the ARNs of the resources, or else the only one that the policy names",
    ),
  allowedOrganizations: z
    .array(z.string().regex(/^o-[a-z0-9]{10,32}$/))
    .default([])
    .describe(
      "Ids of the organizations that a condition may admit. If there are none, any one may",
    ),
};

export interface StrangerSettings {
  readonly allowedAccounts: readonly string[];
  readonly allowedOrganizations: readonly string[];
  /** Whether a policy that names a single account names the own one. */
  readonly isOwnAccountNamed: boolean;
}

export interface Strangers {
  readonly faults: readonly Violation[];
  readonly unknowns: readonly Violation[];
}

/** @param judged The statements whose principals matter. */
export function strangersIn(
  document: PolicyDocument,
  judged: readonly Statement[],
  settings: StrangerSettings,
): Strangers {
  const admitted = judged.map(admissionsOf);
  const own = ownAccounts(document, settings);
  return {
    faults: admitted.flatMap((admissions) => faultsOf(admissions, own, settings)),
    unknowns: admitted.flatMap(({ unknowns }) => unknowns),
  };
}

function faultsOf(
  { anybody, accounts, organizations, faults }: Admissions,
  own: ReadonlySet<string>,
  { allowedAccounts, allowedOrganizations }: StrangerSettings,
): readonly Violation[] {
  const foreign = accounts.filter(({ id }) => !own.has(id));
  const otherOrganizations = organizations.filter(
    ({ id }) => allowedOrganizations.length > 0 && !allowedOrganizations.includes(id),
  );
  return [
    ...faults,
    ...anybody.map((path) => ({
      path,
      why: "admits anybody, and no condition demands a fixed account or organization",
      fix: 'name the principals, or add a condition with StringEquals on "aws:PrincipalOrgID" or "aws:PrincipalAccount"',
    })),
    ...foreign.map(({ path }) => ({
      path,
      why:
        allowedAccounts.length > 0
          ? "admits an account that allowedAccounts does not have"
          : "admits an account that may be a foreign one",
      fix: "remove it, or add its account to the setting allowedAccounts",
    })),
    ...otherOrganizations.map(({ path }) => ({
      path,
      why: "admits an organization that allowedOrganizations does not have",
      fix: "remove it, or add it to the setting allowedOrganizations",
    })),
  ];
}

/**
 * No resource tells a policy pack its account. But the resources of topics, queues, buses and log groups have it in their
 * ARNs. And KMS refuses a key policy that would lock its caller out: so if one names a single account, that is its own.
 * https://docs.aws.amazon.com/kms/latest/developerguide/key-policy-default.html#prevent-unmanageable-key
 */
function ownAccounts(
  { statements }: PolicyDocument,
  { allowedAccounts, isOwnAccountNamed }: StrangerSettings,
): ReadonlySet<string> {
  if (allowedAccounts.length > 0) return new Set(allowedAccounts);
  const ofResources = new Set(
    statements
      .flatMap(({ resources }) => (resources?.isNegated === false ? resources.texts : []))
      .flatMap(({ text }) => (text === UNKNOWN ? [] : (accountOfArn(text) ?? []))),
  );
  if (ofResources.size > 0) return ofResources;
  const named = new Set(
    statements
      .filter(({ effect }) => effect === "Allow")
      .flatMap((statement) => admissionsOf(statement).accounts.map(({ id }) => id)),
  );
  return isOwnAccountNamed && named.size === 1 ? named : new Set();
}
