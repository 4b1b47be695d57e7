// The contract with everyone who reads this stack through a StackReference or `pulumi stack output`.
import type * as pulumi from "@pulumi/pulumi";
import type { Severity } from "../detections/detection";

export interface StackOutputs {
  /** ARN of the trail that logs every KMS call: the stack's own, or in mode existing the one that was there. */
  trailArn: string;
  /** Name of that trail. */
  trailName: string;
  /** ARN of the log group with the trail's records, without `:*`. */
  logGroupArn: string;
  /** Name of that log group. */
  logGroupName: string;
  /** ARN of the SNS topic that is told of each log file, if there is one. */
  deliveryTopicArn?: string;
  /** S3 bucket that gets the trail's log files. In mode existing it is that trail's bucket. */
  archiveBucketName: string;
  /** S3 bucket of the stack's own archive, which stays in every mode. */
  ownArchiveBucketName: string;
  /** S3 bucket that gets the server access logs of the stack's other buckets. */
  accessLogBucketName: string;
  /** Ids of the saved queries of CloudWatch Logs Insights, by the id of the query. */
  savedQueryIds: Record<string, string>;
  /** What Athena needs to ask the archive: database, table, workgroup, bucket of the results, and ids of the named queries. */
  archiveQueries: ArchiveQueriesOutputs;
  /** ARN of the event bus, in the home region, that gets KMS events and alarm state changes of all watched regions. */
  hubBusArn: string;
  /** ARN of the SNS topic of each severity: critical, warning, info. */
  alertTopicArns: Record<Severity, string>;
  /** ARN of the SNS topic that is told of changes of the other topics and of their key. */
  watchdogTopicArn: string;
  /** ARN of the function that writes the messages. */
  messageFunctionArn: string;
  /** ARN of the function that lists all keys of the watched regions. */
  inventoryFunctionArn: string;
  /** ARN of the function of the dashboard's widget that shows the keys. */
  inventoryWidgetFunctionArn: string;
  /** Where the list of keys is: the bucket, and the objects in it. Former lists are their versions. */
  inventoryObjects: InventoryOutputs;
  /** ARN, by watched region and IAM's, of the SQS queue that keeps events which could not be delivered. */
  deadLetterQueueArns: Record<string, string>;
  /** ARNs of the alarms by the id of their detection. */
  alarmArns: Record<string, string[]>;
  /** Name of the CloudWatch dashboard in the home region, if the stack has one. */
  dashboardName?: string;
  /** ARN of the customer key that encrypts archive, log group, topics and query results. */
  keyArn: string;
  /** Regions whose KMS events and metrics are watched, the home region first. */
  watchedRegions: string[];
}

export interface ArchiveQueriesOutputs {
  databaseName: string;
  tableName: string;
  workgroupName: string;
  resultsBucketName: string;
  /** By the id of the query. */
  namedQueryIds: Record<string, string>;
}

export interface InventoryOutputs {
  bucketName: string;
  jsonKey: string;
  csvKey: string;
}

/** The same while resources are being created. */
export type Pending<T> = { readonly [K in keyof T]: pulumi.Input<T[K]> };
