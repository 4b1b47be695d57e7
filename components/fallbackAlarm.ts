// The alarm by which a person hears of a critical detection that the formatter did not tell: code may fail, alarms do not.
import * as aws from "@pulumi/aws";
import * as pulumi from "@pulumi/pulumi";
import { alarmDescription, type RecordDetection } from "../detections/detection";
import { METRIC_NAMESPACE, TOLD_METRIC } from "../messages/names";
import { alarmName, alarmNamesOf, type Alarm } from "./alarm";

/** A log alarm looks at 5 minutes; what was told is remembered for longer, since EventBridge is faster than the log group. */
const TOLD_PERIODS = 15;
const TOLD_PERIOD_SECONDS = 60;
/** The formatter gets a record when the metric filter does; so long it may take to tell, its retries included. */
const WAIT_SECONDS = 240;

export interface FallbackAlarmArgs {
  readonly detection: RecordDetection;
  /** Alarm on the detection's records in the log group, which notifies nobody by itself. */
  readonly logAlarmName: pulumi.Input<string>;
  readonly homeRegion: string;
  readonly topicArn: pulumi.Input<string>;
}

/**
 * A composite alarm goes off with the log alarm, and is kept silent while the formatter says that it told of this detection.
 * No word of the formatter, for whatever reason, lets it speak.
 * https://docs.aws.amazon.com/AmazonCloudWatch/latest/monitoring/alarm-suppression.html
 */
export class FallbackAlarm extends pulumi.ComponentResource {
  readonly alarm: Alarm;

  constructor(name: string, args: FallbackAlarmArgs, opts?: pulumi.ComponentResourceOptions) {
    super("kms-monitoring:index:FallbackAlarm", name, {}, opts);
    const { detection } = args;
    const { alarmName: ownName } = alarmNamesOf(detection);
    // A name of its own: that of the alarm which the detection has where records are counted may still be taken.
    const notToldName = `${alarmName(detection.severity, ownName)}-not-told`;
    const tags = { detection: detection.id };
    const told = new aws.cloudwatch.MetricAlarm(
      `${name}-told`,
      {
        name: alarmName("told", ownName),
        alarmDescription: `In ALARM while the formatter has told of ${detection.id}. It keeps ${notToldName} silent, and notifies nobody.`,
        namespace: METRIC_NAMESPACE,
        metricName: TOLD_METRIC.metricName,
        dimensions: { [TOLD_METRIC.dimension]: detection.id },
        statistic: "Sum",
        period: TOLD_PERIOD_SECONDS,
        evaluationPeriods: TOLD_PERIODS,
        datapointsToAlarm: 1,
        threshold: 1,
        comparisonOperator: "GreaterThanOrEqualToThreshold",
        treatMissingData: "notBreaching",
        tags,
      },
      { parent: this },
    );
    const notTold = new aws.cloudwatch.CompositeAlarm(
      name,
      {
        alarmName: notToldName,
        alarmDescription: `${alarmDescription(detection)} No message could be made of it: look for the record in the log group.`,
        alarmRule: pulumi.interpolate`ALARM("${args.logAlarmName}")`,
        actionsSuppressor: {
          alarm: told.name,
          waitPeriod: WAIT_SECONDS,
          extensionPeriod: WAIT_SECONDS,
        },
        alarmActions: [args.topicArn],
        tags,
      },
      { parent: this },
    );
    this.alarm = {
      detection,
      severity: detection.severity,
      region: args.homeRegion,
      arn: notTold.arn,
    };
    this.registerOutputs({ alarmArn: notTold.arn });
  }
}
