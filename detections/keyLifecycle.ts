// Detections on what KMS itself does to a key: rotation, expiration of imported material, deletion.
// https://docs.aws.amazon.com/kms/latest/developerguide/kms-events.html
import { root } from "./callers";
import type { AwsEvent, Calls, CloudTrailRecord, KmsEvent, RecordDetection } from "./detection";
import { KMS_EVENT_SOURCE, kmsRecord, kmsServiceRecord, sampleKeyArn } from "./kmsRecord";

/** The guide's sample event of one kind. */
function guideEvent(detailType: string, id: string, time: string): AwsEvent {
  return {
    version: "0",
    id,
    "detail-type": detailType,
    source: "aws.kms",
    account: "111122223333",
    time,
    region: "us-west-2",
    resources: [sampleKeyArn],
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

/** KMS's own event, beside events that look like it and are not. */
function kmsEvent(event: AwsEvent, ...others: readonly AwsEvent[]): KmsEvent {
  return {
    "detail-type": event["detail-type"],
    matching: [event],
    notMatching: [
      ...others,
      { ...event, source: "com.example.kms" },
      { ...event, "detail-type": "AWS API Call via CloudTrail" },
      { ...event, "detail-type": event["detail-type"].toLowerCase() },
    ],
  };
}

function calls(eventName: string): Calls {
  return { eventSources: [KMS_EVENT_SOURCE], eventNames: [eventName], outcome: "succeeded" };
}

const serviceEvents = ["RotateKey", "DeleteExpiredKeyMaterial", "DeleteKey"];

/** What KMS did to keys of two regions and of another account. */
function matching(eventName: string): readonly CloudTrailRecord[] {
  return [
    kmsServiceRecord(eventName, sampleKeyArn),
    kmsServiceRecord(eventName, sampleKeyArn.replace("us-west-2", "eu-central-1")),
    kmsServiceRecord(eventName, sampleKeyArn.replace("111122223333", "444455556666")),
  ];
}

/** What else KMS does by itself, what people ask for, and an act of the same name that failed, or is elsewhere. */
function notMatching(eventName: string, call: string): readonly CloudTrailRecord[] {
  return [
    ...serviceEvents
      .filter((other) => other !== eventName)
      .map((other) => kmsServiceRecord(other, sampleKeyArn)),
    kmsServiceRecord("SynchronizeMultiRegionKey", sampleKeyArn),
    kmsRecord({ eventName: call, keyArn: sampleKeyArn, readOnly: false }),
    kmsRecord({ eventName: call, keyArn: sampleKeyArn, readOnly: false, userIdentity: root }),
    { ...kmsServiceRecord(eventName, sampleKeyArn), errorCode: "InternalFailure" },
    { ...kmsServiceRecord(eventName, sampleKeyArn), eventSource: "cloudhsm.amazonaws.com" },
  ];
}

/** What is watched of a key's life. KMS sends events of its own: no trail is needed to see them. */
export const keyLifecycle: readonly RecordDetection[] = [
  {
    id: "key-rotated",
    title: "KMS rotated the key material of a key",
    severity: "info",
    why: "Rotation is expected; a rotation that nobody planned is worth a look.",
    runbook: "compare with the rotation period of the key (kms:GetKeyRotationStatus).",
    // https://docs.aws.amazon.com/kms/latest/developerguide/ct-rotatekey.html
    calls: calls("RotateKey"),
    telling: { by: "message" },
    kmsEvent: kmsEvent(rotation, expiration, deletion),
    matching: matching("RotateKey"),
    notMatching: notMatching("RotateKey", "EnableKeyRotation"),
  },
  {
    id: "imported-key-material-expired",
    title: "Imported key material expired, and KMS deleted it",
    severity: "critical",
    why: "The key cannot be used until the same material is imported again.",
    runbook: "import the same key material again (kms:ImportKeyMaterial).",
    // https://docs.aws.amazon.com/kms/latest/developerguide/ct-deleteexpiredkeymaterial.html
    calls: calls("DeleteExpiredKeyMaterial"),
    telling: { by: "message" },
    kmsEvent: kmsEvent(expiration, rotation, deletion),
    matching: matching("DeleteExpiredKeyMaterial"),
    notMatching: notMatching("DeleteExpiredKeyMaterial", "DeleteImportedKeyMaterial"),
  },
  {
    id: "key-deleted",
    title: "KMS deleted a key",
    severity: "critical",
    why: "Data encrypted under the key cannot be decrypted any more.",
    runbook:
      "find who scheduled the deletion (ScheduleKeyDeletion in the trail's log group) and what used the key.",
    // https://docs.aws.amazon.com/kms/latest/developerguide/ct-delete-key.html
    calls: calls("DeleteKey"),
    telling: { by: "message" },
    kmsEvent: kmsEvent(deletion, rotation, expiration),
    matching: matching("DeleteKey"),
    notMatching: notMatching("DeleteKey", "ScheduleKeyDeletion"),
  },
];
