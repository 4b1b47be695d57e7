// Follows an event over the event buses of the deployed stack: from a default bus, or from the hub, to all that the rules lead to.
import type { AwsEvent } from "../detections/detection";
import type { DeployedRule, DeployedStack, DeployedTarget } from "./deployedStack";
import { isFromCloudTrail } from "./item";
import type { PatternJudge } from "./patternJudge";

/** A target, and the rule that leads to it. */
export interface Reached {
  readonly rule: DeployedRule;
  readonly target: DeployedTarget;
}

/** What a region's default bus leads to. */
export function reachedIn(
  region: string,
  stack: DeployedStack,
  judge: PatternJudge,
  event: AwsEvent,
): Promise<readonly Reached[]> {
  return onBus(stack, judge, event, { region, busName: "default" });
}

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
): Promise<readonly Reached[]> {
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
