import { z } from "zod";
import { admits, readPattern } from "../alarms/eventPattern";
import {
  alarmSettings,
  COMPOSITE_ALARM,
  EVENT_RULE,
  isFedByKmsFilter,
  METRIC_ALARM,
  watchesKms,
} from "../alarms/kmsMonitoring";
import { type Resource, type StackRule, UNKNOWN } from "../rule";

// An alarm on KMS or CloudTrail must tell somebody when it goes off: by an action of its own, by a composite alarm that has
// one, or by an event rule, which is how alarms of several regions meet in one.
// https://docs.aws.amazon.com/securityhub/latest/userguide/cloudwatch-controls.html#cloudwatch-15

const settings = z.strictObject({
  ...alarmSettings,
  regionsWithoutActions: z
    .array(z.string().min(1))
    .default([])
    .describe("Regions whose alarms are told of by something outside their stack"),
});
type Settings = z.output<typeof settings>;

export const cloudwatchAlarmOnKmsTellsSomebody: StackRule<Settings> = {
  name: "cloudwatch-alarm-on-kms-tells-somebody",
  title:
    "An alarm on KMS or CloudTrail must have an action, or a rule or composite alarm that has.",
  why: "The alarm goes off and nobody is told.",
  controls: ["CIS 4.7", "CloudWatch.15", "NIST AU-5"],
  level: "mandatory",
  settings,
  judgeStack: (resources, { namespaces, regionsWithoutActions }) =>
    resources
      .filter(({ type }) => type === METRIC_ALARM)
      .filter((alarm) =>
        watchesKms(alarm, namespaces)
          ? // That its actions are disabled, another policy has said before it was deployed.
            alarm.props["actionsEnabled"] !== false
          : isFedByKmsFilter(alarm, resources),
      )
      .filter(({ props }) => !regionsWithoutActions.includes(props["region"] as string))
      .filter((alarm) => !hasActions(alarm) && !resources.some((other) => tellsOf(other, alarm)))
      .map((resource) => ({
        resource,
        violation: {
          path: "alarmActions",
          why: "has no enabled action, and no composite alarm or event rule of the stack tells of the alarm",
          fix: "add the ARN of an SNS topic of the alarm's region",
        },
      })),
};

/** Unknown at preview may be a topic of the same stack; the rule is judged again when it is known. */
function hasActions({ props }: Resource): boolean {
  const { actionsEnabled, alarmActions } = props;
  if (actionsEnabled === false) return false;
  return alarmActions === UNKNOWN || (Array.isArray(alarmActions) && alarmActions.length > 0);
}

function tellsOf(other: Resource, alarm: Resource): boolean {
  const { name, region } = alarm.props;
  switch (other.type) {
    case COMPOSITE_ALARM:
      return hasActions(other) && names(other, name);
    case EVENT_RULE:
      return isSame(other.props["region"], region) && matchesAlarm(other, name);
    default:
      return false;
  }
}

/** `ALARM("name")` or the same with an ARN. */
function names({ props }: Resource, name: unknown): boolean {
  const { alarmRule } = props;
  if (typeof alarmRule !== "string" || typeof name !== "string") return alarmRule === UNKNOWN;
  return [...alarmRule.matchAll(/\(\s*"?([^")]+?)"?\s*\)/g)].some(
    ([, named = ""]) => named === name || named.endsWith(`:alarm:${name}`),
  );
}

/** https://docs.aws.amazon.com/AmazonCloudWatch/latest/monitoring/cloudwatch-and-eventbridge.html */
function matchesAlarm({ props }: Resource, name: unknown): boolean {
  if (props["eventPattern"] === UNKNOWN) return true;
  const pattern = readPattern(props["eventPattern"]);
  return (
    pattern !== undefined &&
    admits(pattern, "source", "aws.cloudwatch") &&
    admits(pattern, "detail-type", "CloudWatch Alarm State Change") &&
    (typeof name !== "string" || admits(pattern["detail"], "alarmName", name))
  );
}

/** A region that a resource does not name is the provider's. */
function isSame(one: unknown, other: unknown): boolean {
  return typeof one !== "string" || typeof other !== "string" || one === other;
}
