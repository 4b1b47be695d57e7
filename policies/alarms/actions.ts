import { type Resource, UNKNOWN, type Violation } from "../rule";
import { isAbsent, notKnown } from "../values";

// What an alarm does by itself when it goes off.
// https://docs.aws.amazon.com/AmazonCloudWatch/latest/APIReference/API_PutMetricAlarm.html

const ENABLED: readonly unknown[] = [undefined, null, true, "true"];

/**
 * Actions that somebody hears of: a topic, a function, an OpsItem or an incident. Others stop or scale what nobody looks at.
 * https://docs.aws.amazon.com/AmazonCloudWatch/latest/monitoring/alarm-combining.html
 */
const TELLING =
  /^arn:[^:]+:(sns:[^:]*:[^:]*:[^:]+$|lambda:[^:]*:[^:]*:function:.|ssm:[^:]*:[^:]*:opsitem:.|ssm-incidents:[^:]*:[^:]*:response-plan\/.)/;

/** Unknown at preview may be a topic of the same stack; the rule is judged again when it is known. */
export function hasEnabledAction({ props: { actionsEnabled, alarmActions } }: Resource): boolean {
  return (
    (ENABLED.includes(actionsEnabled) || actionsEnabled === UNKNOWN) &&
    (alarmActions === UNKNOWN || (Array.isArray(alarmActions) && alarmActions.some(tells)))
  );
}

function tells(action: unknown): boolean {
  return action === UNKNOWN || (typeof action === "string" && TELLING.test(action));
}

/** That actions are disabled, or may be. An alarm without any has none to disable: a composite alarm may tell of it. */
export function mutedBy({ props }: Resource): readonly Violation[] {
  const { actionsEnabled, alarmActions, okActions, insufficientDataActions } = props;
  const hasActions = ![alarmActions, okActions, insufficientDataActions].every(isAbsent);
  if (!hasActions || ENABLED.includes(actionsEnabled)) return [];
  const why = notKnown(actionsEnabled)?.why ?? "is not true";
  return [{ path: "actionsEnabled", why, fix: "set it to true, or leave it out" }];
}
