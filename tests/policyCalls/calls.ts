// What the tables of calls beside this file are written with: who calls, on what, and in which circumstances.
import type { Call } from "../judge";

export type Mode = "create" | "organization" | "existing";

/** For a statement of a policy of the program: a call that it must allow, and calls that nothing may allow. */
export interface StatementCalls {
  /** Type and logical name of the resource that has the policy. */
  readonly policy: string;
  readonly sid: string;
  /** Modes in which the policy has the statement. @default all */
  readonly modes?: readonly Mode[];
  /** For a statement that denies, a call that it does not deny. */
  readonly allowed: Call;
  /** What replaces a part of the allowed call, each by itself, and makes it one that must be refused. */
  readonly refused: Readonly<Record<string, string>>;
}

export const HOME = "us-east-1";
export const ACCOUNT = "111122223333";
/** Account that the settings admit to the archive. */
export const READER = "444455556666";
export const STRANGER = "777788889999";
/** Organization that is logged in mode organization, and that the settings admit to the archive. */
export const ORGANIZATION = "o-exampleorgid";
export const OTHER_ORGANIZATION = "o-otherorgid00";
/** Stands for the random end of the names that Pulumi makes. */
export const RANDOM = "1234567";

export const OWN_TRAIL: readonly Mode[] = ["create", "organization"];

export const CLOUDTRAIL = "cloudtrail.amazonaws.com";
export const CLOUDWATCH = "cloudwatch.amazonaws.com";
export const EVENTS = "events.amazonaws.com";
export const LAMBDA = "lambda.amazonaws.com";
export const OTHER_SERVICE = "config.amazonaws.com";

export const OUR_TRAIL = { "aws:SourceArn": trail(ACCOUNT, "kms-monitoring-local") };
export const OTHER_TRAIL = { "aws:SourceArn": trail(ACCOUNT, "kms-monitoring-local-2") };
export const OUR_ALARM = { "aws:SourceArn": `arn:aws:cloudwatch:${HOME}:${ACCOUNT}:alarm:a` };
export const OTHER_ALARM = { "aws:SourceArn": `arn:aws:cloudwatch:eu-west-1:${ACCOUNT}:alarm:a` };
export const OUR_ACCOUNT = { "aws:SourceAccount": ACCOUNT };
export const OTHER_ACCOUNT = { "aws:SourceAccount": STRANGER };
export const MEMBER = { "aws:PrincipalOrgID": ORGANIZATION };
export const NO_MEMBER = { "aws:PrincipalOrgID": OTHER_ORGANIZATION };
export const THROUGH_S3 = { "kms:ViaService": `s3.${HOME}.amazonaws.com` };
export const OURS_TO_KEEP = { "s3:x-amz-acl": "bucket-owner-full-control" };
export const NO_TLS = { "aws:SecureTransport": "false" };

export const LOG_GROUP = `arn:aws:logs:${HOME}:${ACCOUNT}:log-group:/aws/cloudtrail/kms-monitoring-local`;
export const FORMATTER_LOG_GROUP = `arn:aws:logs:${HOME}:${ACCOUNT}:log-group:/aws/lambda/kms-monitoring-local-messages`;
export const INVENTORY_LOG_GROUP = `arn:aws:logs:${HOME}:${ACCOUNT}:log-group:/aws/lambda/kms-monitoring-local-inventory`;
export const BUS = `arn:aws:events:${HOME}:${ACCOUNT}:event-bus/kms-monitoring-hub-${RANDOM}`;

/** Stands for the monitoring key, whose id AWS makes. */
export const KEY_ID = "1234abcd-12ab-34cd-56ef-1234567890ab";
export const KEY = `arn:aws:kms:${HOME}:${ACCOUNT}:key/${KEY_ID}`;
export const OTHER_KEY = `arn:aws:kms:${HOME}:${ACCOUNT}:key/5678abcd-12ab-34cd-56ef-1234567890ab`;

/** Topic of another owner, which the settings use for alerts of severity info in mode existing. */
export const EXISTING_TOPIC = `arn:aws:sns:${HOME}:${ACCOUNT}:security-alerts`;
/** What the settings send alerts to. */
export const ALERT_STREAM = `arn:aws:kinesis:${HOME}:${ACCOUNT}:stream/alerts`;
export const ALERT_BUS = `arn:aws:events:eu-west-1:${READER}:event-bus/soc`;

export function call(
  caller: string,
  action: string,
  resource: string,
  context: Call["context"] = {},
): Call {
  return { caller, action, resource, context };
}

export function bucket(name: string): string {
  return `arn:aws:s3:::kms-monitoring-${name}-${RANDOM}`;
}

export function topic(name: string): string {
  return `arn:aws:sns:${HOME}:${ACCOUNT}:kms-monitoring-${name}-${RANDOM}`;
}

/** Keeps what could not be delivered in a region. */
export function queue(region: string): string {
  return `arn:aws:sqs:${region}:${ACCOUNT}:kms-monitoring-${region}-undelivered-${RANDOM}`;
}

export function trail(account: string, name: string): string {
  return `arn:aws:cloudtrail:${HOME}:${account}:trail/${name}`;
}

export function root(account: string): string {
  return `arn:aws:iam::${account}:root`;
}

export function role(account: string, name: string): string {
  return `arn:aws:iam::${account}:role/kms-monitoring-${name}-${RANDOM}`;
}

/** Who reads the archive from another account. */
export function reader(account: string): string {
  return `arn:aws:iam::${account}:role/auditor`;
}
