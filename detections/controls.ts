// Filters that CIS and Security Hub prescribe. Controls compare their text, so that nothing may be added; other detections tell what they see.
// https://docs.aws.amazon.com/securityhub/latest/userguide/cloudwatch-controls.html
import { SECURITY_HUB_FILTERS } from "../policies/alarms/securityHubFilters";
import { service } from "./callers";
import type { CloudTrailRecord, RecordDetection } from "./detection";
import { KMS_EVENT_SOURCE, kmsRecord, sampleKeyArn } from "./kmsRecord";
import { recordOf } from "./record";

/** The text that the policy pack, too, holds filters against. */
function textOf(control: string): string {
  const prescribed = SECURITY_HUB_FILTERS.find((filter) => filter.control === control);
  if (prescribed === undefined) throw new Error(`Security Hub prescribes no filter for ${control}`);
  return prescribed.pattern;
}

const CLOUDTRAIL_EVENT_SOURCE = "cloudtrail.amazonaws.com";

function kms(eventName: string): CloudTrailRecord {
  return kmsRecord({ eventName, keyArn: sampleKeyArn, readOnly: false });
}

function trail(eventName: string, readOnly = false): CloudTrailRecord {
  return recordOf({
    eventSource: CLOUDTRAIL_EVENT_SOURCE,
    eventName,
    readOnly,
    requestParameters: { name: "kms-monitoring-dev" },
  });
}

/** The filters of controls that are about KMS and about trails. */
export const controls: readonly RecordDetection[] = [
  {
    id: "cis-kms-key-changes",
    title: "A KMS key was disabled or scheduled for deletion",
    severity: "info",
    why: "CIS AWS Foundations 4.7 and Security Hub CloudWatch.7 want an alarm on this filter.",
    runbook: "look for the message of key-disabled or key-deletion-scheduled, which names the key.",
    calls: {
      eventSources: [KMS_EVENT_SOURCE],
      eventNames: ["DisableKey", "ScheduleKeyDeletion"],
      outcome: "any",
      prescribed: textOf("CloudWatch.7"),
    },
    telling: { by: "control" },
    matching: [
      kms("DisableKey"),
      kms("ScheduleKeyDeletion"),
      { ...kms("DisableKey"), errorCode: "AccessDenied" },
      { ...kms("ScheduleKeyDeletion"), userIdentity: service("cloudformation.amazonaws.com") },
    ],
    notMatching: [
      kms("EnableKey"),
      kms("DisableKeyRotation"),
      kms("CancelKeyDeletion"),
      { ...kms("DisableKey"), eventSource: "cloudhsm.amazonaws.com" },
    ],
  },
  {
    id: "cis-trail-changes",
    title: "A trail was made, changed, deleted, started or stopped",
    severity: "info",
    why: "CIS AWS Foundations 4.5 and Security Hub CloudWatch.5 want an alarm on this filter.",
    runbook:
      "look for the message of trail-stopped, trail-narrowed or trail-changed, which names the trail.",
    calls: {
      eventSources: [CLOUDTRAIL_EVENT_SOURCE],
      eventNames: ["CreateTrail", "UpdateTrail", "DeleteTrail", "StartLogging", "StopLogging"],
      outcome: "any",
      prescribed: textOf("CloudWatch.5"),
    },
    telling: { by: "control" },
    matching: [
      trail("CreateTrail"),
      trail("UpdateTrail"),
      trail("DeleteTrail"),
      trail("StartLogging"),
      { ...trail("StopLogging"), errorCode: "TrailNotFoundException" },
    ],
    notMatching: [
      trail("PutEventSelectors"),
      trail("GetTrailStatus", true),
      trail("StopEventDataStoreIngestion"),
    ],
  },
];
