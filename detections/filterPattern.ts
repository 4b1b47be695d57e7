// Writes the CloudWatch Logs filter pattern of a detection's calls, so that a detection states only what is special about it.
// https://docs.aws.amazon.com/AmazonCloudWatch/latest/logs/FilterAndPatternSyntax.html
import { toldByMessage, type Calls, type RecordDetection } from "./detection";

/** Names in patterns that differ from stack to stack. */
export interface OwnNames {
  /** With which the names of the stack's own resources begin. */
  readonly prefix: string;
  readonly trailName: string;
  readonly logGroupName: string;
}

/** The pattern, with the stack's own names in it. */
export function filterPatternOf(calls: Calls, own: OwnNames): string {
  return (calls.prescribed ?? `{ ${conditionsOf(calls).join(" && ")} }`)
    .replaceAll(/\{\{(\w+)\}\}/g, (placeholder, name: string) => ownName(own, name) ?? placeholder)
    .replaceAll("**", "*");
}

/** A name of a log group has up to 512 characters, and a pattern 1,024. The end of a longer one is as good as all of it. */
const LONGEST_NAME = 100;

function ownName(own: OwnNames, name: string): string | undefined {
  const found = Object.entries(own).find(([known]) => known === name)?.[1] as string | undefined;
  return name === "logGroupName" && found !== undefined && found.length > LONGEST_NAME
    ? `*${found.slice(-LONGEST_NAME)}`
    : found;
}

function conditionsOf(calls: Calls): readonly string[] {
  return [
    anyOf("$.eventSource", calls.eventSources),
    ...(calls.eventNames.length > 0 ? [anyOf("$.eventName", calls.eventNames)] : []),
    ...outcome(calls),
    ...(calls.byPeople === true ? ['($.userIdentity.type != "AWSService")', BY_NO_SERVICE] : []),
    ...(calls.where === undefined ? [] : [`(${calls.where})`]),
  ];
}

/** What CloudFormation does, a person wrote into a template. */
const BY_NO_SERVICE =
  '(($.userIdentity.invokedBy NOT EXISTS) || ($.userIdentity.invokedBy = "cloudformation.amazonaws.com"))';

/** A call that succeeded has no errorCode. */
function outcome(calls: Calls): readonly string[] {
  switch (calls.outcome) {
    case "succeeded":
      return ["($.errorCode NOT EXISTS)"];
    case "failed":
      return ['($.errorCode = "*")'];
    case "any":
      return [];
  }
}

function anyOf(selector: string, values: readonly string[]): string {
  const tests = values.map((value) => `(${selector} = "${value}")`);
  return tests.length === 1 ? (tests[0] ?? "") : `(${tests.join(" || ")})`;
}

/**
 * One pattern that lets every record pass of which detections tell by message, and few others: a log group has two
 * subscriptions, and a pattern 1,024 characters, so it looks at sources and not at names.
 */
export function subscriptionPatternOf(detections: readonly RecordDetection[]): string {
  const told = toldByMessage(detections);
  const writes = told.filter(({ calls }) => !calls.readOnly);
  const sources = [...new Set(writes.flatMap(({ calls }) => calls.eventSources))].sort();
  const reads = told
    .filter(({ calls }) => calls.readOnly)
    .map(({ calls }) => wholeCondition(calls));
  const parts = [
    ...(sources.length > 0
      ? [`(${anyOf("$.eventSource", sources)} && ${WRITES_BUT_STREAMS})`]
      : []),
    ...reads.map((condition) => `(${condition})`),
  ];
  return `{ ${parts.join(" || ")} }`;
}

/** Functions and tasks create log streams all day. A record need not say whether it is of a read. */
const WRITES_BUT_STREAMS =
  '(($.readOnly NOT EXISTS) || ($.readOnly IS FALSE)) && ($.eventName != "CreateLogStream")';

function wholeCondition(calls: Calls): string {
  return calls.prescribed?.trim().slice(1, -1).trim() ?? conditionsOf(calls).join(" && ");
}
