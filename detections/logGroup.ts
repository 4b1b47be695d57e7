// Detections on the trail's log group and on the filters by which its events leave it.
// https://docs.aws.amazon.com/AmazonCloudWatch/latest/logs/logging_cw_api_calls_cwl.html
import type { RecordDetection } from "./detection";
import { callsOf, nearMissesOf, type Request, type SampleCall } from "./ownResources";
import { tampering } from "./ownTampering";

const LOGS = "logs.amazonaws.com";

// Older calls name the group; newer ones take a name or an ARN, which may end in `:*`. AWS shows no record of the newer ones:
// their fields are the parameters of the API.
const isOwnGroup = '($.requestParameters.logGroupName = "{{logGroupName}}")';
const isOwnGroupOrArn = [
  isOwnGroup,
  '($.requestParameters.logGroupIdentifier = "*{{logGroupName}}")',
  '($.requestParameters.logGroupIdentifier = "*{{logGroupName}}:*")',
  '($.requestParameters.resourceIdentifier = "*{{logGroupName}}")',
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

const policyName = "mask-everything";
const accountPolicy: readonly SampleCall[] = [
  ["PutAccountPolicy", { policyName, policyType: "DATA_PROTECTION_POLICY", policyDocument: "{}" }],
  ["PutAccountPolicy", { policyName, policyType: "TRANSFORMER_POLICY", policyDocument: "{}" }],
  ["DeleteAccountPolicy", { policyName, policyType: "SUBSCRIPTION_FILTER_POLICY" }],
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
    id: "account-log-policy-changed",
    title: "A policy on all log groups of the account was changed",
    severity: "warning",
    why: "It may mask or rewrite records in the trail's log group, so that filters do not see them.",
    runbook:
      "look at the policy (aws logs describe-account-policies), and delete it unless it was planned.",
    // https://docs.aws.amazon.com/AmazonCloudWatchLogs/latest/APIReference/API_PutAccountPolicy.html
    calls: {
      eventSources: [LOGS],
      eventNames: ["PutAccountPolicy", "DeleteAccountPolicy"],
      outcome: "succeeded",
    },
    telling: { by: "message" },
    matching: callsOf(LOGS, accountPolicy),
    notMatching: nearMissesOf(LOGS, accountPolicy, [...changed, ...deleted]),
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
