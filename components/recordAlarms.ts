// The alarms of the detections on CloudTrail records: on their number, for controls, and where no message may be the only way.
import * as pulumi from "@pulumi/pulumi";
import type { RecordDetection } from "../detections/detection";
import type { OwnNames } from "../detections/filterPattern";
import type { Alarm, TopicArns } from "./alarm";
import { FallbackAlarm } from "./fallbackAlarm";
import { LogAlarm } from "./logAlarm";

export interface RecordAlarmsArgs {
  readonly detections: readonly RecordDetection[];
  readonly ownNames: OwnNames;
  readonly logGroupName: pulumi.Input<string>;
  readonly homeRegion: string;
  readonly topicArns: TopicArns;
  readonly controlTopicArn: pulumi.Input<string>;
}

/** Each alarm that notifies somebody. */
export function recordAlarms(name: string, args: RecordAlarmsArgs): readonly Alarm[] {
  return args.detections.flatMap((detection) => {
    const own = `${name}-${detection.id}`;
    const logAlarm = (topicArns: readonly pulumi.Input<string>[]) =>
      new LogAlarm(own, { ...args, detection, topicArns });
    const topicArn = args.topicArns[detection.severity];
    switch (detection.telling.by) {
      case "count":
        return [logAlarm([topicArn]).alarm];
      case "control":
        return [logAlarm([args.controlTopicArn]).alarm];
      case "message": {
        if (detection.severity !== "critical") return [];
        const { alarmName } = logAlarm([]);
        return [
          new FallbackAlarm(own, { ...args, detection, topicArn, logAlarmName: alarmName }).alarm,
        ];
      }
    }
  });
}
