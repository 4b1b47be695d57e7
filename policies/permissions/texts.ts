import { SECRET, UNKNOWN, Violation } from "../rule";
import { NOT_KNOWN_AT_PREVIEW } from "../values";

// Reads lists of texts in a policy document, and notes what cannot be read.

/** One text of a list, or UNKNOWN, and where it stands. */
export interface Text {
  readonly path: string;
  readonly text: string | typeof UNKNOWN;
}

export interface Notes {
  readonly faults: readonly Violation[];
  readonly unknowns: readonly Violation[];
  /** What is not known of what only narrows a statement, and documents of which nothing is known. */
  readonly leftToUpdate: readonly Violation[];
  readonly fault: (path: string, why: string, fix: string) => void;
  /** Notes a value that is not known, a secret, or neither; `why` is for the last. */
  readonly unreadable: (path: string, value: unknown, why: string) => void;
  /** The same, for what the update may judge first. */
  readonly unreadableYet: (path: string, value: unknown, why: string) => void;
}

const KNOWN =
  "give it a value that is known before deployment, or change the setting refuseUnknown";

export function notesOf(): Notes {
  const faults: Violation[] = [];
  const unknowns: Violation[] = [];
  const leftToUpdate: Violation[] = [];
  const fault: Notes["fault"] = (path, why, fix) => void faults.push({ path, why, fix });
  const noteIn = (list: Violation[]) => (path: string, value: unknown, why: string) => {
    if (value === UNKNOWN) list.push({ path, why: NOT_KNOWN_AT_PREVIEW, fix: KNOWN });
    else if (value === SECRET)
      fault(path, "is a secret, which nobody can judge", "make it no secret");
    else fault(path, why, "write it as AWS's grammar of policies has it");
  };
  const [unreadable, unreadableYet] = [noteIn(unknowns), noteIn(leftToUpdate)];
  return { faults, unknowns, leftToUpdate, fault, unreadable, unreadableYet };
}

/** A prefix and a name, or a pattern of both such as `*`; what is not plain ASCII may be read otherwise than it looks. */
const ACTION = /^[\w.*?-]+(:[\w.*?-]+)?$/;

/** @param kind What the texts are: every text is a resource or principal, but not every one an action. */
export function textsOf(
  value: unknown,
  path: string,
  kind: "Action" | "Resource" | "Principal",
  notes: Notes,
): readonly Text[] {
  const items = Array.isArray(value)
    ? value.map((item: unknown, index) => ({ item, at: `${path}[${index}]` }))
    : [{ item: value, at: path }];
  return items.flatMap(({ item, at }): readonly Text[] => {
    if (typeof item === "string" && (kind !== "Action" || ACTION.test(item))) {
      return [{ path: at, text: item }];
    }
    if (kind === "Resource") notes.unreadableYet(at, item, "is not a text");
    else notes.unreadable(at, item, kind === "Action" ? "is not an action" : "is not a text");
    return item === UNKNOWN ? [{ path: at, text: item }] : [];
  });
}
