// Makes the alarm of a detection on a metric, and says what that alarm is to the rest of the stack.
import * as aws from "@pulumi/aws";
import type * as pulumi from "@pulumi/pulumi";
import type { MetricDetection, Severity } from "../detections/detection";
import { alarmArgs, alarmNamePrefix, type Alarm, type TopicArns } from "./alarm";

/** Which metric an alarm watches, and where and when it goes off. It is in the home region unless this names another. */
export type Metric = Partial<Omit<aws.cloudwatch.MetricAlarmArgs, "region">> & {
  readonly region?: string;
};

export interface MetricAlarmArgs {
  readonly detection: MetricDetection;
  /** @default that of the detection */
  readonly severity?: Severity;
  /** End of the alarm's name, where a detection has several. */
  readonly suffix?: string;
  readonly homeRegion: string;
  /** Told by alarms of the home region. An alarm can notify only topics of its own region; elsewhere its state change goes to the hub. */
  readonly topicArns: TopicArns;
  readonly metric: Metric;
}

export function metricAlarm(name: string, args: MetricAlarmArgs, parent: pulumi.Resource): Alarm {
  const { detection, suffix = "", homeRegion, metric } = args;
  const { severity = detection.severity } = args;
  const { region = homeRegion } = metric;
  const { arn } = new aws.cloudwatch.MetricAlarm(
    name,
    {
      name: `${alarmNamePrefix(detection, severity)}${suffix}`,
      ...alarmArgs(detection),
      ...metric,
      alarmActions: region === homeRegion ? [args.topicArns[severity]] : [],
    },
    { parent },
  );
  return { detection, severity, region, arn };
}
