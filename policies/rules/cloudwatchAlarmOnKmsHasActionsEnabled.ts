import { z } from "zod";
import { alarmSettings, METRIC_ALARM, watchesKms } from "../alarms/kmsMonitoring";
import { type ResourceRule, UNKNOWN } from "../rule";

// An alarm on KMS or CloudTrail must not be muted.
// https://docs.aws.amazon.com/securityhub/latest/userguide/cloudwatch-controls.html#cloudwatch-17

const settings = z.strictObject(alarmSettings);

export const cloudwatchAlarmOnKmsHasActionsEnabled: ResourceRule<z.output<typeof settings>> = {
  name: "cloudwatch-alarm-on-kms-has-actions-enabled",
  title: "An alarm on KMS or CloudTrail must have its actions enabled.",
  why: "The alarm goes off and nobody is told.",
  controls: ["CloudWatch.17", "NIST AU-5"],
  level: "mandatory",
  settings,
  types: [METRIC_ALARM],
  judge: (resource, { namespaces }) => {
    const { actionsEnabled } = resource.props;
    const isEnabled = [undefined, null, true, "true"].includes(actionsEnabled as undefined);
    if (isEnabled || !watchesKms(resource, namespaces)) return [];
    const why = actionsEnabled === UNKNOWN ? "is not known at preview" : "is not true";
    return [{ path: "actionsEnabled", why, fix: "set it to true, or leave it out" }];
  },
};
