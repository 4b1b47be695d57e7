// What every alarm of the stack is to the rest of it, and what every alarm has in common.
import * as pulumi from "@pulumi/pulumi";
import {
  alarmDescription,
  type LogDetection,
  type MetricDetection,
  type Severity,
} from "../detections/detection";

export type AlarmDetection = LogDetection | MetricDetection;

/** An alarm that exists, and why. */
export interface Alarm {
  readonly detection: AlarmDetection;
  readonly severity: Severity;
  readonly region: string;
  readonly arn: pulumi.Output<string>;
}

export type TopicArns = Readonly<Record<Severity, pulumi.Input<string>>>;

/**
 * The beginning of the names of a detection's alarms of one severity, by which rules tell them apart: a list of ARNs would
 * soon be longer than the 2,048 characters that an event pattern may have. Project and stack keep stacks of one account apart.
 */
export function alarmNamePrefix(detection: AlarmDetection, severity: Severity): string {
  return [pulumi.getProject(), pulumi.getStack(), detection.alarm.name, severity].join("-");
}

/** The arguments that follow from the detection alone. The tag leads from a message back to the detection. */
export function alarmArgs(detection: AlarmDetection) {
  const { comparisonOperator, evaluationPeriods, treatMissingData } = detection.alarm;
  return {
    alarmDescription: alarmDescription(detection),
    comparisonOperator,
    evaluationPeriods,
    treatMissingData,
    tags: { detection: detection.id },
  };
}

/** ARNs of the alarms by the id of their detection, in the order given. */
export function arnsByDetection(alarms: readonly Alarm[]): Record<string, pulumi.Output<string>[]> {
  const ids = new Set(alarms.map((alarm) => alarm.detection.id));
  const arnsOf = (id: string) => alarms.filter((a) => a.detection.id === id).map((a) => a.arn);
  return Object.fromEntries([...ids].map((id) => [id, arnsOf(id)]));
}
