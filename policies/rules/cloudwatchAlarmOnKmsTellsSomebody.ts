import { z } from "zod";
import { alarmSettings, isFedByKmsFilter, METRIC_ALARM, watchesKms } from "../alarms/kmsMonitoring";
import { hasActions, tellsOf } from "../alarms/tellers";
import type { StackRule } from "../rule";

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
      .filter(
        (alarm) =>
          !hasActions(alarm) && !resources.some((other) => tellsOf(other, alarm, resources)),
      )
      .map((resource) => ({
        resource,
        violation: {
          path: "alarmActions",
          why: "has no enabled action, and no composite alarm or event rule of the stack tells of the alarm",
          fix: "add the ARN of an SNS topic of the alarm's region",
        },
      })),
};
