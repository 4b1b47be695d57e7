// Follows a record or event through the deployed stack: trail, log group and its filters; default bus, hub and their rules.
import { trailLogs } from "../local/replay/trailLogs";
import { reachedIn, type Reached } from "./buses";
import type { AlarmPath, DeployedStack } from "./deployedStack";
import { isFromCloudTrail, type Item } from "./item";
import { filtered, type Filtered } from "./logGroup";
import type { PatternJudge } from "./patternJudge";
import { accountOf, notesOf } from "./routeNotes";

/** By which evidence reaches the formatter, and so people. */
export type Channel = "log group" | "event bus" | "KMS event";

export interface Routes {
  /** The channels by which it reaches the formatter. */
  readonly channels: readonly Channel[];
  /** Alarms on metric filters that count it. */
  readonly alarms: readonly AlarmPath[];
  /** Topics to which rules send messages by themselves. */
  readonly notices: readonly Reached[];
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
  const trails =
    record === undefined ? [] : stack.trails.filter((trail) => trailLogs(trail, record));
  const isLogged = trails.some(({ logGroupName }) => logGroupName === stack.logGroupName);
  const isSent = record === undefined || trails.length > 0;
  const isOnBus = isSent && accountOf(stack, event) !== "member";
  const [reached, { toFormatter, alarms }] = await Promise.all([
    isOnBus ? reachedIn(event.region, stack, judge, event) : [],
    record !== undefined && isLogged ? filtered(stack, judge, record) : NOT_LOGGED,
  ]);
  const byBus: Channel = isFromCloudTrail(event) ? "event bus" : "KMS event";
  const topicArns = [...Object.values(stack.alertTopicArns), stack.watchdogTopicArn];
  const isNotice = ({ target }: Reached) => topicArns.includes(target.arn);
  const others = reached.filter((one) => !isNotice(one)).map(({ target }) => target.arn);
  return {
    channels: [
      ...(reached.some(({ target }) => target.arn === stack.functionArn) ? [byBus] : []),
      ...(toFormatter ? (["log group"] as const) : []),
    ],
    alarms,
    notices: reached.filter(isNotice),
    targets: [...new Set(others.filter((arn) => arn !== stack.functionArn))],
    notes: notesOf(stack, event, record, { isSent, isLogged }),
  };
}

const NOT_LOGGED: Filtered = { toFormatter: false, alarms: [] };
