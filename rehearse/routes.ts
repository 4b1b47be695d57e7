// Follows a record or event through the deployed stack: trail, log group and its filters; default bus, hub and their rules.
import type { AwsEvent, CloudTrailRecord } from "../detections/detection";
import { managementEventIsLogged } from "../policies/trails/loggedEvents";
import type { DeployedTrail } from "../local/replay/deployed";
import type { AlarmPath, DeployedRule, DeployedStack, DeployedTarget } from "./deployedStack";
import { isFromCloudTrail, type Item } from "./item";
import type { PatternJudge } from "./patternJudge";

/** By which evidence reaches the formatter, and so people. */
export type Channel = "log group" | "event bus" | "KMS event";

/** A message that a rule sends to a topic by itself. */
export interface Notice {
  readonly rule: DeployedRule;
  readonly target: DeployedTarget;
}

export interface Routes {
  /** The channels by which it reaches the formatter. */
  readonly channels: readonly Channel[];
  /** Alarms on metric filters that count it. */
  readonly alarms: readonly AlarmPath[];
  readonly notices: readonly Notice[];
  /** ARNs of what else gets the event. */
  readonly targets: readonly string[];
  /** What keeps it away from where one would expect it. */
  readonly notes: readonly string[];
}

export async function routesOf(
  stack: DeployedStack,
  judge: PatternJudge,
  { event, record }: Item,
): Promise<Routes> {
  const trails = record === undefined ? [] : stack.trails.filter((trail) => logs(trail, record));
  const isLogged = trails.some(({ logGroupName }) => logGroupName === stack.logGroupName);
  const isSent = record === undefined || trails.length > 0;
  const account = accountOf(stack, event);
  const [reached, fromLogGroup, alarms] = await Promise.all([
    isSent && account !== "member"
      ? onBus(stack, judge, event, { region: event.region, busName: "default" })
      : [],
    record !== undefined && isLogged ? anyFilter(judge, stack.subscriptionPatterns, record) : false,
    record !== undefined && isLogged ? alarmsOf(stack, judge, record) : [],
  ]);
  const toFormatter = reached.some(({ target }) => target.arn === stack.functionArn);
  const byBus: Channel = isFromCloudTrail(event) ? "event bus" : "KMS event";
  const topicArns = [...Object.values(stack.alertTopicArns), stack.watchdogTopicArn];
  const isNotice = ({ target }: Notice) => topicArns.includes(target.arn);
  const others = reached.filter((one) => !isNotice(one)).map(({ target }) => target.arn);
  return {
    channels: [...(toFormatter ? [byBus] : []), ...(fromLogGroup ? (["log group"] as const) : [])],
    alarms,
    notices: reached.filter(isNotice),
    targets: [...new Set(others.filter((arn) => arn !== stack.functionArn))],
    notes: [...notesOf(stack, event, record, { isSent, isLogged }), ...ACCOUNT_NOTES[account]],
  };
}

type AccountKind = "own" | "member" | "sample";

/** Only a trail of the organization brings records of other accounts, to the log group. */
function accountOf({ accountId, trails }: DeployedStack, { account }: AwsEvent): AccountKind {
  if (account === "" || account === accountId) return "own";
  const isShared = trails.some(({ logFiles }) => logFiles.organizationId !== undefined);
  return isShared ? "member" : "sample";
}

const ACCOUNT_NOTES: Readonly<Record<AccountKind, readonly string[]>> = {
  own: [],
  member: ["of another account, whose own event bus gets the event"],
  sample: ["of another account, shown as if it were of the stack's"],
};

/** Where an event of the formatter's own leads from the hub. */
export async function targetsOnHub(
  stack: DeployedStack,
  judge: PatternJudge,
  event: AwsEvent,
): Promise<readonly string[]> {
  const reached = await onBus(stack, judge, event, busOf(stack.hubBusArn));
  return [...new Set(reached.map(({ target }) => target.arn))];
}

interface Bus {
  readonly region: string;
  readonly busName: string;
}

/** Targets that the event reaches by the rules of a bus, and of the buses to which they send it. */
async function onBus(
  stack: DeployedStack,
  judge: PatternJudge,
  event: AwsEvent,
  bus: Bus,
  seen: readonly string[] = [],
): Promise<readonly Notice[]> {
  const rules = stack.rules.filter(
    ({ region, busName }) => region === bus.region && busName === bus.busName,
  );
  const matching = await Promise.all(
    rules.map(async (rule) => isHandedTo(rule, event) && judge.event(rule.eventPattern, event)),
  );
  const reached = rules
    .filter((_, index) => matching[index])
    .flatMap((rule) => rule.targets.map((target) => ({ rule, target })));
  const further = reached
    .map(({ target }) => target.arn)
    .filter((arn) => arn === stack.hubBusArn && !seen.includes(arn));
  const deeper = [...new Set(further)].map((arn) =>
    onBus(stack, judge, event, busOf(arn), [...seen, arn]),
  );
  const here = reached.filter(({ target }) => target.arn !== stack.hubBusArn);
  return [...here, ...(await Promise.all(deeper)).flat()];
}

/** https://docs.aws.amazon.com/eventbridge/latest/userguide/eb-service-event-cloudtrail-management.html */
function isHandedTo({ state }: DeployedRule, event: AwsEvent): boolean {
  if (state === "ENABLED_WITH_ALL_CLOUDTRAIL_MANAGEMENT_EVENTS") return true;
  const isReadOnly = isFromCloudTrail(event) && event.detail["readOnly"] === true;
  return state === "ENABLED" && !isReadOnly;
}

function busOf(arn: string): Bus {
  const [, , , region = "", , resource = ""] = arn.split(":");
  return { region, busName: resource.replace("event-bus/", "") };
}

function logs(trail: DeployedTrail, record: CloudTrailRecord): boolean {
  const isInReach = trail.isMultiRegion || trail.homeRegion === record["awsRegion"];
  const eventSource = String(record["eventSource"]);
  const event = { eventSource, readOnly: record["readOnly"] === true };
  return isInReach && managementEventIsLogged(trail.selectors, event);
}

async function anyFilter(
  judge: PatternJudge,
  patterns: readonly string[],
  record: CloudTrailRecord,
): Promise<boolean> {
  return (await Promise.all(patterns.map((pattern) => judge.filter(pattern, record)))).includes(
    true,
  );
}

async function alarmsOf(
  { alarmPaths }: DeployedStack,
  judge: PatternJudge,
  record: CloudTrailRecord,
): Promise<readonly AlarmPath[]> {
  const counted = await Promise.all(
    alarmPaths.map(({ filterPatterns }) => anyFilter(judge, filterPatterns, record)),
  );
  return alarmPaths.filter((_, index) => counted[index]);
}

function notesOf(
  { watchedRegions, homeRegion }: DeployedStack,
  event: AwsEvent,
  record: CloudTrailRecord | undefined,
  { isSent, isLogged }: { readonly isSent: boolean; readonly isLogged: boolean },
): readonly string[] {
  const category = record?.["eventCategory"] ?? "Management";
  const notLogged = isSent ? "not logged by the stack's trail" : "not logged by any trail";
  return [
    // Selectors for other events are not read: KMS has none.
    ...(category === "Management" ? [] : ["no management event; shown as if it were one"]),
    ...(record !== undefined && !isLogged ? [notLogged] : []),
    ...(event.source === "aws.cloudwatch" && event.region === homeRegion
      ? ["an alarm of the home region notifies its topic by itself"]
      : []),
    ...(watchedRegions.includes(event.region)
      ? []
      : [`region ${event.region || "unknown"} not watched`]),
  ];
}
