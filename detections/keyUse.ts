// Detection on the use of keys that wait for deletion.
import { onBehalfOf, sessionOf } from "./callers";
import type { RecordDetection } from "./detection";
import { denied, disabled, inS3, pendingDeletion } from "./keyUseSamples";
import { KMS_EVENT_SOURCE, kmsRecord, sampleKeyArn } from "./kmsRecord";

/**
 * A cryptographic operation with a key that is scheduled for deletion. Filter, metric and alarm are AWS's own.
 * It sees Encrypt, Decrypt, GenerateDataKey and ReEncrypt; calls that are allowed while a key waits (ListKeys,
 * CancelKeyDeletion, PutKeyPolicy) do not fail, and the public half of a key pair can be used outside KMS.
 * https://docs.aws.amazon.com/kms/latest/developerguide/deleting-keys-creating-cloudwatch-alarm.html
 */
export const keyPendingDeletionUsed: RecordDetection = {
  id: "key-pending-deletion-used",
  title: "A KMS key that is pending deletion was used",
  severity: "critical",
  why: "Something still needs the key, and its data is lost for good once the key is deleted.",
  runbook:
    "find the caller in the trail's log group by the error message, and cancel the deletion (kms:CancelKeyDeletion) unless that use is known.",
  calls: {
    eventSources: [KMS_EVENT_SOURCE],
    eventNames: [],
    readOnly: true,
    forwardedIf: { errorMessage: [{ suffix: " is pending deletion." }] },
    outcome: "failed",
    prescribed: '{ $.eventSource = kms* && $.errorMessage = "* is pending deletion."}',
  },
  telling: { by: "message" },
  alarmNames: {
    namespace: "CloudTrailLogMetrics",
    metricName: "KMSKeyPendingDeletionErrorCount",
    alarmName: "KMSKeyPendingDeletionErrorAlarm",
  },
  matching: [
    kmsRecord({ eventName: "Decrypt", readOnly: true, ...pendingDeletion }),
    kmsRecord({ eventName: "Encrypt", readOnly: true, ...pendingDeletion }),
    kmsRecord({ eventName: "GenerateDataKey", readOnly: true, ...pendingDeletion }),
    kmsRecord({
      eventName: "ReEncrypt",
      readOnly: true,
      ...pendingDeletion,
      userIdentity: onBehalfOf(sessionOf("app"), "s3.amazonaws.com"),
    }),
  ],
  notMatching: [
    kmsRecord({ eventName: "Decrypt", readOnly: true, keyArn: sampleKeyArn }),
    kmsRecord({ eventName: "CancelKeyDeletion", readOnly: false, keyArn: sampleKeyArn }),
    kmsRecord({ eventName: "Decrypt", readOnly: true, ...denied }),
    kmsRecord({ eventName: "Encrypt", readOnly: true, ...disabled }),
    inS3(kmsRecord({ eventName: "Decrypt", readOnly: true, ...pendingDeletion })),
  ],
};
