// Writes what alarms and rules send to a topic by themselves, without the formatter.
import type { AwsEvent, Severity } from "../detections/detection";
import type { Reached } from "./buses";
import type { AlarmPath, DeployedStack } from "./deployedStack";
import type { RehearsedMessage } from "./rehearsed";

type Topics = Pick<DeployedStack, "alertTopicArns" | "watchdogTopicArn" | "homeRegion">;

/** One message for each topic of a severity. Where else the alarm notifies, no person needs to be. */
export function alarmMessages(
  { alertTopicArns, homeRegion }: Topics,
  { alarmName, description, detection, topicArns }: AlarmPath,
): readonly RehearsedMessage[] {
  return topicArns.flatMap((topicArn) => {
    const severity = severityOf(alertTopicArns, topicArn);
    if (severity === undefined) return [];
    // AWS writes the region's name in words: ALARM: "x" in US East (N. Virginia).
    const subject = `ALARM: "${alarmName}" in ${homeRegion}`;
    return [{ detection, severity, topicArn, subject, text: description, alarmName }];
  });
}

/** What SNS writes over a message without a subject of its own. */
const SUBJECT = "AWS Notification Message";

/** The rule that tells of changes to the way alerts take. No detection of the catalogue has it. */
export const WATCHDOG = "watchdog";

/** The alarm of another region, or what the watchdog saw, as a rule words it. */
export function noticeMessage(
  { alertTopicArns, watchdogTopicArn }: Topics,
  { rule, target }: Reached,
  event: AwsEvent,
): RehearsedMessage {
  const text = transformed(target, event);
  if (target.arn === watchdogTopicArn) {
    const found = { detection: WATCHDOG, severity: "critical" } as const;
    return { ...found, topicArn: target.arn, subject: SUBJECT, text };
  }
  const severity = severityOf(alertTopicArns, target.arn) ?? "info";
  const detection = /"detection":\s*"([\w-]+)"/.exec(text)?.[1] ?? rule.name;
  return { detection, severity, topicArn: target.arn, subject: SUBJECT, text };
}

/** https://docs.aws.amazon.com/eventbridge/latest/userguide/eb-transform-target-input.html */
function transformed(
  { inputPaths = {}, inputTemplate }: Reached["target"],
  event: AwsEvent,
): string {
  if (inputTemplate === undefined) return JSON.stringify(event);
  const filled = (part: string, write: (value: unknown) => string) =>
    part.replaceAll(/<([\w-]+)>/g, (placeholder, name: string) => {
      const path = inputPaths[name];
      return path === undefined ? placeholder : write(valueAtPath(event, path) ?? "");
    });
  // A text gets quotation marks, unless there are some around it already.
  return inputTemplate.replaceAll(/"(?:[^"\\]|\\.)*"|[^"]+/g, (part) =>
    part.startsWith('"') ? filled(part, plain) : filled(part, JSON.stringify),
  );
}

function plain(value: unknown): string {
  return typeof value === "string" ? value : JSON.stringify(value);
}

/** Follows `$.detail.alarmName` and `$.resources[0]`. */
function valueAtPath(event: AwsEvent, path: string): unknown {
  const steps = path
    .replaceAll(/\[(\d+)\]/g, ".$1")
    .split(".")
    .slice(1);
  return steps.reduce<unknown>(
    (value, step) =>
      typeof value === "object" && value !== null && Object.hasOwn(value, step)
        ? (value as Readonly<Record<string, unknown>>)[step]
        : undefined,
    event,
  );
}

function severityOf(
  topicArns: Readonly<Record<Severity, string>>,
  arn: string,
): Severity | undefined {
  const found = Object.entries(topicArns).find(([, topicArn]) => topicArn === arn);
  return found?.[0] as Severity | undefined;
}
