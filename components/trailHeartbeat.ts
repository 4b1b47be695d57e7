// The alarm that speaks when KMS calls do not come back through the trail: whatever the reason, the monitoring is blind then.
import * as aws from "@pulumi/aws";
import * as pulumi from "@pulumi/pulumi";
import { filterPatternOf, type OwnNames } from "../detections/filterPattern";
import { monitoringBlind } from "../detections/ownHealth";
import { alarmArgs, alarmNamePrefix, type Alarm, type TopicArns } from "./alarm";

export interface TrailHeartbeatArgs {
  readonly ownNames: OwnNames;
  /** Log group of the trail in use. */
  readonly logGroupName: pulumi.Input<string>;
  readonly homeRegion: string;
  readonly topicArns: TopicArns;
}

export class TrailHeartbeat extends pulumi.ComponentResource {
  readonly alarm: Alarm;

  constructor(name: string, args: TrailHeartbeatArgs, opts?: pulumi.ComponentResourceOptions) {
    super("kms-monitoring:index:TrailHeartbeat", name, {}, opts);
    const detection = monitoringBlind;
    const { severity } = detection;
    const filter = new aws.cloudwatch.LogMetricFilter(
      `${name}-heartbeat`,
      {
        logGroupName: args.logGroupName,
        pattern: filterPatternOf(HEARTBEAT_CALL, args.ownNames),
        metricTransformation: {
          namespace: detection.metricNamespace,
          name: detection.metricName,
          value: "1",
        },
      },
      { parent: this },
    );
    const alarm = new aws.cloudwatch.MetricAlarm(
      `${name}-${detection.id}`,
      {
        name: alarmNamePrefix(detection, severity),
        ...alarmArgs(detection),
        namespace: filter.metricTransformation.namespace,
        metricName: filter.metricTransformation.name,
        statistic: detection.alarm.statistic,
        period: detection.alarm.periodSeconds,
        threshold: 1,
        alarmActions: [args.topicArns[severity]],
      },
      { parent: this },
    );
    this.alarm = { detection, severity, region: args.homeRegion, arn: alarm.arn };
    this.registerOutputs({ alarmArn: alarm.arn });
  }
}

/** What the formatter, whose role has a name of the stack's, asks KMS at each heartbeat. */
const HEARTBEAT_CALL = {
  eventSources: ["kms.amazonaws.com"],
  eventNames: ["DescribeKey"],
  readOnly: true,
  outcome: "any",
  where: '$.userIdentity.arn = "*/{{prefix}}-messages-*"',
} as const;
