// Detections on the trail's log group and on the filters by which its events leave it.
// https://docs.aws.amazon.com/AmazonCloudWatch/latest/logs/logging_cw_api_calls_cwl.html
import type { RecordDetection } from "./detection";
import type { Request, SampleCall } from "./ownResources";
import { tampering } from "./ownTampering";

const LOGS = "logs.amazonaws.com";

// Older calls name the group; newer ones take a name or an ARN, which may end in `:*`. AWS shows no record of the newer ones:
// their fields are the parameters of the API.
const isOwnGroup = '($.requestParameters.logGroupName = "{{logGroupName}}")';
const isOwnGroupOrArn = [
  isOwnGroup,
  '($.requestParameters.logGroupIdentifier = "{{logGroupName}}")',
  '($.requestParameters.logGroupIdentifier = "*:log-group:{{logGroupName}}")',
  '($.requestParameters.logGroupIdentifier = "*:log-group:{{logGroupName}}:*")',
  '($.requestParameters.resourceIdentifier = "*:log-group:{{logGroupName}}")',
].join(" || ");

const name = "/aws/cloudtrail/kms-monitoring-dev";
const arn = `arn:aws:logs:us-west-2:111122223333:log-group:${name}`;

function on(eventName: string, more: Request = {}): SampleCall {
  return [eventName, { logGroupName: name, ...more }];
}

/** The same call on a group whose name only begins or ends like the trail's. */
function onOthers([eventName]: SampleCall): readonly SampleCall[] {
  return [`${name}-2`, "kms-monitoring-dev", "/aws/lambda/kms-monitoring-dev"].map(
    (logGroupName) => [eventName, { logGroupName }],
  );
}

const filter = { filterName: "kms-monitoring-key-disabled" };
const deleted = [on("DeleteLogGroup"), on("DeleteLogStream", { logStreamName: "111122223333" })];
const changed: readonly SampleCall[] = [
  on("PutRetentionPolicy", { retentionInDays: 1 }),
  on("DisassociateKmsKey"),
  ["AssociateKmsKey", { resourceIdentifier: arn, kmsKeyId: "alias/another" }],
  ["PutLogGroupDeletionProtection", { logGroupIdentifier: name, deletionProtectionEnabled: false }],
  ["PutDataProtectionPolicy", { logGroupIdentifier: arn, policyDocument: "{}" }],
  ["PutTransformer", { logGroupIdentifier: `${arn}:*`, transformerConfig: [] }],
];
const filterDeleted = [on("DeleteMetricFilter", filter), on("DeleteSubscriptionFilter", filter)];
const filterChanged = [
  on("PutMetricFilter", { ...filter, filterPattern: "{ $.eventName = None }" }),
  on("PutSubscriptionFilter", { ...filter, filterPattern: "" }),
];

function detection(where: string, calls: readonly SampleCall[], others: readonly SampleCall[]) {
  const elsewhere = calls.flatMap(onOthers);
  return tampering({ eventSource: LOGS, where, calls, others: [...elsewhere, ...others] });
}

/** What is watched of the trail's log group. The first takes its own witness with it: the event bus must tell it. */
export const logGroup: readonly RecordDetection[] = [
  {
    id: "log-group-deleted",
    title: "The trail's log group, or a stream of it, was deleted",
    severity: "critical",
    why: "The events in it are gone, and no filter sees new ones.",
    runbook: "make the log group anew (pulumi up --refresh); the archive still has the events.",
    ...detection(isOwnGroup, deleted, [...changed, ...filterDeleted]),
  },
  {
    id: "log-group-changed",
    title: "Retention, encryption or protection of the trail's log group was changed",
    severity: "warning",
    why: "Events may be dropped early, masked, or become easy to delete.",
    runbook: "compare the log group with the stack (pulumi preview --refresh).",
    ...detection(isOwnGroupOrArn, changed, [...deleted, ...filterChanged]),
  },
  {
    id: "log-filter-deleted",
    title: "A metric or subscription filter of the trail's log group was deleted",
    severity: "critical",
    why: "What that filter saw is no longer told.",
    runbook: "make the filter anew (pulumi up --refresh), and ask the caller.",
    ...detection(isOwnGroup, filterDeleted, [...filterChanged, ...deleted]),
  },
  {
    id: "log-filter-changed",
    title: "A metric or subscription filter of the trail's log group was changed",
    severity: "warning",
    why: "Another pattern sees other events, perhaps none.",
    runbook: "compare the filter with the stack (pulumi preview --refresh).",
    ...detection(isOwnGroup, filterChanged, [...filterDeleted, ...changed]),
  },
];
