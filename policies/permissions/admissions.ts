import { UNKNOWN, Violation } from "../rule";
import { isRecord } from "../values";
import { demandedValues, isUnknownCondition, type Value } from "./conditions";
import type { Statement } from "./document";
import { notesOf, textsOf } from "./texts";

// Whom a statement of a key policy or another resource policy admits: anybody, or which accounts.
// https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_elements_principal.html

export interface Admissions {
  /** Where the statement admits anybody at all. */
  readonly anybody: readonly string[];
  readonly accounts: readonly Named[];
  /** Organizations that a condition demands. */
  readonly organizations: readonly Named[];
  readonly faults: readonly Violation[];
  readonly unknowns: readonly Violation[];
}

export interface Named {
  readonly path: string;
  readonly id: string;
}

type Principals = Omit<Admissions, "organizations">;

const ACCOUNT = /^\d{12}$/;
const ORGANIZATION = /^o-[a-z0-9]+$/;
const ACCOUNT_KEYS = [
  "aws:principalaccount",
  "aws:sourceaccount",
  "aws:sourceowner",
  "kms:calleraccount",
];
const ARN_KEYS = ["aws:principalarn", "aws:sourcearn"];
const ORGANIZATION_KEYS = [
  "aws:principalorgid",
  "aws:principalorgpaths",
  "aws:sourceorgid",
  "aws:sourceorgpaths",
];

/** Services are left out: whom they act for is not the principal's part of a policy. */
export function admissionsOf({ path, principal, condition }: Statement): Admissions {
  const named = principalsIn(principal, path);
  if (named.anybody.length === 0) return { ...named, organizations: [] };
  const at = `${path}.Condition`;
  const demanded = demandedValues(condition, at);
  const accounts = demanded.map(accountsIn).find((list) => list.length > 0);
  if (accounts !== undefined) {
    const all = [...named.accounts, ...accounts];
    return { ...named, anybody: [], accounts: all, organizations: [] };
  }
  const organizations = demanded.map(organizationsIn).find((list) => list.length > 0);
  if (organizations !== undefined) return { ...named, anybody: [], organizations };
  if (!isUnknownCondition(condition, at)) return { ...named, organizations: [] };
  const notes = notesOf();
  notes.unreadable(at, UNKNOWN, "");
  return {
    ...named,
    anybody: [],
    organizations: [],
    unknowns: [...named.unknowns, ...notes.unknowns],
  };
}

/** All values must name an account: the caller needs to have only one of them. */
function accountsIn(values: readonly Value[]): readonly Named[] {
  const accounts = values.flatMap(({ key, path, value }) => {
    if (typeof value !== "string") return [];
    const id = ARN_KEYS.includes(key) ? accountOfArn(value) : value;
    const isAccountKey = ARN_KEYS.includes(key) || ACCOUNT_KEYS.includes(key);
    return isAccountKey && id !== undefined && ACCOUNT.test(id) ? [{ path, id }] : [];
  });
  return accounts.length === values.length ? accounts : [];
}

function organizationsIn(values: readonly Value[]): readonly Named[] {
  const ids = values.flatMap(({ key, path, value }) => {
    // A path begins with the organization's id: o-a1b2c3d4e5/r-ab12/ou-ab12-11111111/*
    const id = typeof value === "string" ? (value.split("/", 1)[0] ?? "") : "";
    return ORGANIZATION_KEYS.includes(key) && ORGANIZATION.test(id) ? [{ path, id }] : [];
  });
  return ids.length === values.length ? ids : [];
}

export function accountOfArn(arn: string): string | undefined {
  const account = arn.startsWith("arn:") ? arn.split(":", 5)[4] : undefined;
  return account !== undefined && ACCOUNT.test(account) ? account : undefined;
}

function principalsIn(principal: Statement["principal"], path: string): Principals {
  const notes = notesOf();
  const anybody: string[] = [];
  const accounts: Named[] = [];
  if (principal === undefined) {
    notes.fault(path, "allows something to no principal", "name the principals");
  } else if (principal.isNegated || principal.value === "*") {
    anybody.push(principal.path);
  } else if (isRecord(principal.value)) {
    for (const [kind, value] of Object.entries(principal.value)) {
      for (const { path: at, text } of textsOf(
        value,
        `${principal.path}.${kind}`,
        "Principal",
        notes,
      )) {
        if (text === UNKNOWN) continue;
        const id = kind === "AWS" && ACCOUNT.test(text) ? text : accountOfArn(text);
        if (admitsAnybody(kind, text, id)) anybody.push(at);
        else if (kind === "Service") continue;
        else if (id !== undefined) accounts.push({ path: at, id });
        else
          notes.fault(
            at,
            "is a principal of which nobody can tell the account",
            "name its account",
          );
      }
    }
  } else {
    notes.unreadable(principal.path, principal.value, "is not a principal");
  }
  return { anybody, accounts, ...notes };
}

/** AWS reads no wildcards in a part of a principal; who writes one means many. A web identity may be anybody's. */
function admitsAnybody(kind: string, text: string, account: string | undefined): boolean {
  return /[*?]/.test(text) || (kind === "Federated" && account === undefined);
}
