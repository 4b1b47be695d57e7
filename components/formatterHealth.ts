// Alarms on the formatter itself: it fails, it is throttled, nobody calls it, it loses what it cannot tell. They notify the topic without it.
import * as pulumi from "@pulumi/pulumi";
import {
  formatterFailed,
  formatterLostEvents,
  formatterSilent,
  formatterThrottled,
} from "../detections/ownHealth";
import { metricArgs, type Alarm, type TopicArns } from "./alarm";
import type { MessageFormatter } from "./messageFormatter";
import { metricAlarm } from "./metricAlarm";

export interface FormatterHealthArgs {
  readonly formatter: MessageFormatter;
  readonly homeRegion: string;
  readonly topicArns: TopicArns;
}

export class FormatterHealth extends pulumi.ComponentResource {
  readonly alarms: readonly Alarm[];

  constructor(name: string, args: FormatterHealthArgs, opts?: pulumi.ComponentResourceOptions) {
    super("kms-monitoring:index:FormatterHealth", name, {}, opts);
    const watched = [formatterFailed, formatterThrottled, formatterSilent, formatterLostEvents];
    const dimensions = { FunctionName: args.formatter.functionName };
    this.alarms = watched.map((detection) => {
      const metric = {
        ...metricArgs(detection, dimensions),
        threshold: detection.alarm.threshold ?? 1,
      };
      return metricAlarm(`${name}-${detection.id}`, { ...args, detection, metric }, this);
    });
    this.registerOutputs({ alarmArns: this.alarms.map((alarm) => alarm.arn) });
  }
}
