// What rehearsing knows of the deployed stack. One implementation reads it from AWS; tests write it down.
import type { Severity } from "../detections/detection";
import type { DeployedTrail } from "../local/replay/deployed";
import type { WatchList } from "../messages/watch";

/** A rule on an event bus. */
export interface DeployedRule {
  readonly name: string;
  /** Where its bus is. */
  readonly region: string;
  readonly busName: string;
  /** As ListRules gives it: ENABLED, DISABLED, ENABLED_WITH_ALL_CLOUDTRAIL_MANAGEMENT_EVENTS. */
  readonly state: string;
  readonly eventPattern: string;
  readonly targets: readonly DeployedTarget[];
}

export interface DeployedTarget {
  readonly arn: string;
  readonly inputPaths?: Readonly<Record<string, string>>;
  readonly inputTemplate?: string;
}

/** How records of the log group make an alarm notify topics. */
export interface AlarmPath {
  /** The alarm that notifies. */
  readonly alarmName: string;
  readonly description: string;
  readonly detection: string;
  readonly topicArns: readonly string[];
  /** Of the metric filters that write the metric. */
  readonly filterPatterns: readonly string[];
  readonly threshold: number;
  readonly periodSeconds: number;
  /** Keeps silent if the formatter told of this detection. */
  readonly silentIfTold: string | undefined;
}

export interface DeployedFormatter {
  /** Out of its code. */
  readonly watchList: WatchList;
  readonly topicArns: Readonly<Record<Severity, string>>;
}

export interface DeployedStack {
  readonly homeRegion: string;
  readonly watchedRegions: readonly string[];
  readonly accountId: string;
  readonly trails: readonly DeployedTrail[];
  readonly logGroupName: string;
  /** Of the subscription filters that send to the formatter. */
  readonly subscriptionPatterns: readonly string[];
  /** Of the default bus of each watched region, and of the hub. */
  readonly rules: readonly DeployedRule[];
  readonly hubBusArn: string;
  readonly alarmPaths: readonly AlarmPath[];
  readonly alertTopicArns: Readonly<Record<Severity, string>>;
  /** Told by a rule when the way that alerts take is changed. */
  readonly watchdogTopicArn: string;
  /** Of the formatter, even if there is none any more. */
  readonly functionArn: string;
  /** Absent if it cannot run; a note says why. */
  readonly formatter: DeployedFormatter | undefined;
  /** What differs from what one would expect, a line each. */
  readonly notes: readonly string[];
  /** Asks AWS whether the pattern matches the event. */
  readonly testEventPattern: (pattern: string, event: object) => Promise<boolean>;
  /** Asks AWS which log events the pattern matches; at most 50, all different. */
  readonly testFilterPattern: (
    pattern: string,
    messages: readonly string[],
  ) => Promise<readonly boolean[]>;
}
