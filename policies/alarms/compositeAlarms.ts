import { type Resource, UNKNOWN } from "../rule";
import { isRecord } from "../values";
import { hasEnabledAction } from "./actions";
import { COMPOSITE_ALARM } from "./kmsMonitoring";
import { isSameRegion } from "./region";

// How composite alarms stand to other alarms of their stack: they go off with them, or are kept quiet by them.
// https://docs.aws.amazon.com/AmazonCloudWatch/latest/APIReference/API_PutCompositeAlarm.html

const LONGEST_ALARM_RULE = 10_240;

/**
 * Alarms with all composite alarms that follow one of them, each with the alarms below it, down to the first. A composite
 * alarm may follow others, even in circles, which CloudWatch does not evaluate.
 */
export function withFollowers(
  alarms: readonly Resource[],
  resources: readonly Resource[],
  isTaken: (follows: boolean | undefined) => boolean,
): ReadonlyMap<Resource, readonly Resource[]> {
  const composites = resources.filter(({ type }) => type === COMPOSITE_ALARM);
  const found = new Map<Resource, readonly Resource[]>(alarms.map((alarm) => [alarm, []]));
  // A map also goes through what is added to it on the way.
  for (const [alarm, below] of found) {
    for (const composite of composites) {
      if (!found.has(composite) && isTaken(followsAlarm(composite, alarm))) {
        found.set(composite, [...below, alarm]);
      }
    }
  }
  return found;
}

/**
 * By `ALARM("name")`, without the quotes, or the same with an ARN; undefined while the rule is not known. Both alarms must
 * be of one region: https://docs.aws.amazon.com/AmazonCloudWatch/latest/monitoring/alarm-combining.html
 */
function followsAlarm(composite: Resource, alarm: Resource): boolean | undefined {
  const { alarmRule } = composite.props;
  const { name } = alarm.props;
  if (!isSameRegion(composite.props["region"], alarm.props["region"])) return false;
  if (alarmRule === UNKNOWN) return undefined;
  if (typeof alarmRule !== "string" || typeof name !== "string") return false;
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

/**
 * Whether the alarm is there to keep a composite alarm quiet, as during maintenance. Not one that the composite alarm tells
 * of: it would keep the news of itself back.
 */
export function onlySuppresses(alarm: Resource, resources: readonly Resource[]): boolean {
  return resources.some(
    (composite) =>
      composite.type === COMPOSITE_ALARM &&
      hasEnabledAction(composite) &&
      isSuppressedBy(composite, alarm) !== false &&
      followsAlarm(composite, alarm) !== true,
  );
}

/** The property is a name or an ARN; undefined while it is not known. */
export function isSuppressedBy(composite: Resource, alarm: Resource): boolean | undefined {
  const { actionsSuppressor } = composite.props;
  const suppressor = isRecord(actionsSuppressor) ? actionsSuppressor["alarm"] : actionsSuppressor;
  if (suppressor === UNKNOWN) return undefined;
  const { name, region } = alarm.props;
  return (
    typeof suppressor === "string" &&
    typeof name === "string" &&
    isSameRegion(composite.props["region"], region) &&
    (suppressor === name || suppressor.endsWith(`:alarm:${name}`))
  );
}
