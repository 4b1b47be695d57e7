import { type Resource, UNKNOWN } from "../rule";
import { disabledBy } from "./enabledRule";
import { admits, type EventPart, readPattern } from "./eventPattern";
import { targetsOf } from "./eventTargets";
import { COMPOSITE_ALARM, EVENT_RULE, isSameRegion } from "./kmsMonitoring";

// What tells of an alarm that has no action of its own: a composite alarm that has one, or an event rule.

/** Unknown at preview may be a topic of the same stack; the rule is judged again when it is known. */
export function hasActions({ props }: Resource): boolean {
  const { actionsEnabled, alarmActions } = props;
  if (actionsEnabled === false) return false;
  return alarmActions === UNKNOWN || (Array.isArray(alarmActions) && alarmActions.length > 0);
}

export function tellsOf(other: Resource, alarm: Resource, resources: readonly Resource[]): boolean {
  switch (other.type) {
    case COMPOSITE_ALARM:
      return hasActions(other) && followsAlarm(other, alarm.props["name"]);
    case EVENT_RULE:
      return (
        isSameRegion(other.props["region"], alarm.props["region"]) &&
        isTold(other, alarm, resources)
      );
    default:
      return false;
  }
}

/** https://docs.aws.amazon.com/AmazonCloudWatch/latest/APIReference/API_PutCompositeAlarm.html */
const LONGEST_ALARM_RULE = 10_240;

/** `ALARM("name")`, without the quotes, or the same with an ARN. */
function followsAlarm({ props }: Resource, name: unknown): boolean {
  const { alarmRule } = props;
  if (typeof alarmRule !== "string" || typeof name !== "string") return alarmRule === UNKNOWN;
  if (alarmRule.length > LONGEST_ALARM_RULE) return false;
  // Without spaces on both sides, because there may be any number of them around a name.
  const rule = withoutSpaces(alarmRule);
  const plain = withoutSpaces(name);
  return [`("${plain}")`, `(${plain})`, `:alarm:${plain}")`, `:alarm:${plain})`].some((form) =>
    placesOf(form, rule).some((place) => isInAlarmState(rule, place)),
  );
}

function withoutSpaces(text: string): string {
  return text.split(/\s/).join("");
}

function placesOf(part: string, text: string): readonly number[] {
  const places: number[] = [];
  for (let at = text.indexOf(part); at >= 0; at = text.indexOf(part, at + 1)) places.push(at);
  return places;
}

/** Whether the bracket at the place, or the last one before it, is that of `ALARM(`. */
function isInAlarmState(rule: string, place: number): boolean {
  const state = rule.slice(0, rule.lastIndexOf("(", place));
  return state.endsWith("ALARM") && !state.endsWith("NOTALARM");
}

/** https://docs.aws.amazon.com/AmazonCloudWatch/latest/monitoring/cloudwatch-and-eventbridge.html */
function isTold(rule: Resource, alarm: Resource, resources: readonly Resource[]): boolean {
  const { name, region } = alarm.props;
  const event: EventPart = {
    source: "aws.cloudwatch",
    "detail-type": "CloudWatch Alarm State Change",
    ...(typeof region === "string" ? { region } : {}),
    detail: { ...(typeof name === "string" ? { alarmName: name } : {}), state: { value: "ALARM" } },
  };
  const { eventPattern } = rule.props;
  const pattern = readPattern(eventPattern);
  return (
    disabledBy(rule).length === 0 &&
    targetsOf(rule, resources)?.length !== 0 &&
    // At preview a pattern with the alarm's ARN is unknown; the rule is judged again when it is known.
    (eventPattern === UNKNOWN || (pattern?.["source"] !== undefined && admits(pattern, event)))
  );
}
