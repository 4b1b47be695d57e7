import { type Resource, UNKNOWN } from "../rule";
import { hasEnabledAction } from "./actions";
import { isSuppressedBy, withFollowers } from "./compositeAlarms";
import { disabledBy } from "./enabledRule";
import { admits, type EventPart, readPattern } from "./eventPattern";
import { targetsOf } from "./eventTargets";
import { EVENT_RULE } from "./kmsMonitoring";
import { isSameRegion } from "./region";

// Whether somebody hears of an alarm: by an action, which may be a topic or a function, or by an event rule with a target;
// by those of the alarm itself, or of a composite alarm that goes off with it.

export function tellsSomebody(alarm: Resource, resources: readonly Resource[]): boolean {
  const rules = resources.filter(({ type }) => type === EVENT_RULE);
  // What is not known at preview may be right; the rule is judged again when it is known.
  const withComposites = withFollowers([alarm], resources, (follows) => follows !== false);
  return [...withComposites].some(
    ([each, below]) =>
      (hasEnabledAction(each) && !below.some((lower) => isSuppressedBy(each, lower) === true)) ||
      rules.some((rule) => isTold(rule, each, resources)),
  );
}

/** https://docs.aws.amazon.com/AmazonCloudWatch/latest/monitoring/cloudwatch-and-eventbridge.html */
function isTold(rule: Resource, alarm: Resource, resources: readonly Resource[]): boolean {
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
    targetsOf(rule, resources)?.length !== 0 &&
    // At preview a pattern with the alarm's ARN is unknown; the rule is judged again when it is known.
    (eventPattern === UNKNOWN || (pattern?.["source"] !== undefined && admits(pattern, event)))
  );
}
