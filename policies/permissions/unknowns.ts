import { z } from "zod";
import type { Violation } from "../rule";

// Which of the values that are not known at preview a rule on permissions refuses. The update judges each of them again,
// before it is deployed. But until then a document that is known in part hides what it grants, and to whom.

export const refuseUnknown = z
  .enum(["parts", "all", "none"])
  .default("parts")
  .describe(
    'What is refused because it is not known at preview. "parts": parts of documents that are known, but for their resources. "all": resources, whole documents and attached policies too, as most are that name ARNs of their own stack. "none": nothing, until the update, which judges all before it is deployed',
  );
export type RefuseUnknown = z.output<typeof refuseUnknown>;

export interface Unknowns {
  readonly unknowns: readonly Violation[];
  /** Whole documents, their resources, and which policies are attached. */
  readonly leftToUpdate?: readonly Violation[];
}

export function refusedOf(
  { unknowns, leftToUpdate = [] }: Unknowns,
  refuse: RefuseUnknown,
): readonly Violation[] {
  if (refuse === "none") return [];
  return refuse === "all" ? [...leftToUpdate, ...unknowns] : unknowns;
}
