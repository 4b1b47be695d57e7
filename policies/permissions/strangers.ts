import { z } from "zod";
import type { Violation } from "../rule";
import { admissionsOf, type Admissions, type Named } from "./admissions";
import type { Statement } from "./document";

// Finds whom a key policy or another resource policy admits that it should not: anybody, and accounts and organizations
// that nobody has allowed.

export const strangerSettings = {
  allowedAccounts: z
    .array(z.string().regex(/^\d{12}$/))
    .default([])
    .describe(
      "Ids of the accounts that may be admitted, the stack's own among them. If there are none, only the own account may be, and only where the policy leaves no doubt which that is",
    ),
  allowedOrganizations: z
    .array(z.string().regex(/^o-[a-z0-9]{10,32}$/))
    .default([])
    .describe("Ids of the organizations that a condition may admit"),
};

export interface StrangerSettings {
  readonly allowedAccounts: readonly string[];
  readonly allowedOrganizations: readonly string[];
}

interface Judgement {
  /** Where the document stands. */
  readonly path: string;
  /** The statements whose principals matter. */
  readonly statements: readonly Statement[];
  /** The stack's own account, if the policy tells. No resource tells a policy pack its account. */
  readonly ownAccountIn: (statement: Statement) => string | undefined;
}

export interface Strangers {
  readonly faults: readonly Violation[];
  readonly unknowns: readonly Violation[];
}

export function strangersIn(
  { path, statements, ownAccountIn }: Judgement,
  { allowedAccounts, allowedOrganizations }: StrangerSettings,
): Strangers {
  const admitted = statements.map(admissionsOf);
  const accounts = admitted.flatMap((each) => each.accounts);
  const guessed = statements.flatMap((statement, index) => {
    const own = ownAccountIn(statement);
    return admitted[index]?.accounts.filter(({ id }) => id !== own) ?? [];
  });
  return {
    faults: [
      ...admitted.flatMap((admissions) => faultsOf(admissions, allowedOrganizations)),
      ...(allowedAccounts.length > 0
        ? accounts.filter(({ id }) => !allowedAccounts.includes(id)).map(notAllowed)
        : perhapsForeign(guessed, path)),
    ],
    unknowns: admitted.flatMap(({ unknowns }) => unknowns),
  };
}

function faultsOf(
  { anybody, organizations, faults }: Admissions,
  allowedOrganizations: readonly string[],
): readonly Violation[] {
  return [
    ...faults,
    ...anybody.map((path) => ({
      path,
      why: "admits anybody, and no condition demands a fixed account or organization",
      fix: 'name the principals, or add a condition with StringEquals on "aws:PrincipalOrgID" or "aws:PrincipalAccount"',
    })),
    ...organizations
      .filter(({ id }) => !allowedOrganizations.includes(id))
      .map(({ path }) => ({
        path,
        why: "admits an organization that allowedOrganizations does not have",
        fix: "remove it, or add it to the setting allowedOrganizations",
      })),
  ];
}

function notAllowed({ path }: Named): Violation {
  return {
    path,
    why: "admits an account that allowedAccounts does not have",
    fix: "remove it, or add its account to the setting allowedAccounts",
  };
}

/** Said once for a policy: of several accounts nobody can tell which one is wrong. */
function perhapsForeign(accounts: readonly Named[], path: string): readonly Violation[] {
  const [first, ...others] = accounts;
  if (first === undefined) return [];
  if (others.some(({ id }) => id !== first.id)) {
    return [
      {
        path,
        why: "names several accounts, and does not tell which of them is its own",
        fix: "list those that may be admitted, the own one among them, in the setting allowedAccounts",
      },
    ];
  }
  return [
    {
      path: first.path,
      why: "admits an account that may be a foreign one",
      fix: "remove it, or list the accounts that may be admitted, the own one among them, in the setting allowedAccounts",
    },
  ];
}
