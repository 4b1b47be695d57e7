// Detections on what a trail is told to log, in both forms that PutEventSelectors has.
// https://docs.aws.amazon.com/awscloudtrail/latest/APIReference/API_PutEventSelectors.html
import type { RecordDetection } from "./detection";
import { advanced, advancedThatLog, basic, basicThatLog } from "./eventSelectorSamples";
import { callsOf, nearMissesOf } from "./ownResources";

const CLOUDTRAIL = "cloudtrail.amazonaws.com";

// An event is logged if any selector matches it. A pattern cannot say "no selector logs all", for it cannot ask two things of
// one element of an array; so the first selector must log everything by itself, or else somebody is told.
const first = "$.requestParameters.eventSelectors[0]";
const excluded = `${first}.excludeManagementEventSources`;

// In the advanced form a selector with a single field can only be "eventCategory equals Management", which logs all. Any second
// field restricts it, unless it is the exclusion of the RDS Data API alone. The first or the second selector must log all:
// AWS's examples have data events before management events.
const advancedSelectors = "$.requestParameters.advancedEventSelectors";
const fields = `${advancedSelectors}[0].fieldSelectors`;
const secondFields = `${advancedSelectors}[1].fieldSelectors`;

const kmsIsLost = {
  severity: "critical",
  why: "Whoever uses or destroys keys from now on does so unseen, and what is missed is never recovered.",
  runbook:
    "put the selectors back to all management events (cloudtrail:PutEventSelectors), and ask the caller.",
  telling: { by: "message" },
} as const;

const selectorsChanged = {
  severity: "warning",
  why: "The trail still logs all of KMS, but what else it logs has changed.",
  runbook: "compare the new selectors with what should be logged (cloudtrail:GetEventSelectors).",
  telling: { by: "message" },
} as const;

/** What is watched of event selectors. Each detection about KMS has a counterpart that matches exactly the rest. */
export const eventSelectors: readonly RecordDetection[] = [
  {
    id: "kms-excluded-from-trail",
    title: "A trail was told to leave out KMS, or management events",
    ...kmsIsLost,
    calls: {
      eventSources: [CLOUDTRAIL],
      eventNames: ["PutEventSelectors"],
      outcome: "succeeded",
      where: [
        `(${first}.readWriteType != "All")`,
        `(${first}.includeManagementEvents IS FALSE)`,
        `(${excluded}[0] = "kms*")`,
        `(${excluded}[1] = "kms*")`,
      ].join(" || "),
    },
    matching: callsOf(CLOUDTRAIL, basic),
    notMatching: [
      ...nearMissesOf(CLOUDTRAIL, basic, basicThatLog),
      ...callsOf(CLOUDTRAIL, advanced),
    ],
  },
  {
    id: "kms-excluded-by-field-selector",
    title: "A trail was told by field selectors to leave out KMS, or management events",
    ...kmsIsLost,
    calls: {
      eventSources: [CLOUDTRAIL],
      eventNames: ["PutEventSelectors"],
      outcome: "succeeded",
      where: [
        `(${fields}[1].field = "*")`,
        `((${fields}[2].field = "*") || (${fields}[1].notEquals[0] NOT EXISTS) || ` +
          `(${fields}[1].notEquals[0] = "kms*") || (${fields}[1].notEquals[1] = "*"))`,
        `((${secondFields}[0].field NOT EXISTS) || (${secondFields}[1].field = "*"))`,
      ].join(" && "),
    },
    matching: callsOf(CLOUDTRAIL, advanced),
    notMatching: [
      ...nearMissesOf(CLOUDTRAIL, advanced, advancedThatLog),
      ...callsOf(CLOUDTRAIL, basic),
    ],
  },
  {
    id: "trail-selectors-changed",
    title: "The event selectors of a trail were changed",
    ...selectorsChanged,
    calls: {
      eventSources: [CLOUDTRAIL],
      eventNames: ["PutEventSelectors", "PutInsightSelectors"],
      outcome: "succeeded",
      where: [
        `(${advancedSelectors}[0].fieldSelectors[0].field NOT EXISTS)`,
        `((${first}.readWriteType NOT EXISTS) || (${first}.readWriteType = "All"))`,
        `((${first}.includeManagementEvents NOT EXISTS) || (${first}.includeManagementEvents IS TRUE))`,
        `((${excluded}[0] NOT EXISTS) || (${excluded}[0] != "kms*"))`,
        `((${excluded}[1] NOT EXISTS) || (${excluded}[1] != "kms*"))`,
      ].join(" && "),
    },
    matching: callsOf(CLOUDTRAIL, [
      ...basicThatLog,
      ["PutInsightSelectors", { trailName: "kms-monitoring-dev", insightSelectors: [] }],
    ]),
    notMatching: [
      ...nearMissesOf(CLOUDTRAIL, basicThatLog, basic),
      ...callsOf(CLOUDTRAIL, advancedThatLog),
    ],
  },
  {
    id: "trail-field-selectors-changed",
    title: "The advanced event selectors of a trail were changed",
    ...selectorsChanged,
    calls: {
      eventSources: [CLOUDTRAIL],
      eventNames: ["PutEventSelectors"],
      outcome: "succeeded",
      where:
        `(${fields}[0].field = "*") && (` +
        [
          `(${fields}[1].field NOT EXISTS)`,
          `((${fields}[2].field NOT EXISTS) && (${fields}[1].notEquals[0] != "kms*") && (${fields}[1].notEquals[1] NOT EXISTS))`,
          `((${secondFields}[0].field = "*") && (${secondFields}[1].field NOT EXISTS))`,
        ].join(" || ") +
        ")",
    },
    matching: callsOf(CLOUDTRAIL, advancedThatLog),
    notMatching: [
      ...nearMissesOf(CLOUDTRAIL, advancedThatLog, advanced),
      ...callsOf(CLOUDTRAIL, basicThatLog),
    ],
  },
];
