// The contract with everyone who reads this stack through a StackReference or `pulumi stack output`.
import type * as pulumi from "@pulumi/pulumi";
import type { Severity } from "../detections/detection";

export interface StackOutputs {
  /** ARN of the trail that logs every KMS call. */
  trailArn: string;
  /** Name of that trail. */
  trailName: string;
  /** S3 bucket that keeps the trail's log files. */
  archiveBucketName: string;
  /** ARN of the log group with the trail's records, without `:*`. */
  logGroupArn: string;
  /** Name of that log group. */
  logGroupName: string;
  /** ARN of the event bus, in the home region, that gets KMS events and alarm state changes of all watched regions. */
  hubBusArn: string;
  /** ARN of the SNS topic of each severity: critical, warning, info. */
  alertTopicArns: Record<Severity, string>;
  /** ARNs of the alarms by the id of their detection. */
  alarmArns: Record<string, string[]>;
  /** ARN of the customer key that encrypts archive, log group and topics. */
  keyArn: string;
  /** Regions whose KMS events and metrics are watched, the home region first. */
  watchedRegions: string[];
}

/** The same while resources are being created. */
export type Pending<T> = { readonly [K in keyof T]: pulumi.Input<T[K]> };
