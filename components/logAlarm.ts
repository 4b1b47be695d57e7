// A metric filter on the trail's log group and the alarm on its metric: how a detection on CloudTrail records reaches a topic.
import * as aws from "@pulumi/aws";
import * as pulumi from "@pulumi/pulumi";
import type { LogDetection } from "../detections/detection";
import { alarmArgs, alarmNamePrefix, type Alarm, type TopicArns } from "./alarm";

export interface LogAlarmArgs {
  readonly detection: LogDetection;
  /** Log group of a multi-region trail: its records come from every region. */
  readonly logGroupName: pulumi.Input<string>;
  /** Region of the log group, and so of the metric and of the alarm. */
  readonly homeRegion: string;
  readonly topicArns: TopicArns;
}

export class LogAlarm extends pulumi.ComponentResource {
  readonly alarm: Alarm;

  constructor(name: string, args: LogAlarmArgs, opts?: pulumi.ComponentResourceOptions) {
    super("kms-monitoring:index:LogAlarm", name, {}, opts);
    const { detection } = args;
    const filter = new aws.cloudwatch.LogMetricFilter(
      name,
      {
        logGroupName: args.logGroupName,
        pattern: detection.filterPattern,
        metricTransformation: {
          namespace: detection.metricNamespace,
          name: detection.metricName,
          value: "1",
        },
      },
      { parent: this },
    );
    const alarm = new aws.cloudwatch.MetricAlarm(
      name,
      {
        name: alarmNamePrefix(detection, detection.severity),
        ...alarmArgs(detection),
        namespace: filter.metricTransformation.namespace,
        metricName: filter.metricTransformation.name,
        statistic: detection.alarm.statistic,
        period: detection.alarm.periodSeconds,
        threshold: detection.alarm.threshold,
        alarmActions: [args.topicArns[detection.severity]],
      },
      { parent: this },
    );
    this.alarm = {
      detection,
      severity: detection.severity,
      region: args.homeRegion,
      arn: alarm.arn,
    };
    this.registerOutputs({ alarmArn: alarm.arn });
  }
}
