// Detections on trails and event data stores, of which everything else is made.
// https://docs.aws.amazon.com/awscloudtrail/latest/userguide/view-cloudtrail-events-supported-apis.html
import type { RecordDetection } from "./detection";
import { callsOf, nearMissesOf, type Request, type SampleCall } from "./ownResources";

const CLOUDTRAIL = "cloudtrail.amazonaws.com";

const own = "kms-monitoring-dev";
const ownArn = `arn:aws:cloudtrail:us-west-2:111122223333:trail/${own}`;
const logGroupArn =
  "arn:aws:logs:us-west-2:111122223333:log-group:/aws/cloudtrail/kms-monitoring-dev";
const other = "management-events";
const store =
  "arn:aws:cloudtrail:us-west-2:111122223333:eventdatastore/1234abcd-12ab-34cd-56ef-1234567890ab";

// CloudTrail records a trail as the caller named it: by name or by ARN.
const isOwnTrail =
  '($.requestParameters.name = "{{trailName}}") || ($.requestParameters.name = "*:trail/{{trailName}}")';
const isAnotherTrail =
  '($.requestParameters.name != "{{trailName}}") && ($.requestParameters.name != "*:trail/{{trailName}}")';

// What this stack's own `pulumi up` never sends. Turned off, each blinds the monitoring or weakens its evidence.
// A log group is removed by an empty ARN; that CloudTrail records it so is not documented.
const flags = ["isMultiRegionTrail", "includeGlobalServiceEvents", "enableLogFileValidation"];
const logGroup = "$.requestParameters.cloudWatchLogsLogGroupArn";
const narrows = [
  ...flags.map((flag) => `($.requestParameters.${flag} IS FALSE)`),
  `(${logGroup} != "*{{logGroupName}}:*")`,
].join(" || ");
const keepsAll = [
  ...flags.map(
    (flag) => `($.requestParameters.${flag} NOT EXISTS || $.requestParameters.${flag} IS TRUE)`,
  ),
  `((${logGroup} NOT EXISTS) || (${logGroup} = "*{{logGroupName}}:*"))`,
].join(" && ");

function trail(eventName: string, name: string, more: Request = {}): SampleCall {
  return [eventName, { name, ...more }];
}

function dataStore(eventName: string, more: Request = {}): SampleCall {
  return [eventName, { eventDataStore: store, ...more }];
}

const stopped = [
  trail("StopLogging", own),
  trail("DeleteTrail", ownArn),
  trail("StopLogging", other),
];
const started = [
  trail("StartLogging", own),
  trail("CreateTrail", other),
  trail("StartLogging", ownArn),
];
const narrowed = [
  trail("UpdateTrail", own, { isMultiRegionTrail: false }),
  trail("UpdateTrail", ownArn, { includeGlobalServiceEvents: false }),
  trail("UpdateTrail", own, { isMultiRegionTrail: true, enableLogFileValidation: false }),
  trail("UpdateTrail", ownArn, { cloudWatchLogsLogGroupArn: "", cloudWatchLogsRoleArn: "" }),
  trail("UpdateTrail", own, { cloudWatchLogsLogGroupArn: `${logGroupArn}-2:*` }),
];
const changed = [
  trail("UpdateTrail", own, {
    s3BucketName: "amzn-s3-demo-bucket",
    isMultiRegionTrail: true,
    includeGlobalServiceEvents: true,
    enableLogFileValidation: true,
  }),
  trail("UpdateTrail", ownArn, {
    cloudWatchLogsLogGroupArn: `${logGroupArn}:*`,
  }),
  trail("UpdateTrail", other, { isMultiRegionTrail: false }),
  trail("UpdateTrail", `${own}-2`, { enableLogFileValidation: false }),
];
const storeStopped = [dataStore("StopEventDataStoreIngestion"), dataStore("DeleteEventDataStore")];
const storeChanged = [dataStore("UpdateEventDataStore", { multiRegionEnabled: false })];

