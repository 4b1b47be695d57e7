// Alarms on the trail in use: KMS calls do not come back through it, which makes the monitoring blind, or it cannot deliver.
import * as aws from "@pulumi/aws";
import * as pulumi from "@pulumi/pulumi";
import { filterPatternOf, type OwnNames } from "../detections/filterPattern";
import { monitoringBlind, trailNotDelivering } from "../detections/ownHealth";
import { metricArgs, type Alarm, type TopicArns } from "./alarm";
import { metricAlarm } from "./metricAlarm";

export interface TrailHealthArgs {
  readonly ownNames: OwnNames;
  /** Log group of the trail in use. */
  readonly logGroupName: pulumi.Input<string>;
  readonly homeRegion: string;
  readonly topicArns: TopicArns;
}

export class TrailHealth extends pulumi.ComponentResource {
  readonly alarms: readonly Alarm[];

  constructor(name: string, args: TrailHealthArgs, opts?: pulumi.ComponentResourceOptions) {
    super("kms-monitoring:index:TrailHealth", name, {}, opts);
    const { metricNamespace: namespace, metricName } = monitoringBlind;
    new aws.cloudwatch.LogMetricFilter(
      `${name}-heartbeat`,
      {
        logGroupName: args.logGroupName,
        pattern: filterPatternOf(HEARTBEAT_CALL, args.ownNames),
        metricTransformation: { namespace, name: metricName, value: "1" },
      },
      { parent: this },
    );
    this.alarms = [monitoringBlind, trailNotDelivering].map((detection) => {
      const metric = { ...metricArgs(detection, {}), threshold: 1 };
      return metricAlarm(`${name}-${detection.id}`, { ...args, detection, metric }, this);
    });
    this.registerOutputs({ alarmArns: this.alarms.map((alarm) => alarm.arn) });
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
