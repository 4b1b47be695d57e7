// The events that CloudWatch sends to EventBridge when an alarm goes off, and the patterns that match those of this stack's alarms.
// https://docs.aws.amazon.com/AmazonCloudWatch/latest/monitoring/cloudwatch-and-eventbridge.html
import type { Severity } from "../detections/detection";
import { alarmName, alarmNamePrefix, type Alarm } from "./alarm";

/** An alarm on several series, one for each key, tells of each of them by an event of its own. */
const CONTRIBUTOR_STATE_CHANGE = "CloudWatch Alarm Contributor State Change";
const STATE_CHANGE = "CloudWatch Alarm State Change";

/** Alarms of one detection and severity: they share their names' beginning, a message and a topic. */
export type AlarmGroup = Pick<Alarm, "detection" | "severity">;

/** The groups of the alarms, in the order given. */
export function groupsOf(alarms: readonly Alarm[]): readonly AlarmGroup[] {
  const groups = new Map(
    alarms.map((alarm) => [alarmNamePrefix(alarm.detection, alarm.severity), alarm]),
  );
  return [...groups.values()];
}

/** Matches every alarm of the stack that goes off and notifies people of one of these severities, unless it is kept silent. */
export function anyWentOff(ofSeverities: readonly Severity[]): object {
  const prefixes = ofSeverities.map((severity) => alarmName(severity, ""));
  return pattern([STATE_CHANGE, CONTRIBUTOR_STATE_CHANGE], prefixes);
}

/** Matches each alarm of the group that goes off, or each of its series, in any region but one. */
export function groupWentOff(group: AlarmGroup, exceptRegion: string): object {
  const detailType = contributorOf(group) === undefined ? STATE_CHANGE : CONTRIBUTOR_STATE_CHANGE;
  const prefix = alarmNamePrefix(group.detection, group.severity);
  const elsewhere = { region: [{ "anything-but": [exceptRegion] }] };
  return { ...pattern([detailType], [prefix]), ...elsewhere };
}

/** The dimension that tells the series of the group's alarms apart, if they have several. */
export function contributorOf({ detection }: AlarmGroup): string | undefined {
  return "alarm" in detection ? detection.alarm.contributor : undefined;
}

function pattern(detailTypes: readonly string[], prefixes: readonly string[]): object {
  const alarmName = prefixes.map((prefix) => ({ prefix }));
  return {
    source: ["aws.cloudwatch"],
    "detail-type": detailTypes,
    detail: {
      alarmName,
      state: { value: ["ALARM"], actionsSuppressedBy: [{ exists: false }] },
    },
  };
}
