// Alarms on the formatter itself: it fails, it is throttled, nobody calls it, it loses what it cannot tell. They notify the topic without it.
import * as aws from "@pulumi/aws";
import * as pulumi from "@pulumi/pulumi";
import {
  formatterFailed,
  formatterLostEvents,
  formatterSilent,
  formatterThrottled,
} from "../detections/ownHealth";
import { alarmArgs, alarmNamePrefix, metricArgs, type Alarm, type TopicArns } from "./alarm";
import type { MessageFormatter } from "./messageFormatter";

export interface FormatterHealthArgs {
  readonly formatter: MessageFormatter;
  readonly homeRegion: string;
  readonly topicArns: TopicArns;
}

export class FormatterHealth extends pulumi.ComponentResource {
  readonly alarms: readonly Alarm[];

  constructor(name: string, args: FormatterHealthArgs, opts?: pulumi.ComponentResourceOptions) {
    super("kms-monitoring:index:FormatterHealth", name, {}, opts);
    const { formatter, homeRegion, topicArns } = args;
    const watched = [formatterFailed, formatterThrottled, formatterSilent, formatterLostEvents];
    this.alarms = watched.map((detection) => {
      const { severity } = detection;
      const alarm = new aws.cloudwatch.MetricAlarm(
        `${name}-${detection.id}`,
        {
          name: alarmNamePrefix(detection, severity),
          ...alarmArgs(detection),
          ...metricArgs(detection, { FunctionName: formatter.functionName }),
          threshold: detection.alarm.threshold ?? 1,
          alarmActions: [topicArns[severity]],
        },
        { parent: this },
      );
      return { detection, severity, region: homeRegion, arn: alarm.arn };
    });
    this.registerOutputs({ alarmArns: this.alarms.map((alarm) => alarm.arn) });
  }
}
