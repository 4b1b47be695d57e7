import { z } from "zod";
import { mutedBy } from "../alarms/actions";
import { type AwsForm, monitoringIn } from "../alarms/awsForms";
import { onlySuppresses, withFollowers } from "../alarms/compositeAlarms";
import { alarmSettings, isFedByKmsFilter, watchesKms } from "../alarms/kmsMonitoring";
import { tellsSomebody } from "../alarms/tellers";
import { METRIC_ALARM } from "../alarms/types";
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
    "An alarm on KMS or CloudTrail must have an action that tells somebody, or a rule with a target, or a composite alarm that goes off by it alone and has either.",
  why: "The alarm goes off and nobody is told.",
  controls: ["CIS 4.7", "CloudWatch.15", "NIST AU-5"],
  level: "mandatory",
  settings,
  judgeStack: (resources, { namespaces, regionsWithoutActions }) => {
    const monitoring = monitoringIn(resources);
    return (
      alarmsOnKms(monitoring, namespaces)
        // That actions of its own are disabled, another policy has said before the alarm was deployed.
        .filter((alarm) => !watchesKms(alarm, namespaces) || mutedBy(alarm).length === 0)
        .filter(({ props }) => !regionsWithoutActions.includes(props["region"] as string))
        .filter((alarm) => !onlySuppresses(alarm, monitoring) && !tellsSomebody(alarm, monitoring))
        .map(({ declared }) => ({ resource: declared, violation: SILENT }))
    );
  },
};

const SILENT = {
  path: "alarmActions",
  why: "has no enabled action, and no composite alarm or event rule of the stack tells of the alarm",
  fix: "add the ARN of an SNS topic of the alarm's region",
};

/** With the composite alarms that go off with one of them, in the order of the stack. */
function alarmsOnKms(
  monitoring: readonly AwsForm[],
  namespaces: readonly string[],
): readonly AwsForm[] {
  const metricAlarms = monitoring.filter(
    (one) =>
      one.type === METRIC_ALARM &&
      (watchesKms(one, namespaces) || isFedByKmsFilter(one, monitoring)),
  );
  const all = withFollowers(metricAlarms, monitoring);
  return monitoring.filter((one) => all.has(one));
}
