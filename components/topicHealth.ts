// Alarms on the last step of the way to people: SNS took an alert, and a subscriber did not.
import * as aws from "@pulumi/aws";
import * as pulumi from "@pulumi/pulumi";
import { alertsNotDelivered } from "../detections/ownHealth";
import { alarmArgs, alarmNamePrefix, metricArgs, type Alarm } from "./alarm";

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
    const detection = alertsNotDelivered;
    const { severity } = detection;
    this.alarms = Object.entries(args.topicArns).map(([topic, arn]) => {
      const TopicName = pulumi.output(arn).apply((text) => text.split(":").at(-1) ?? "");
      const alarm = new aws.cloudwatch.MetricAlarm(
        `${name}-${topic}-${detection.id}`,
        {
          name: `${alarmNamePrefix(detection, severity)}-${topic}`,
          ...alarmArgs(detection),
          ...metricArgs(detection, { TopicName }),
          threshold: 1,
          alarmActions: [args.watchdogTopicArn],
        },
        { parent: this },
      );
      return { detection, severity, region: args.homeRegion, arn: alarm.arn };
    });
    this.registerOutputs({ alarmArns: this.alarms.map((alarm) => alarm.arn) });
  }
}
