// Detections on the stack's own CloudWatch alarms, whose names begin with the stack's prefix.
// https://docs.aws.amazon.com/AmazonCloudWatch/latest/monitoring/logging_cw_api_calls.html
import type { RecordDetection } from "./detection";
import { isCall, isOwnName, type SampleCall } from "./ownResources";
import { tampering } from "./ownTampering";

const MONITORING = "monitoring.amazonaws.com";

const own = "kms-monitoring-dev-key-disabled-critical-1a2b3c4";
const another = "orders-kms-monitoring-errors";

// AWS does not say what a mute rule without targets mutes: it is told as well. Nor does it show a record of PutAlarmMuteRule:
// MuteTargets is the parameter of the API, written as CloudTrail writes others.
// https://docs.aws.amazon.com/AmazonCloudWatch/latest/APIReference/API_PutAlarmMuteRule.html
const mutesOwn = `(${isCall("PutAlarmMuteRule")} && (${isOwnName("muteTargets.alarmNames[*]")} || ($.requestParameters.muteTargets NOT EXISTS)))`;
const actionsOff = `(${isOwnName("alarmName")} && ($.requestParameters.actionsEnabled IS FALSE))`;
const actionsOn =
  "(($.requestParameters.actionsEnabled NOT EXISTS) || ($.requestParameters.actionsEnabled IS TRUE))";

const disabled: readonly SampleCall[] = [
  ["DeleteAlarms", { alarmNames: [own] }],
  ["DeleteAlarms", { alarmNames: [another, own] }],
  ["DisableAlarmActions", { alarmNames: [own] }],
  ["PutAlarmMuteRule", { name: "night", muteTargets: { alarmNames: [another, own] } }],
  ["PutAlarmMuteRule", { name: "everything" }],
  ["PutMetricAlarm", { alarmName: own, actionsEnabled: false }],
  ["PutCompositeAlarm", { alarmName: own, actionsEnabled: false }],
];
const changed: readonly SampleCall[] = [
  ["PutMetricAlarm", { alarmName: own, actionsEnabled: true, threshold: 1000000 }],
  ["PutCompositeAlarm", { alarmName: own, alarmRule: "FALSE" }],
  ["SetAlarmState", { alarmName: own, stateValue: "OK", stateReason: "quiet" }],
];
const ofOthers: readonly SampleCall[] = [
  ["DeleteAlarms", { alarmNames: [another] }],
  ["DisableAlarmActions", { alarmNames: [another] }],
  ["PutAlarmMuteRule", { name: "night", muteTargets: { alarmNames: [another] } }],
  ["PutMetricAlarm", { alarmName: another, actionsEnabled: false }],
  ["PutMetricAlarm", { alarmName: another, actionsEnabled: true }],
  ["SetAlarmState", { alarmName: another, stateValue: "OK" }],
  ["EnableAlarmActions", { alarmNames: [own] }],
];

/** What is watched of the stack's alarms. */
export const alarms: readonly RecordDetection[] = [
  {
    id: "alarm-disabled",
    title: "An alarm of the monitoring was deleted, muted or had its actions switched off",
    severity: "critical",
    why: "That alarm tells nobody any more.",
    runbook: "make the alarm anew (pulumi up --refresh), remove the mute rule, and ask the caller.",
    ...tampering({
      eventSource: MONITORING,
      where: `${isOwnName("alarmNames[*]")} || ${mutesOwn} || ${actionsOff}`,
      calls: disabled,
      others: [...ofOthers, ...changed],
    }),
  },
  {
    id: "alarm-changed",
    title: "An alarm of the monitoring was changed, or its state was set by hand",
    severity: "warning",
    why: "Another threshold or state can keep it silent.",
    runbook: "compare the alarm with the stack (pulumi preview --refresh).",
    ...tampering({
      eventSource: MONITORING,
      where: `${isOwnName("alarmName")} && ${actionsOn}`,
      calls: changed,
      others: [...ofOthers, ...disabled],
    }),
  },
];
