import { z } from "zod";
import { mutedBy } from "../alarms/actions";
import { declaredTypes, inAwsForm } from "../alarms/awsForms";
import { alarmSettings, watchesKms } from "../alarms/kmsMonitoring";
import { METRIC_ALARM } from "../alarms/types";
import type { ResourceRule } from "../rule";

// An alarm on KMS or CloudTrail must not be muted. One without actions, and composite alarms, are judged by the policy
// cloudwatch-alarm-on-kms-tells-somebody, which sees the whole stack.
// https://docs.aws.amazon.com/securityhub/latest/userguide/cloudwatch-controls.html#cloudwatch-17

const settings = z.strictObject(alarmSettings);

export const cloudwatchAlarmOnKmsHasActionsEnabled: ResourceRule<z.output<typeof settings>> = {
  name: "cloudwatch-alarm-on-kms-has-actions-enabled",
  title: "An alarm on KMS or CloudTrail must have its actions enabled.",
  why: "The alarm goes off and nobody is told.",
  controls: ["CloudWatch.17", "NIST AU-5"],
  level: "mandatory",
  settings,
  types: declaredTypes(METRIC_ALARM),
  judge: (resource, { namespaces }) => {
    const alarm = inAwsForm(resource);
    return alarm !== undefined && watchesKms(alarm, namespaces) ? mutedBy(alarm) : [];
  },
};
