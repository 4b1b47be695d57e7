// The events that CloudWatch sends to EventBridge when an alarm goes off, and the patterns that match those of this stack's alarms.
// https://docs.aws.amazon.com/AmazonCloudWatch/latest/monitoring/cloudwatch-and-eventbridge.html
import { alarmNamePrefix, type Alarm } from "./alarm";

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

/** Matches every alarm of the groups that goes off. */
export function anyWentOff(groups: readonly AlarmGroup[]): string {
  return pattern([STATE_CHANGE, CONTRIBUTOR_STATE_CHANGE], groups);
}

/** Matches each alarm of the group that goes off, or each of its series, in any region but one. */
export function groupWentOff(group: AlarmGroup, exceptRegion: string): string {
  const detailType = contributorOf(group) === undefined ? STATE_CHANGE : CONTRIBUTOR_STATE_CHANGE;
  return pattern([detailType], [group], { region: [{ "anything-but": [exceptRegion] }] });
}

/** The dimension that tells the series of the group's alarms apart, if they have several. */
export function contributorOf({ detection }: AlarmGroup): string | undefined {
  return "contributor" in detection.alarm ? detection.alarm.contributor : undefined;
}

function pattern(
  detailTypes: readonly string[],
  groups: readonly AlarmGroup[],
  more: object = {},
): string {
  const alarmName = groups.map(({ detection, severity }) => ({
    prefix: alarmNamePrefix(detection, severity),
  }));
  return JSON.stringify({
    source: ["aws.cloudwatch"],
    "detail-type": detailTypes,
    ...more,
    detail: { alarmName, state: { value: ["ALARM"] } },
  });
}
