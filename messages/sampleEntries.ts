// Entries of AWS's guides, shortened by what a message does not read, for the tests of messages.
import { alice as user } from "../detections/callers";
import type { CloudTrailRecord } from "../detections/detection";
import { kmsRecord, kmsServiceRecord, sampleKeyArn } from "../detections/kmsRecord";
import { recordOf } from "../detections/record";
import { CLOUDTRAIL } from "../detections/services";
import type { LinkSettings } from "./links";
import type { DetectionText } from "./watch";

export const keyArn = sampleKeyArn;

export const alice = { ...user(), arn: "arn:aws:iam::111122223333:user/Alice" };

/** https://docs.aws.amazon.com/kms/latest/developerguide/ct-decrypt.html, failure with a standard symmetric encryption key. */
export const decryptFailure: CloudTrailRecord = {
  ...kmsRecord({
    eventName: "Decrypt",
    readOnly: true,
    keyArn,
    eventTime: "2022-11-24T18:57:43Z",
    errorCode: "IncorrectKeyException",
    errorMessage:
      "The key ID in the request does not identify a CMK that can perform this operation.",
    requestParameters: {
      encryptionAlgorithm: "SYMMETRIC_DEFAULT",
      keyId: keyArn,
      encryptionContext: { Department: "Engineering", Project: "Alpha" },
    },
  }),
  eventID: "abcde202-ba1a-467c-b4ba-f729d45ae521",
};

/** https://docs.aws.amazon.com/kms/latest/developerguide/ct-rotatekey.html */
export const rotateKey: CloudTrailRecord = {
  ...kmsServiceRecord("RotateKey", keyArn),
  eventTime: "2021-01-14T01:41:59Z",
  eventID: "a24b3967-ddad-417f-9b22-2332b918db06",
};

/** https://docs.aws.amazon.com/kms/latest/developerguide/kms-events.html */
export const rotationEvent = {
  version: "0",
  id: "6a7e8feb-b491-4cf7-a9f1-bf3703467718",
  "detail-type": "KMS CMK Rotation",
  source: "aws.kms",
  account: "111122223333",
  time: "2016-08-25T21:05:33Z",
  region: "us-west-2",
  resources: [keyArn],
  detail: { "key-id": "1234abcd-12ab-34cd-56ef-1234567890ab" },
};

/** An entry of a call that changes a trail, by the same user. */
export const putEventSelectors: CloudTrailRecord = {
  ...recordOf({
    eventSource: CLOUDTRAIL,
    eventName: "PutEventSelectors",
    eventTime: "2022-11-24T18:57:43Z",
    requestParameters: { trailName: "kms-monitoring", eventSelectors: [] },
  }),
  eventID: "00000000-0000-4000-8000-000000000001",
};

export const decryptFailed: DetectionText = {
  id: "decrypt-failed",
  title: "A call to KMS failed",
  severity: "warning",
  why: "Somebody may be trying keys.",
  runbook: "ask the caller.",
};

export const links: LinkSettings = {
  region: "us-east-1",
  savedQueries: { key: "dev/Life of one key", trail: "dev/Changes of selectors" },
  runbookBaseUrl: "https://example.com/runbooks",
};
