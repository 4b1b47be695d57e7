// What a detection is: plain data from which filters, alarms, rules, messages, documentation and tests are derived.

/** How soon a person must look: at once, today, or when convenient. */
export type Severity = "critical" | "warning" | "info";

/** Every severity, the most urgent first. */
export const severities = ["critical", "warning", "info"] as const satisfies readonly Severity[];

interface DetectionText {
  /** Kebab-case; part of resource names and of every message, so it never changes. */
  readonly id: string;
  readonly title: string;
  readonly severity: Severity;
  /** Why a person should care, in one sentence. */
  readonly why: string;
  /** What to do first, in one sentence that follows "First:". More is in docs/runbooks/<id>.md. */
  readonly runbook: string;
}

/** A CloudTrail record, as it stands in a trail's log group and in the `detail` of an event. */
export type CloudTrailRecord = Readonly<Record<string, unknown>>;

/** An event as EventBridge delivers it. */
export interface AwsEvent {
  readonly version: string;
  readonly id: string;
  readonly "detail-type": string;
  readonly source: string;
  readonly account: string;
  readonly time: string;
  readonly region: string;
  readonly resources: readonly string[];
  readonly detail: Readonly<Record<string, unknown>>;
}

/** The CloudTrail records that show an act. */
export interface Calls {
  /** As `kms.amazonaws.com`; at least one. */
  readonly eventSources: readonly string[];
  /** At least one, but for calls that `where` tells apart. */
  readonly eventNames: readonly string[];
  /** Read-only calls, which EventBridge hands only to rules in a state of their own. */
  readonly readOnly?: true;
  /** What of the record EventBridge must look at besides, so that it does not forward all calls. Without it, read-only calls come by the log group only. */
  readonly forwardedIf?: Readonly<Record<string, unknown>>;
  readonly outcome: "succeeded" | "failed" | "any";
  /** Leaves out what AWS services do by themselves or on somebody's behalf, but for CloudFormation's templates. */
  readonly byPeople?: true;
  /**
   * A further condition in the language of filter patterns. {{prefix}} stands for the beginning of the names of the
   * stack's own resources, {{trailName}} and {{logGroupName}} for the trail and the log group in use.
   */
  readonly where?: string;
  /** The whole filter pattern as AWS or CIS wrote it, where it is compared as text. */
  readonly prescribed?: string;
}

/** How people hear of records that match. */
export type Telling =
  /** Of each record, by a message that names key, operation and caller. */
  | { readonly by: "message" }
  /** Of many in a while, by an alarm on their number. */
  | { readonly by: "count"; readonly threshold: number; readonly periodSeconds: number }
  /** By an alarm that a control of Security Hub looks for. Other detections tell what it is about. */
  | { readonly by: "control" };

/** AWS's own names of metric and alarm, where a guide gives them. */
export interface AlarmNames {
  readonly namespace: string;
  readonly metricName: string;
  readonly alarmName: string;
}

/** What KMS itself sends to EventBridge of the same act, without a trail. */
export interface KmsEvent {
  readonly "detail-type": string;
  readonly matching: readonly AwsEvent[];
  readonly notMatching: readonly AwsEvent[];
}

/** Found in CloudTrail records, by two ways: the trail's log group, and the event bus of each watched region. */
export interface RecordDetection extends DetectionText {
  readonly calls: Calls;
  readonly telling: Telling;
  readonly kmsEvent?: KmsEvent;
  readonly alarmNames?: AlarmNames;
  readonly matching: readonly CloudTrailRecord[];
  readonly notMatching: readonly CloudTrailRecord[];
}

/** What an alarm on a metric that AWS publishes needs beside its metric. Units: seconds, and the metric's own. */
export interface AlarmSettings {
  /** Becomes part of the alarm's name; AWS's own name where a guide gives one. */
  readonly name: string;
  readonly statistic: "Sum" | "Minimum" | "Maximum";
  readonly comparisonOperator:
    | "GreaterThanOrEqualToThreshold"
    | "GreaterThanThreshold"
    | "LessThanOrEqualToThreshold"
    | "LessThanThreshold"
    | "LessThanLowerOrGreaterThanUpperThreshold";
  /** What the metric is compared with, if the detection says it; settings may change it then. */
  readonly threshold?: number;
  /** What the threshold counts, in words that follow the number. */
  readonly thresholdUnit?: string;
  /** What the settings may make of the threshold: with any other number the alarm would never speak, or tell nothing. */
  readonly thresholdRange?: { readonly min: number; readonly max: number };
  /** Id of the detection of the same metric, told of later, whose threshold is higher. */
  readonly thresholdBelow?: string;
  readonly periodSeconds: number;
  readonly evaluationPeriods: number;
  /** How many of the periods must be over the threshold; all, if left out. */
  readonly datapointsToAlarm?: number;
  readonly treatMissingData: "notBreaching" | "ignore" | "breaching" | "missing";
  /** The dimension that tells series apart, if one alarm watches several. */
  readonly contributor?: string;
}

/** Found by an alarm on a metric that AWS publishes. */
export interface MetricDetection extends DetectionText {
  readonly metricNamespace: string;
  readonly metricName: string;
  /** Of the alarm with the shortest notice, where there is one for each. @default severity */
  readonly shortestNotice?: Severity;
  readonly alarm: AlarmSettings;
}

export type Detection = RecordDetection | MetricDetection;

/** The detections of which the formatter tells. */
export function toldByMessage(detections: readonly RecordDetection[]): readonly RecordDetection[] {
  return detections.filter(({ telling }) => telling.by === "message");
}

/** Whether rules hand these calls on: read-only ones only if they look for something rare in them. */
export function isForwarded({ readOnly, forwardedIf }: Calls): boolean {
  return readOnly !== true || forwardedIf !== undefined;
}

/** The text of an alarm: what happened, why it matters, what to do first. */
export function alarmDescription(detection: DetectionText): string {
  return `${detection.title}. ${detection.why} First: ${detection.runbook}`;
}
