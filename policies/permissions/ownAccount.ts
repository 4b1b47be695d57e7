import { UNKNOWN } from "../rule";
import { isRecord } from "../values";
import { admissionsOf } from "./admissions";
import type { Clause, PolicyDocument, Statement } from "./document";
import { notesOf, textsOf } from "./texts";

// Tells the account of a policy's owner where the policy leaves no doubt; otherwise the settings must name it.

/** Wildcards before the account could take in the colons, and with them resources of other accounts. */
const ARN_WITH_ACCOUNT = /^arn:[\w-]+:[\w-]+:[\w-]*:(\d{12}):/;

/**
 * A statement does nothing to resources that it does not name. So if all that it names are one account's, it is either
 * the owner's, or without effect. Buckets have no account in their ARNs.
 */
export function accountOfResources({ resources }: Statement): string | undefined {
  if (resources === undefined || resources.isNegated) return undefined;
  const accounts = resources.texts.map(({ text }) =>
    text === UNKNOWN ? undefined : ARN_WITH_ACCOUNT.exec(text)?.[1],
  );
  return only(accounts);
}

/**
 * KMS refuses a key policy that would lock its caller out, unless told to bypass that check. So if nobody is admitted but
 * principals of the one account to which all is allowed, that is the owner's.
 * https://docs.aws.amazon.com/kms/latest/developerguide/key-policy-default.html#prevent-unmanageable-key
 */
export function ownerOfKey({ statements, unknowns }: PolicyDocument): string | undefined {
  const allowing = statements.filter(({ effect }) => effect === "Allow");
  const admitted = allowing.map(admissionsOf);
  const isInDoubt =
    unknowns.length > 0 ||
    admitted.some((each) => each.organizations.length > 0 || each.unknowns.length > 0);
  const owner = only(allowing.flatMap(accountsWithEverything));
  const accounts = admitted.flatMap((each) => each.accounts.map(({ id }) => id));
  return isInDoubt || owner !== only(accounts) ? undefined : owner;
}

/** An account by itself means its root. */
const ROOT = /^(?:arn:[\w-]+:iam::)?(\d{12})(?::root)?$/;

/** The accounts to whose roots a statement allows all on the key, without condition. */
function accountsWithEverything(statement: Statement): readonly (string | undefined)[] {
  const { principal, actions, resources, condition } = statement;
  const isForAll =
    has(actions, ["kms:*", "*"]) && has(resources, ["*"]) && (condition ?? undefined) === undefined;
  if (!isForAll || principal?.isNegated !== false || !isRecord(principal.value)) return [];
  const texts = textsOf(principal.value["AWS"], "", "Principal", notesOf());
  return texts.flatMap(({ text }) => (text === UNKNOWN ? [] : (ROOT.exec(text)?.[1] ?? [])));
}

function has(clause: Clause | undefined, wanted: readonly string[]): boolean {
  return (
    clause?.isNegated === false &&
    clause.texts.some(({ text }) => text !== UNKNOWN && wanted.includes(text.toLowerCase()))
  );
}

/** The one value that all have, if there is one. */
function only(values: readonly (string | undefined)[]): string | undefined {
  return new Set(values).size === 1 ? values[0] : undefined;
}
