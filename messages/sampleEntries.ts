// Entries of AWS's guides, shortened by what a message does not read, for the tests of messages.
import type { CloudTrailRecord } from "../detections/detection";
import type { LinkSettings } from "./links";
import type { DetectionText } from "./watch";

export const keyArn = "arn:aws:kms:us-west-2:111122223333:key/1234abcd-12ab-34cd-56ef-1234567890ab";

export const alice = {
  type: "IAMUser",
  principalId: "EX_PRINCIPAL_ID",
  arn: "arn:aws:iam::111122223333:user/Alice",
  accountId: "111122223333",
  accessKeyId: "EXAMPLE_KEY_ID",
  userName: "Alice",
};

/** https://docs.aws.amazon.com/kms/latest/developerguide/ct-decrypt.html, failure with a standard symmetric encryption key. */
export const decryptFailure: CloudTrailRecord = {
  eventVersion: "1.08",
  userIdentity: alice,
  eventTime: "2022-11-24T18:57:43Z",
  eventSource: "kms.amazonaws.com",
  eventName: "Decrypt",
  awsRegion: "us-west-2",
  sourceIPAddress: "192.0.2.0",
  userAgent: "AWS Internal",
  errorCode: "IncorrectKeyException",
  errorMessage:
    "The key ID in the request does not identify a CMK that can perform this operation.",
  requestParameters: {
    encryptionAlgorithm: "SYMMETRIC_DEFAULT",
    keyId: keyArn,
    encryptionContext: { Department: "Engineering", Project: "Alpha" },
  },
  responseElements: null,
  eventID: "abcde202-ba1a-467c-b4ba-f729d45ae521",
  readOnly: true,
  resources: [{ accountId: "111122223333", type: "AWS::KMS::Key", ARN: keyArn }],
  eventType: "AwsApiCall",
  recipientAccountId: "111122223333",
};

/** https://docs.aws.amazon.com/kms/latest/developerguide/ct-rotatekey.html */
export const rotateKey: CloudTrailRecord = {
  eventVersion: "1.05",
  userIdentity: { accountId: "111122223333", invokedBy: "AWS Internal" },
  eventTime: "2021-01-14T01:41:59Z",
  eventSource: "kms.amazonaws.com",
  eventName: "RotateKey",
  awsRegion: "us-west-2",
  sourceIPAddress: "AWS Internal",
  userAgent: "AWS Internal",
  requestParameters: null,
  responseElements: null,
  eventID: "a24b3967-ddad-417f-9b22-2332b918db06",
  readOnly: false,
  resources: [{ accountId: "111122223333", type: "AWS::KMS::Key", ARN: keyArn }],
  eventType: "AwsServiceEvent",
  recipientAccountId: "111122223333",
  serviceEventDetails: { keyId: "1234abcd-12ab-34cd-56ef-1234567890ab" },
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
  ...decryptFailure,
  errorCode: undefined,
  errorMessage: undefined,
  eventSource: "cloudtrail.amazonaws.com",
  eventName: "PutEventSelectors",
  eventID: "00000000-0000-4000-8000-000000000001",
  requestParameters: { trailName: "kms-monitoring", eventSelectors: [] },
  resources: undefined,
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
