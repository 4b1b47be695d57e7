// What every alarm of the stack is to the rest of it, and what every alarm has in common.
import * as pulumi from "@pulumi/pulumi";
import {
  alarmDescription,
  type AlarmNames,
  type Detection,
  type MetricDetection,
  type RecordDetection,
  type Severity,
} from "../detections/detection";
import { METRIC_NAMESPACE } from "../messages/names";

/** An alarm that exists, and why. */
export interface Alarm {
  readonly detection: Detection;
  readonly severity: Severity;
  readonly region: string;
  readonly arn: pulumi.Output<string>;
}

export type TopicArns = Readonly<Record<Severity, pulumi.Input<string>>>;

/**
 * An alarm's name by the part it plays: a severity if it notifies people. Project and stack keep stacks of one account apart.
 */
export function alarmName(part: Severity | "control" | "records" | "told", name: string): string {
  return `${alarmNamesBegin()}${part}-${name}`;
}

/** With which the names of all alarms of the stack begin. */
export function alarmNamesBegin(): string {
  return `${pulumi.getProject()}-${pulumi.getStack()}-`;
}

/**
 * The beginning of the names of a detection's alarms of one severity, by which rules tell them apart: a list of ARNs would
 * soon be longer than the 2,048 characters that an event pattern may have.
 */
export function alarmNamePrefix(detection: Detection, severity: Severity): string {
  const name = "alarm" in detection ? detection.alarm.name : alarmNamesOf(detection).alarmName;
  return alarmName(severity, name);
}

/** Metric and alarm of a detection on records. */
export function alarmNamesOf({ id, alarmNames }: RecordDetection): AlarmNames {
  return alarmNames ?? { namespace: METRIC_NAMESPACE, metricName: id, alarmName: id };
}

/** The arguments that follow from a detection on a metric of AWS's, but for threshold and what metric it is. */
export function alarmArgs(detection: MetricDetection) {
  const { comparisonOperator, evaluationPeriods, datapointsToAlarm, treatMissingData } =
    detection.alarm;
  return {
    ...alarmText(detection),
    comparisonOperator,
    evaluationPeriods,
    ...(datapointsToAlarm === undefined ? {} : { datapointsToAlarm }),
    treatMissingData,
  };
}

/** The one metric with these dimensions. */
export function metricArgs(
  { metricNamespace, metricName, alarm }: MetricDetection,
  dimensions: Readonly<Record<string, pulumi.Input<string>>>,
) {
  return {
    namespace: metricNamespace,
    metricName,
    dimensions,
    statistic: alarm.statistic,
    period: alarm.periodSeconds,
  };
}

/** What leads from an alarm, and so from its message, back to the detection. */
export function alarmText(detection: Detection) {
  return { alarmDescription: alarmDescription(detection), tags: { detection: detection.id } };
}

/** ARNs of the alarms by the id of their detection, in the order given. */
export function arnsByDetection(alarms: readonly Alarm[]): Record<string, pulumi.Output<string>[]> {
  const ids = new Set(alarms.map((alarm) => alarm.detection.id));
  const arnsOf = (id: string) => alarms.filter((a) => a.detection.id === id).map((a) => a.arn);
  return Object.fromEntries([...ids].map((id) => [id, arnsOf(id)]));
}