function calls(eventNames: readonly string[], where?: string): RecordDetection["calls"] {
  return {
    eventSources: [CLOUDTRAIL],
    eventNames,
    outcome: "succeeded",
    ...(where === undefined ? {} : { where }),
  };
}

/** What is watched of trails: of any that logs the account, because the stack cannot know which others rely on it. */
export const trails: readonly RecordDetection[] = [
  {
    id: "trail-stopped",
    title: "A trail was stopped or deleted",
    severity: "critical",
    why: "From now on that trail records nothing, and if it is the only one nobody sees what happens to keys.",
    runbook: "start logging again (cloudtrail:StartLogging), or make the trail anew (pulumi up).",
    calls: calls(["StopLogging", "DeleteTrail"]),
    telling: { by: "message" },
    matching: callsOf(CLOUDTRAIL, stopped),
    notMatching: nearMissesOf(CLOUDTRAIL, stopped, [...started, ...changed, ...storeStopped]),
  },
  {
    id: "trail-narrowed",
    title: "The trail of the monitoring was cut off from regions, global services or its log group",
    severity: "critical",
    why: "What happens there is no longer seen, or its log files can no longer be trusted.",
    runbook: "set the trail back (pulumi up --refresh), and ask the caller.",
    calls: calls(["UpdateTrail"], `(${isOwnTrail}) && (${narrows})`),
    telling: { by: "message" },
    matching: callsOf(CLOUDTRAIL, narrowed),
    notMatching: nearMissesOf(CLOUDTRAIL, narrowed, [...changed, ...stopped]),
  },
  {
    id: "trail-changed",
    title: "A trail was changed",
    severity: "warning",
    why: "Log files may go to another bucket, or events to another log group.",
    runbook: "compare the trail with what was planned (cloudtrail:GetTrail).",
    calls: calls(["UpdateTrail"], `(${isAnotherTrail}) || (${keepsAll})`),
    telling: { by: "message" },
    matching: callsOf(CLOUDTRAIL, changed),
    notMatching: nearMissesOf(CLOUDTRAIL, changed, [...narrowed, ...started]),
  },
  {
    id: "trail-started",
    title: "A trail was made or started",
    severity: "info",
    why: "A second trail costs money, and a start says that something had been stopped.",
    runbook: "find the StopLogging before it, if there is one, in the event history.",
    calls: calls(["StartLogging", "CreateTrail"]),
    telling: { by: "message" },
    matching: callsOf(CLOUDTRAIL, started),
    notMatching: nearMissesOf(CLOUDTRAIL, started, [...stopped, ...changed, ...storeStopped]),
  },
  {
    id: "event-data-store-stopped",
    title: "An event data store was stopped or deleted",
    severity: "warning",
    why: "CloudTrail Lake no longer records what happens to keys.",
    runbook:
      "start the ingestion again (cloudtrail:StartEventDataStoreIngestion), or restore the store within seven days (cloudtrail:RestoreEventDataStore).",
    // AWS shows no record of these calls; eventDataStore is the parameter of the API.
    // https://docs.aws.amazon.com/awscloudtrail/latest/APIReference/API_StopEventDataStoreIngestion.html
    calls: calls(["StopEventDataStoreIngestion", "DeleteEventDataStore"]),
    telling: { by: "message" },
    matching: callsOf(CLOUDTRAIL, storeStopped),
    notMatching: nearMissesOf(CLOUDTRAIL, storeStopped, [...storeChanged, ...stopped]),
  },
  {
    id: "event-data-store-changed",
    title: "An event data store was changed",
    severity: "warning",
    why: "It may leave out KMS or other regions from now on.",
    runbook: "look at its selectors (cloudtrail:GetEventDataStore).",
    calls: calls(["UpdateEventDataStore"]),
    telling: { by: "message" },
    matching: callsOf(CLOUDTRAIL, storeChanged),
    notMatching: nearMissesOf(CLOUDTRAIL, storeChanged, [...storeStopped, ...changed]),
  },
];
