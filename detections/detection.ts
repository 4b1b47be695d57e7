// What a detection is: plain data from which alarms, rules, messages, documentation and tests are derived.

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
  /** What to do first, in one sentence. */
  readonly runbook: string;
}

/** A CloudTrail record, as it stands in a trail's log group. */
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

/** What an alarm needs beside its metric. Units: seconds, and the metric's own. */
export interface AlarmSettings {
  /** Becomes part of the alarm's name; AWS's own name where a guide gives one. */
  readonly name: string;
  readonly statistic: "Sum" | "Minimum";
  readonly comparisonOperator: "GreaterThanOrEqualToThreshold" | "LessThanOrEqualToThreshold";
  readonly periodSeconds: number;
  readonly evaluationPeriods: number;
  readonly treatMissingData: "notBreaching" | "ignore";
}

/** Found in the trail's log group by a metric filter with an alarm on its metric. */
export interface LogDetection extends DetectionText {
  readonly filterPattern: string;
  readonly metricNamespace: string;
  readonly metricName: string;
  readonly alarm: AlarmSettings & { readonly threshold: number };
  readonly matching: readonly CloudTrailRecord[];
  readonly notMatching: readonly CloudTrailRecord[];
}

/** Found on each watched region's default event bus by a rule. */
export interface EventDetection extends DetectionText {
  readonly eventPattern: {
    readonly source: readonly string[];
    readonly "detail-type": readonly string[];
  };
  readonly matching: readonly AwsEvent[];
  readonly notMatching: readonly AwsEvent[];
}

/** Found by an alarm on a metric that AWS publishes; the threshold is a setting. */
export interface MetricDetection extends DetectionText {
  readonly metricNamespace: string;
  readonly metricName: string;
  readonly alarm: AlarmSettings & {
    /** The dimension that tells series apart, if one alarm watches several. */
    readonly contributor?: string;
  };
}

/** The text of an alarm: what happened, why it matters, what to do first. */
export function alarmDescription(detection: DetectionText): string {
  return `${detection.title}. ${detection.why} First: ${detection.runbook}`;
}
