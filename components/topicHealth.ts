// Alarms on the last step of the way to people: SNS took an alert, and a subscriber did not.
import * as pulumi from "@pulumi/pulumi";
import { alertsNotDelivered } from "../detections/ownHealth";
import { metricArgs, type Alarm } from "./alarm";
import { metricAlarm } from "./metricAlarm";

export interface TopicHealthArgs {
  readonly homeRegion: string;
  /** Topics of alerts, by the part they play. */
  readonly topicArns: Readonly<Record<string, pulumi.Input<string>>>;
  /** Topic that is told, which is none of these. */
  readonly watchdogTopicArn: pulumi.Input<string>;
}

export class TopicHealth extends pulumi.ComponentResource {
  readonly alarms: readonly Alarm[];

  constructor(name: string, args: TopicHealthArgs, opts?: pulumi.ComponentResourceOptions) {
    super("kms-monitoring:index:TopicHealth", name, {}, opts);
    const { homeRegion, watchdogTopicArn: told } = args;
    const topicArns = { critical: told, warning: told, info: told };
    const detection = alertsNotDelivered;
    this.alarms = Object.entries(args.topicArns).map(([topic, arn]) => {
      const TopicName = pulumi.output(arn).apply((text) => text.split(":").at(-1) ?? "");
      const metric = { ...metricArgs(detection, { TopicName }), threshold: 1 };
      const alarm = { detection, suffix: `-${topic}`, homeRegion, topicArns, metric };
      return metricAlarm(`${name}-${topic}-${detection.id}`, alarm, this);
    });
    this.registerOutputs({ alarmArns: this.alarms.map((alarm) => alarm.arn) });
  }
}
