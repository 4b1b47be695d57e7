// Detections on what KMS itself does to a key: rotation, expiration of imported material, deletion.
// https://docs.aws.amazon.com/kms/latest/developerguide/kms-events.html
import type { AwsEvent, EventDetection } from "./detection";

const KMS_SOURCE = "aws.kms";

/** The guide's sample event of one kind. */
function guideEvent(detailType: string, id: string, time: string): AwsEvent {
  return {
    version: "0",
    id,
    "detail-type": detailType,
    source: KMS_SOURCE,
    account: "111122223333",
    time,
    region: "us-west-2",
    resources: ["arn:aws:kms:us-west-2:111122223333:key/1234abcd-12ab-34cd-56ef-1234567890ab"],
    detail: { "key-id": "1234abcd-12ab-34cd-56ef-1234567890ab" },
  };
}

const rotation = guideEvent(
  "KMS CMK Rotation",
  "6a7e8feb-b491-4cf7-a9f1-bf3703467718",
  "2016-08-25T21:05:33Z",
);
const expiration = guideEvent(
  "KMS Imported Key Material Expiration",
  "9da9af57-9253-4406-87cb-7cc400e43465",
  "2016-08-22T20:12:19Z",
);
const deletion = guideEvent(
  "KMS CMK Deletion",
  "e9ce3425-7d22-412a-a699-e7a5fc3fbc9a",
  "2016-08-19T03:23:45Z",
);

/** Events that look like KMS's own and are not. */
function nearMisses(event: AwsEvent): readonly AwsEvent[] {
  return [
    { ...event, source: "com.example.kms" },
    { ...event, "detail-type": "AWS API Call via CloudTrail" },
    { ...event, "detail-type": event["detail-type"].toLowerCase() },
  ];
}

function patternOf(event: AwsEvent): EventDetection["eventPattern"] {
  return { source: [event.source], "detail-type": [event["detail-type"]] };
}

/** What is watched of a key's life. KMS sends these events itself: no trail is needed. */
export const keyLifecycle: readonly EventDetection[] = [
  {
    id: "key-rotated",
    title: "KMS rotated the key material of a key",
    severity: "info",
    why: "Rotation is expected; a rotation that nobody planned is worth a look.",
    runbook: "compare with the rotation period of the key (kms:GetKeyRotationStatus).",
    eventPattern: patternOf(rotation),
    matching: [rotation],
    notMatching: [expiration, deletion, ...nearMisses(rotation)],
  },
  {
    id: "imported-key-material-expired",
    title: "Imported key material expired, and KMS deleted it",
    severity: "critical",
    why: "The key cannot be used until the same material is imported again.",
    runbook: "import the same key material again (kms:ImportKeyMaterial).",
    eventPattern: patternOf(expiration),
    matching: [expiration],
    notMatching: [rotation, deletion, ...nearMisses(expiration)],
  },
  {
    id: "key-deleted",
    title: "KMS deleted a key",
    severity: "critical",
    why: "Data encrypted under the key cannot be decrypted any more.",
    runbook:
      "find who scheduled the deletion (ScheduleKeyDeletion in the trail's log group) and what used the key.",
    eventPattern: patternOf(deletion),
    matching: [deletion],
    notMatching: [rotation, expiration, ...nearMisses(deletion)],
  },
];
