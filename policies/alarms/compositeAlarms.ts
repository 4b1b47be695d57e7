import { UNKNOWN } from "../rule";
import { isRecord } from "../values";
import { hasEnabledAction } from "./actions";
import { type AlarmRule, alarmsFor, holds, parseAlarmRule, plain, type Truth } from "./alarmRule";
import type { AwsForm } from "./awsForms";
import { isSameRegion } from "./region";
import { COMPOSITE_ALARM } from "./types";

// How composite alarms stand to other alarms of their stack: they go off with them, or are kept quiet by them.
// https://docs.aws.amazon.com/AmazonCloudWatch/latest/APIReference/API_PutCompositeAlarm.html

/** Alarms with all composite alarms that one of them speaks for, by itself or with others, directly or through a third. */
export function withFollowers(
  alarms: readonly AwsForm[],
  monitoring: readonly AwsForm[],
): ReadonlySet<AwsForm> {
  const composites = monitoring.filter(({ type }) => type === COMPOSITE_ALARM);
  const found = new Set(alarms);
  // A set also goes through what is added to it on the way.
  for (const alarm of found) {
    for (const composite of composites) {
      if (speaksFor(alarm, composite)) found.add(composite);
    }
  }
  return found;
}

/** What stands in a rule that is not known yet may be known only after the update, which judges it again. */
function speaksFor(alarm: AwsForm, composite: AwsForm): boolean {
  const rule = ruleOf(composite);
  const name = nameOf(alarm);
  return (
    rule !== undefined &&
    name !== undefined &&
    isSameRegion(composite.props["region"], alarm.props["region"]) &&
    alarmsFor(rule).some((named) => withoutArn(named) === name)
  );
}

/**
 * Which alarms are in the state ALARM once the given one is, or is not, and everything else that goes off by itself is OK:
 * the given one and all composite alarms of its region. Alarms that a rule names must be of its own region.
 */
export function statesWith(
  alarm: AwsForm,
  isInAlarm: boolean,
  monitoring: readonly AwsForm[],
): ReadonlyMap<AwsForm, Truth> {
  const composites = monitoring.filter(
    (one) =>
      one !== alarm &&
      one.type === COMPOSITE_ALARM &&
      isSameRegion(one.props["region"], alarm.props["region"]),
  );
  const states = new Map<AwsForm, Truth>([[alarm, isInAlarm]]);
  const byName = new Map<unknown, Truth>([[nameOf(alarm), isInAlarm]]);
  const stateOf = (named: string): Truth => {
    const name = withoutArn(named);
    return byName.has(name) ? byName.get(name) : false;
  };
  // A composite alarm may name others, even in circles, which CloudWatch does not evaluate.
  for (let round = 0, isSettled = false; !isSettled && round <= composites.length; round += 1) {
    isSettled = true;
    for (const composite of composites) {
      const state = stateBy(composite, stateOf);
      isSettled &&= states.has(composite) && states.get(composite) === state;
      states.set(composite, state);
      byName.set(nameOf(composite), state);
    }
  }
  return states;
}

function stateBy(composite: AwsForm, stateOf: (named: string) => Truth): Truth {
  if (composite.props["alarmRule"] === UNKNOWN) return undefined;
  const rule = ruleOf(composite);
  return rule === undefined ? false : holds(rule, stateOf);
}

const rules = new WeakMap<AwsForm, AlarmRule | "unreadable">();

/** Read once, because it is asked for each alarm of the stack. */
function ruleOf(composite: AwsForm): AlarmRule | undefined {
  const { alarmRule } = composite.props;
  if (typeof alarmRule !== "string") return undefined;
  const rule = rules.get(composite) ?? parseAlarmRule(alarmRule) ?? "unreadable";
  rules.set(composite, rule);
  return rule === "unreadable" ? undefined : rule;
}

function nameOf({ props: { name } }: AwsForm): string | undefined {
  return typeof name === "string" ? plain(name) : undefined;
}

function withoutArn(named: string): string {
  return named.replace(/^arn:[^:]*:cloudwatch:[^:]*:[^:]*:alarm:/, "");
}

/**
 * Whether the alarm is there to keep a composite alarm quiet, as during maintenance. Not one that the composite alarm tells
 * of: it would keep the news of itself back.
 */
export function onlySuppresses(alarm: AwsForm, monitoring: readonly AwsForm[]): boolean {
  return monitoring.some(
    (composite) =>
      composite.type === COMPOSITE_ALARM &&
      hasEnabledAction(composite) &&
      isSuppressedBy(composite, alarm) !== false &&
      !speaksFor(alarm, composite),
  );
}

/** The property is a name or an ARN; undefined while it is not known. */
export function isSuppressedBy(composite: AwsForm, alarm: AwsForm): Truth {
  const { actionsSuppressor } = composite.props;
  const suppressor = isRecord(actionsSuppressor) ? actionsSuppressor["alarm"] : actionsSuppressor;
  if (suppressor === UNKNOWN) return undefined;
  return (
    typeof suppressor === "string" &&
    isSameRegion(composite.props["region"], alarm.props["region"]) &&
    plain(withoutArn(suppressor)) === nameOf(alarm)
  );
}
