// How calls of KMS fail, for the samples of detections on the use of keys.
import type { CloudTrailRecord } from "./detection";
import { sampleKeyArn } from "./kmsRecord";

/** What KMS answers to a cryptographic operation with a key that waits for deletion. */
export const pendingDeletion = {
  keyArn: sampleKeyArn,
  errorCode: "KMSInvalidStateException",
  errorMessage: `${sampleKeyArn} is pending deletion.`,
} as const;

/** What KMS answers to a cryptographic operation with a key whose material expired, was deleted, or was never imported. */
export const pendingImport = {
  keyArn: sampleKeyArn,
  errorCode: "KMSInvalidStateException",
  errorMessage: `${sampleKeyArn} is pending import.`,
} as const;

/** What KMS answers to whoever may not use the key. */
export const denied = {
  keyArn: sampleKeyArn,
  errorCode: "AccessDenied",
  errorMessage:
    "User: arn:aws:iam::111122223333:user/Alice is not authorized to perform: kms:Decrypt",
} as const;

/** What KMS answers to the use of a key that is disabled. */
export const disabled = {
  keyArn: sampleKeyArn,
  errorCode: "DisabledException",
  errorMessage: `${sampleKeyArn} is disabled.`,
} as const;

/** The same call of another service. */
export function inS3(record: CloudTrailRecord): CloudTrailRecord {
  return { ...record, eventSource: "s3.amazonaws.com", eventName: "GetObject" };
}
