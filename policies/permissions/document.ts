import { Violation } from "../rule";
import { isRecord } from "../values";
import { parseDocument } from "./documentText";
import { Notes, notesOf, textsOf, type Text } from "./texts";

// Reads a policy document into statements. What AWS's grammar does not have is a fault: it may be a grant that was meant.
// https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_grammar.html

/** `Action` or `NotAction`, `Resource` or `NotResource`. */
export interface Clause {
  readonly path: string;
  readonly isNegated: boolean;
  readonly texts: readonly Text[];
}

export interface Statement {
  readonly path: string;
  readonly effect: "Allow" | "Deny";
  readonly actions: Clause;
  /** Undefined where the statement names no resources, and so means all. */
  readonly resources: Clause | undefined;
  /** `Principal` or `NotPrincipal`, as it is written. */
  readonly principal:
    { readonly path: string; readonly isNegated: boolean; readonly value: unknown } | undefined;
  readonly condition: unknown;
}

export interface PolicyDocument {
  readonly statements: readonly Statement[];
  /** What nobody can read, or AWS does not accept. */
  readonly faults: readonly Violation[];
  /** What is not known before deployment. */
  readonly unknowns: readonly Violation[];
  /** Of that, what the update may judge first: the whole document, and its resources. */
  readonly leftToUpdate: readonly Violation[];
}

const DOCUMENT_ELEMENTS = ["Version", "Id", "Statement"];
const STATEMENT_ELEMENTS =
  "Sid Effect Principal NotPrincipal Action NotAction Resource NotResource Condition".split(" ");

/** @param value JSON text, or the document itself; nothing at all is a document without statements. */
export function readDocument(value: unknown, path: string): PolicyDocument {
  const notes = notesOf();
  const document = parseDocument(value, path, notes);
  const statements = document === undefined ? [] : statementsOf(document, path, notes);
  return { statements, ...notes };
}

function isAbsent(value: unknown): boolean {
  return value === undefined || value === null;
}

function statementsOf(document: unknown, path: string, notes: Notes): readonly Statement[] {
  if (!isRecord(document)) {
    notes.unreadableYet(path, document, "is not a policy document");
    return [];
  }
  otherElements(document, path, DOCUMENT_ELEMENTS, notes);
  const given = document["Statement"];
  const at = `${path}.Statement`;
  if (!Array.isArray(given)) return statementOf(given, at, notes);
  return given.flatMap((statement: unknown, index) =>
    statementOf(statement, `${at}[${index}]`, notes),
  );
}

function otherElements(
  record: Readonly<Record<string, unknown>>,
  path: string,
  allowed: readonly string[],
  notes: Notes,
): void {
  for (const name of Object.keys(record)) {
    if (!allowed.includes(name)) {
      notes.fault(path, "has an element that policy documents do not have", "remove it");
    }
  }
}

function statementOf(given: unknown, path: string, notes: Notes): readonly Statement[] {
  if (!isRecord(given)) {
    notes.unreadable(path, given, "is not a statement");
    return [];
  }
  otherElements(given, path, STATEMENT_ELEMENTS, notes);
  const effect = given["Effect"];
  if (effect !== "Allow" && effect !== "Deny") {
    notes.unreadable(`${path}.Effect`, effect, 'is neither "Allow" nor "Deny"');
    return [];
  }
  const actions = clauseOf(given, path, "Action", notes);
  if (actions === undefined) {
    notes.fault(path, "has neither Action nor NotAction", "name the actions");
    return [];
  }
  const resources = clauseOf(given, path, "Resource", notes);
  const principal = principalOf(given, path, notes);
  return [{ path, effect, actions, resources, principal, condition: given["Condition"] }];
}

function clauseOf(
  statement: Readonly<Record<string, unknown>>,
  path: string,
  element: "Action" | "Resource",
  notes: Notes,
): Clause | undefined {
  const name = elementIn(statement, path, element, notes);
  if (name === undefined) return undefined;
  const texts = textsOf(statement[name], `${path}.${name}`, element, notes);
  return { path: `${path}.${name}`, isNegated: name !== element, texts };
}

function principalOf(
  statement: Readonly<Record<string, unknown>>,
  path: string,
  notes: Notes,
): Statement["principal"] {
  const name = elementIn(statement, path, "Principal", notes);
  if (name === undefined) return undefined;
  return { path: `${path}.${name}`, isNegated: name !== "Principal", value: statement[name] };
}

/** The element or its negation, whichever the statement has. */
function elementIn(
  statement: Readonly<Record<string, unknown>>,
  path: string,
  element: string,
  notes: Notes,
): string | undefined {
  const names = [element, `Not${element}`].filter((name) => !isAbsent(statement[name]));
  if (names.length > 1) {
    notes.fault(path, `has both ${names.join(" and ")}`, "remove one of the two");
  }
  return names[0];
}
