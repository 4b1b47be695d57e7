// A metric filter on the trail's log group and the alarm on its metric: how CloudTrail records reach a topic without any code.
import * as aws from "@pulumi/aws";
import * as pulumi from "@pulumi/pulumi";
import type { RecordDetection } from "../detections/detection";
import { filterPatternOf, type OwnNames } from "../detections/filterPattern";
import { alarmName, alarmNamesOf, alarmText, type Alarm } from "./alarm";

/** One record is enough, within AWS's period for alarms on a log group. */
const ANY_RECORD = { threshold: 1, periodSeconds: 300 } as const;

export interface LogAlarmArgs {
  readonly detection: RecordDetection;
  /** Names that the detection's pattern may hold. */
  readonly ownNames: OwnNames;
  /** Log group of a multi-region trail: its records come from every region. */
  readonly logGroupName: pulumi.Input<string>;
  /** Region of the log group, and so of the metric and of the alarm. */
  readonly homeRegion: string;
  /** Topics that the alarm notifies by itself. */
  readonly topicArns: readonly pulumi.Input<string>[];
}

export class LogAlarm extends pulumi.ComponentResource {
  readonly alarm: Alarm;
  readonly alarmName: pulumi.Output<string>;

  constructor(name: string, args: LogAlarmArgs, opts?: pulumi.ComponentResourceOptions) {
    super("kms-monitoring:index:LogAlarm", name, {}, opts);
    const { detection } = args;
    const { namespace, metricName, alarmName: ownName } = alarmNamesOf(detection);
    const { threshold, periodSeconds } =
      detection.telling.by === "count" ? detection.telling : ANY_RECORD;
    const filter = new aws.cloudwatch.LogMetricFilter(
      name,
      {
        logGroupName: args.logGroupName,
        pattern: filterPatternOf(detection.calls, args.ownNames),
        metricTransformation: { namespace, name: metricName, value: "1" },
      },
      { parent: this },
    );
    const alarm = new aws.cloudwatch.MetricAlarm(
      name,
      {
        name: alarmName(partOf(detection), ownName),
        ...alarmText(detection),
        namespace: filter.metricTransformation.namespace,
        metricName: filter.metricTransformation.name,
        statistic: "Sum",
        period: periodSeconds,
        evaluationPeriods: 1,
        threshold,
        comparisonOperator: "GreaterThanOrEqualToThreshold",
        treatMissingData: "notBreaching",
        alarmActions: [...args.topicArns],
      },
      { parent: this },
    );
    this.alarmName = alarm.name;
    this.alarm = {
      detection,
      severity: detection.severity,
      region: args.homeRegion,
      arn: alarm.arn,
    };
    this.registerOutputs({ alarmArn: alarm.arn });
  }
}

/** What the alarm is for: people, a control, or the alarms that are made from it. */
function partOf({ telling, severity }: RecordDetection): Parameters<typeof alarmName>[0] {
  switch (telling.by) {
    case "count":
      return severity;
    case "control":
      return "control";
    case "message":
      return "records";
  }
}
