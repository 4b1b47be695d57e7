// Detections on the use of keys, found in the trail's log group.
import type { LogDetection } from "./detection";
import { kmsRecord } from "./kmsRecord";

const keyArn = "arn:aws:kms:us-west-2:111122223333:key/1234abcd-12ab-34cd-56ef-1234567890ab";

/** What KMS answers to a cryptographic operation with a key that waits for deletion. */
const pendingDeletion = {
  keyArn,
  errorCode: "KMSInvalidStateException",
  errorMessage: `${keyArn} is pending deletion.`,
} as const;

/**
 * A cryptographic operation with a key that is scheduled for deletion. Filter, metric and alarm are AWS's own.
 * It sees Encrypt, Decrypt, GenerateDataKey and ReEncrypt; calls that are allowed while a key waits (ListKeys,
 * CancelKeyDeletion, PutKeyPolicy) do not fail, and the public half of a key pair can be used outside KMS.
 * https://docs.aws.amazon.com/kms/latest/developerguide/deleting-keys-creating-cloudwatch-alarm.html
 */
export const keyPendingDeletionUsed: LogDetection = {
  id: "key-pending-deletion-used",
  title: "A KMS key that is pending deletion was used",
  severity: "critical",
  why: "Something still needs the key, and its data is lost for good once the key is deleted.",
  runbook:
    "find the caller in the trail's log group by the error message, and cancel the deletion (kms:CancelKeyDeletion) unless that use is known.",
  filterPattern: '{ $.eventSource = kms* && $.errorMessage = "* is pending deletion."}',
  metricNamespace: "CloudTrailLogMetrics",
  metricName: "KMSKeyPendingDeletionErrorCount",
  alarm: {
    name: "KMSKeyPendingDeletionErrorAlarm",
    statistic: "Sum",
    comparisonOperator: "GreaterThanOrEqualToThreshold",
    threshold: 1,
    periodSeconds: 300,
    evaluationPeriods: 1,
    treatMissingData: "notBreaching",
  },
  matching: [
    kmsRecord({ eventName: "Decrypt", readOnly: true, ...pendingDeletion }),
    kmsRecord({ eventName: "Encrypt", readOnly: true, ...pendingDeletion }),
    kmsRecord({
      eventName: "GenerateDataKey",
      readOnly: true,
      ...pendingDeletion,
    }),
  ],
  notMatching: [
    kmsRecord({ eventName: "Decrypt", readOnly: true, keyArn }),
    kmsRecord({ eventName: "CancelKeyDeletion", readOnly: false, keyArn }),
    kmsRecord({
      eventName: "Decrypt",
      readOnly: true,
      keyArn,
      errorCode: "AccessDenied",
      errorMessage:
        "User: arn:aws:iam::111122223333:user/Alice is not authorized to perform: kms:Decrypt",
    }),
    kmsRecord({
      eventName: "Encrypt",
      readOnly: true,
      keyArn,
      errorCode: "DisabledException",
      errorMessage: `${keyArn} is disabled.`,
    }),
    {
      ...kmsRecord({
        eventName: "GetObject",
        readOnly: true,
        ...pendingDeletion,
      }),
      eventSource: "s3.amazonaws.com",
    },
  ],
};

/** What is watched of the use of keys. */
export const keyUse: readonly LogDetection[] = [keyPendingDeletionUsed];
