import { UNKNOWN } from "../rule";
import { hasEnabledAction } from "./actions";
import type { Truth } from "./alarmRule";
import type { AwsForm } from "./awsForms";
import { isSuppressedBy, statesWith } from "./compositeAlarms";
import { disabledBy } from "./enabledRule";
import { admits, type EventPart, readPattern } from "./eventPattern";
import { targetsOf } from "./eventTargets";
import { isSameRegion } from "./region";
import { EVENT_RULE } from "./types";

// Whether somebody hears of an alarm: by an action, which may be a topic or a function, or by an event rule with a target;
// by those of the alarm itself, or of a composite alarm that goes off when nothing else does.

export function tellsSomebody(alarm: AwsForm, monitoring: readonly AwsForm[]): boolean {
  const rules = monitoring.filter(({ type }) => type === EVENT_RULE);
  const before = statesWith(alarm, false, monitoring);
  const after = statesWith(alarm, true, monitoring);
  // What is not known at preview may be right; the rule is judged again when it is known.
  const goesOff = (each: AwsForm): boolean =>
    after.get(each) !== false && before.get(each) !== true;
  return [...after.keys()].some(
    (each) =>
      goesOff(each) &&
      ((hasEnabledAction(each) && !isQuiet(each, after)) ||
        rules.some((rule) => isTold(rule, each, monitoring))),
  );
}

function isQuiet(composite: AwsForm, states: ReadonlyMap<AwsForm, Truth>): boolean {
  return [...states].some(
    ([other, isInAlarm]) => isInAlarm === true && isSuppressedBy(composite, other) === true,
  );
}

/** https://docs.aws.amazon.com/AmazonCloudWatch/latest/monitoring/cloudwatch-and-eventbridge.html */
function isTold(rule: AwsForm, alarm: AwsForm, monitoring: readonly AwsForm[]): boolean {
  const { name, region } = alarm.props;
  if (!isSameRegion(rule.props["region"], region)) return false;
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
    targetsOf(rule, monitoring)?.length !== 0 &&
    // At preview a pattern with the alarm's ARN is unknown; the rule is judged again when it is known.
    (eventPattern === UNKNOWN || (pattern?.["source"] !== undefined && admits(pattern, event)))
  );
}
