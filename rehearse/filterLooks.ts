// What a filter pattern of CloudWatch Logs looks at.
import { leaves, type FilterPattern } from "../filterPatterns/tree";
import type { Look } from "./looks";

export function filterLooks(pattern: FilterPattern): readonly Look[] {
  return pattern.kind === "everything" ? [] : leaves(pattern).map(lookOf);
}

type Test = ReturnType<typeof leaves>[number];

function lookOf(test: Test): Look {
  const path: string[] = [];
  const nothing = { path, literals: [], affixes: [], whole: false };
  for (const step of test.selector.path) {
    // Elements of a list are counted, so the list stays as it is.
    if (step.kind !== "property") return { ...nothing, whole: true };
    path.push(step.name);
  }
  if (test.kind === "notExists") return nothing;
  // AWS does not say whether the text "true" is taken for true, so texts like that are kept.
  if (test.kind === "is") return { ...nothing, literals: ["true", "false", "null"] };
  const { operand } = test;
  if (operand.kind !== "text" || operand.parts.length > 2) return { ...nothing, whole: true };
  const [first = "", last] = operand.parts;
  return last === undefined
    ? { ...nothing, literals: [first] }
    : { ...nothing, affixes: [{ prefix: first, suffix: last }] };
}
