import { join } from "node:path";
import { GrammarError, loadGrammar } from "./grammar";
import { regexSize } from "./regex";
import { leaves, type Condition, type FilterPattern, type Selector } from "./tree";

// Reads CloudWatch Logs JSON filter patterns as AWS documents them; match.ts evaluates them.
// https://docs.aws.amazon.com/AmazonCloudWatch/latest/logs/FilterAndPatternSyntax.html
// "The older page" is that page until 2021 (see filterPattern.peggy).

export class FilterPatternError extends GrammarError {}

// https://docs.aws.amazon.com/AmazonCloudWatchLogs/latest/APIReference/API_MetricFilter.html
const MAX_LENGTH = 1024;
// Quotas that the page states.
const MAX_REGEXES = 2;
const MAX_WILDCARDS_IN_SELECTOR = 1;
const MAX_WILDCARD_SELECTORS = 3;
// Ours: AWS states no bound on {m,n}, and every repeat counts as a state of the search.
const MAX_REGEX_SIZE = 1000;

const parseCondition = loadGrammar<Condition>(
  join(__dirname, "filterPattern.peggy"),
  FilterPatternError,
);

/** Reads a pattern; throws FilterPatternError where it is not valid. */
export function parseFilterPattern(text: string): FilterPattern {
  if (text.length > MAX_LENGTH) {
    throw new FilterPatternError(`Expected at most ${MAX_LENGTH} characters`, text, MAX_LENGTH);
  }
  const start = text.search(/\S/);
  if (start === -1) return { kind: "everything" };
  if (text[start] !== "{") {
    const problem = "Only JSON patterns { ... } and the empty pattern are supported here";
    throw new FilterPatternError(problem, text, start);
  }
  const condition = parseCondition(text);
  checkQuotas(condition, text);
  return condition;
}

/**
 * Whether a string of the pattern has a `*` that is not at its start or end. It matches any text
 * here, but AWS promises that only at the ends: "Ev*ent will only match the actual string Ev*ent"
 * (the older page), "wildcard at start or end of string" (AWS CDK, FilterPattern.stringValue).
 */
export function hasInnerWildcard(pattern: FilterPattern): boolean {
  if (pattern.kind === "everything") return false;
  return leaves(pattern).some((test) => {
    if (test.kind !== "comparison" || test.operand.kind !== "text") return false;
    const { parts } = test.operand;
    const first = parts.findIndex((part) => part !== "");
    return parts.slice(first + 1).some((part) => first !== -1 && part !== "");
  });
}

function checkQuotas(condition: Condition, text: string): void {
  const refuse = (problem: string, found: { readonly offset: number } | undefined): void => {
    if (found !== undefined) throw new FilterPatternError(problem, text, found.offset);
  };
  const tests = leaves(condition);
  const wildcards = tests.map((test) => test.selector).filter((selector) => count(selector) > 0);
  const regexes = tests.flatMap((test) =>
    test.kind === "comparison" && test.operand.kind === "regex" ? [test.operand] : [],
  );
  const tooMany = wildcards.find((selector) => count(selector) > MAX_WILDCARDS_IN_SELECTOR);
  refuse(`Expected at most ${MAX_WILDCARDS_IN_SELECTOR} wildcard in a selector`, tooMany);
  refuse(
    `Expected at most ${MAX_WILDCARD_SELECTORS} selectors with a wildcard`,
    wildcards[MAX_WILDCARD_SELECTORS],
  );
  refuse(`Expected at most ${MAX_REGEXES} regular expressions`, regexes[MAX_REGEXES]);
  const tooLong = regexes.find((regex) => regexSize(regex) > MAX_REGEX_SIZE);
  refuse(`Expected a regular expression that repeats at most ${MAX_REGEX_SIZE} times`, tooLong);
}

function count(selector: Selector): number {
  return selector.path.filter((step) => step.kind.startsWith("any")).length;
}
