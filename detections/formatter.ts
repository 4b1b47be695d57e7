// Detections on the function that writes the messages, and on the table by which it tells each act once.
// https://docs.aws.amazon.com/lambda/latest/dg/logging-using-cloudtrail.html
import type { RecordDetection } from "./detection";
import { isOwn, type Request, type SampleCall } from "./ownResources";
import { tampering } from "./ownTampering";

const LAMBDA = "lambda.amazonaws.com";
const DYNAMODB = "dynamodb.amazonaws.com";

// Lambda records the function as the caller named it: by name, by ARN or by part of an ARN.
const isOwnFunction = isOwn("functionName", ":");
// The value is a number in the API; AWS shows no record of the call.
const reserved = "$.requestParameters.reservedConcurrentExecutions";
const isOwnTable = isOwn("tableName", "/");

const functionName = "kms-monitoring-formatter-1a2b3c4";
const functionArn = `arn:aws:lambda:us-west-2:111122223333:function:${functionName}`;
const tableName = "kms-monitoring-told-1a2b3c4";
const tableArn = `arn:aws:dynamodb:us-west-2:111122223333:table/${tableName}`;

function on(eventName: string, more: Request = {}): SampleCall {
  return [eventName, { functionName, ...more }];
}

function onAnother([eventName, request]: SampleCall): SampleCall {
  return [eventName, { ...request, functionName: "orders-kms-monitoring", tableName: "orders" }];
}

// Names with dates: Lambda's guide lists which call is recorded under which.
const disabled = [
  on("DeleteFunction20150331"),
  on("DeleteFunction"),
  on("PutFunctionConcurrency20171031", { reservedConcurrentExecutions: 0 }),
  on("RemovePermission20150331v2", { functionName: functionArn, statementId: "events" }),
  on("RemovePermission20150331", { statementId: "events" }),
];
const changed = [
  on("UpdateFunctionCode20150331v2", { functionName: functionArn, dryRun: false }),
  on("UpdateFunctionCode20150331", { dryRun: false }),
  on("UpdateFunctionConfiguration20150331v2", { environment: {}, timeout: 1 }),
  on("PutFunctionConcurrency20171031", { reservedConcurrentExecutions: 5 }),
  on("DeleteFunctionConcurrency20171031"),
  on("AddPermission20150331", { action: "lambda:InvokeFunction", principal: "*" }),
  on("AddPermission20150331v2", { action: "lambda:InvokeFunction", principal: "*" }),
  on("PutFunctionEventInvokeConfig", { maximumEventAgeInSeconds: 60 }),
  on("UpdateFunctionEventInvokeConfig", { maximumRetryAttempts: 0 }),
  on("DeleteFunctionEventInvokeConfig"),
];
const tableDeleted: readonly SampleCall[] = [
  ["DeleteTable", { tableName }],
  ["DeleteTable", { tableName: tableArn }],
];
const tableChanged: readonly SampleCall[] = [
  ["UpdateTable", { tableName, deletionProtectionEnabled: false }],
  ["UpdateTimeToLive", { tableName: tableArn, timeToLiveSpecification: { enabled: false } }],
];

/** What is watched of the function that tells people, and of its table. */
export const formatter: readonly RecordDetection[] = [
  {
    id: "formatter-disabled",
    title: "The function that writes the messages was deleted or stopped",
    severity: "critical",
    why: "Nobody is told by message any more; only alarms are left.",
    runbook: "make it anew (pulumi up --refresh), and ask the caller.",
    ...tampering({
      eventSource: LAMBDA,
      where: `${isOwnFunction} && ((${reserved} NOT EXISTS) || (${reserved} = 0))`,
      calls: disabled,
      others: [...disabled.map(onAnother), ...changed],
    }),
  },
  {
    id: "formatter-changed",
    title: "The function that writes the messages was changed",
    severity: "warning",
    why: "Other code or settings can keep messages from being told.",
    runbook: "compare it with the stack (pulumi preview --refresh).",
    ...tampering({
      eventSource: LAMBDA,
      where: `${isOwnFunction} && ((${reserved} NOT EXISTS) || (${reserved} != 0))`,
      calls: changed,
      others: [...changed.map(onAnother), ...disabled, on("TagResource20170331v2")],
    }),
  },
  {
    id: "formatter-table-deleted",
    title: "The table by which each act is told once was deleted",
    severity: "critical",
    why: "Acts may be told twice until it is there again.",
    runbook: "make it anew (pulumi up --refresh), and ask the caller.",
    // https://docs.aws.amazon.com/amazondynamodb/latest/developerguide/logging-using-cloudtrail.html
    ...tampering({
      eventSource: DYNAMODB,
      where: isOwnTable,
      calls: tableDeleted,
      others: [...tableDeleted.map(onAnother), ...tableChanged],
    }),
  },
  {
    id: "formatter-table-changed",
    title: "The table by which each act is told once was changed",
    severity: "warning",
    why: "Acts may be told twice.",
    runbook: "compare it with the stack (pulumi preview --refresh).",
    ...tampering({
      eventSource: DYNAMODB,
      where: isOwnTable,
      calls: tableChanged,
      others: [...tableChanged.map(onAnother), ...tableDeleted],
    }),
  },
];
