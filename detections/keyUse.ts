// Detections on the use of keys that cannot be used: they wait for deletion, or for key material.
import { onBehalfOf, sessionOf } from "./callers";
import type { RecordDetection } from "./detection";
import { denied, disabled, inS3, pendingDeletion, pendingImport } from "./keyUseSamples";
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
    kmsRecord({ eventName: "Encrypt", readOnly: true, ...pendingImport }),
    inS3(kmsRecord({ eventName: "Decrypt", readOnly: true, ...pendingDeletion })),
  ],
};

/**
 * A cryptographic operation with a key that has no key material, as after its expiration. CloudTrail has these operations as
 * read-only; calls that change the key and fail for the same reason, such as EnableKey, are no use of it.
 * https://docs.aws.amazon.com/kms/latest/developerguide/key-state.html
 */
export const keyWithoutMaterialUsed: RecordDetection = {
  id: "key-without-material-used",
  title: "A KMS key without key material was used",
  severity: "critical",
  why: "Its imported material expired, was deleted or never came, and whoever needs the key fails until it is imported.",
  runbook: "import the same key material again (kms:ImportKeyMaterial), and tell the caller.",
  calls: {
    eventSources: [KMS_EVENT_SOURCE],
    eventNames: [],
    readOnly: true,
    forwardedIf: { errorMessage: [{ suffix: " is pending import." }] },
    outcome: "failed",
    where: '($.readOnly IS TRUE) && ($.errorMessage = "* is pending import.")',
  },
  telling: { by: "message" },
  matching: [
    kmsRecord({ eventName: "Decrypt", readOnly: true, ...pendingImport }),
    kmsRecord({ eventName: "Encrypt", readOnly: true, ...pendingImport }),
    kmsRecord({ eventName: "GenerateDataKey", readOnly: true, ...pendingImport }),
    kmsRecord({
      eventName: "ReEncrypt",
      readOnly: true,
      ...pendingImport,
      userIdentity: onBehalfOf(sessionOf("app"), "s3.amazonaws.com"),
    }),
  ],
  notMatching: [
    kmsRecord({ eventName: "Decrypt", readOnly: true, keyArn: sampleKeyArn }),
    kmsRecord({ eventName: "ImportKeyMaterial", readOnly: false, keyArn: sampleKeyArn }),
    kmsRecord({ eventName: "EnableKey", readOnly: false, ...pendingImport }),
    kmsRecord({ eventName: "Decrypt", readOnly: true, ...denied }),
    kmsRecord({ eventName: "Encrypt", readOnly: true, ...disabled }),
    inS3(kmsRecord({ eventName: "Decrypt", readOnly: true, ...pendingImport })),
  ],
};
