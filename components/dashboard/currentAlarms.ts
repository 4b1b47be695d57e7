// The states of all alarms, those that need somebody first.
import * as awsx from "@pulumi/awsx/classic/cloudwatch";
import { severities, type Severity } from "../../detections/detection";
import type { Alarm } from "../alarm";

/** "The array can have 1-100 ARNs": the page on the dashboard's body, under alarm widgets. */
const ALARMS_IN_WIDGET = 100;
/** Of several hundred named keys not every alarm is drawn: the list of alarms in the console has them all. */
const MOST_WIDGETS = 6;
const COLUMNS = 24;
const ALARMS_IN_ROW = 4;

export function currentAlarms(alarms: readonly Alarm[]): readonly awsx.Widget[] {
  const groups = severities.flatMap((severity) => groupsOf(severity, alarms));
  return groups.slice(0, MOST_WIDGETS).map(({ title, alarms: group }) => {
    return new awsx.AlarmWidget({
      title,
      alarms: group.map(({ arn }) => arn),
      sortBy: "stateUpdatedTimestamp",
      width: COLUMNS,
      height: 1 + Math.ceil(group.length / ALARMS_IN_ROW),
    });
  });
}

function groupsOf(severity: Severity, all: readonly Alarm[]) {
  const alarms = all.filter((alarm) => alarm.severity === severity);
  const starts = [...alarms.keys()].filter((index) => index % ALARMS_IN_WIDGET === 0);
  return starts.map((start) => {
    const group = alarms.slice(start, start + ALARMS_IN_WIDGET);
    const part =
      starts.length === 1 ? "" : `, ${start + 1} to ${start + group.length} of ${alarms.length}`;
    return { title: `Alarms: ${severity}, all regions${part}`, alarms: group };
  });
}
