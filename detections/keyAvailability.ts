// Detections on calls that take a key away from those who need it, or give it back, or change what it is made of.
// https://docs.aws.amazon.com/kms/latest/developerguide/understanding-kms-entries.html
import { alice, onBehalfOf } from "./callers";
import type { RecordDetection } from "./detection";
import { kmsCallSucceeded } from "./kmsCalls";
import { kmsRecord, sampleKeyArn } from "./kmsRecord";

/** What is watched of the availability of keys; the calls that lose a key are critical. */
export const keyAvailability: readonly RecordDetection[] = [
  {
    id: "key-deletion-scheduled",
    title: "A KMS key was scheduled for deletion",
    severity: "critical",
    why: "The key cannot be used from now on, and when the waiting period ends all that it encrypted is lost.",
    runbook: "cancel the deletion (kms:CancelKeyDeletion), then enable the key (kms:EnableKey).",
    ...kmsCallSucceeded("ScheduleKeyDeletion", {
      other: "CancelKeyDeletion",
      fields: {
        requestParameters: { keyId: sampleKeyArn, pendingWindowInDays: 20 },
        responseElements: {
          keyId: sampleKeyArn,
          keyState: "PendingDeletion",
          deletionDate: "Apr 12, 2021 18:58:30 PM",
        },
      },
    }),
  },
  {
    id: "key-deletion-cancelled",
    title: "The deletion of a KMS key was cancelled",
    severity: "info",
    why: "The key is kept, but it stays disabled until somebody enables it.",
    runbook: "enable the key if it is needed (kms:EnableKey).",
    ...kmsCallSucceeded("CancelKeyDeletion", { other: "ScheduleKeyDeletion" }),
  },
  {
    id: "key-disabled",
    title: "A KMS key was disabled",
    severity: "critical",
    why: "Whatever needs the key fails until it is enabled again.",
    runbook: "ask the caller, and enable the key unless that was meant (kms:EnableKey).",
    ...kmsCallSucceeded("DisableKey", { other: "DisableKeyRotation" }),
  },
  {
    id: "key-enabled",
    title: "A KMS key was enabled",
    severity: "info",
    why: "A key that was switched off on purpose can be used again.",
    runbook: "find out who had disabled the key, and why (DisableKey in the trail's log group).",
    ...kmsCallSucceeded("EnableKey", { other: "EnableKeyRotation" }),
  },
  {
    id: "key-material-imported",
    title: "Key material was imported into a KMS key",
    severity: "warning",
    why: "Somebody outside KMS holds a copy of that material, and can let it expire.",
    runbook: "check that the import was planned, and its expiration date (validTo).",
    ...kmsCallSucceeded("ImportKeyMaterial", {
      other: "GetParametersForImport",
      fields: {
        requestParameters: {
          keyId: sampleKeyArn,
          validTo: "Jan 1, 2021 8:00:00 PM",
          expirationModel: "KEY_MATERIAL_EXPIRES",
        },
      },
    }),
  },
  {
    id: "key-material-deleted",
    title: "The imported key material of a KMS key was deleted",
    severity: "critical",
    why: "The key cannot be used until the same material is imported again.",
    runbook: "import the same key material again (kms:ImportKeyMaterial).",
    ...kmsCallSucceeded("DeleteImportedKeyMaterial", { other: "DeleteExpiredKeyMaterial" }),
  },
  {
    id: "key-rotation-disabled",
    title: "The rotation of a KMS key was switched off",
    severity: "warning",
    why: "The key keeps its present material for ever.",
    runbook: "switch rotation on again (kms:EnableKeyRotation).",
    ...kmsCallSucceeded("DisableKeyRotation", { other: "DisableKey" }),
  },
  {
    id: "key-replicated",
    title: "A multi-Region KMS key was replicated to another region",
    severity: "warning",
    why: "From now on the replica decrypts there, under a key policy of its own.",
    runbook: "check the region and the policy of the replica (replicaRegion).",
    ...kmsCallSucceeded("ReplicateKey", {
      other: "CreateKey",
      fields: {
        requestParameters: {
          keyId: sampleKeyArn,
          replicaRegion: "eu-west-1",
          bypassPolicyLockoutSafetyCheck: false,
        },
      },
    }),
  },
  primaryRegionChanged(),
  keyStoreDisconnected(),
];

/** https://docs.aws.amazon.com/kms/latest/developerguide/ct-disconnect-keystore.html */
function keyStoreDisconnected(): RecordDetection {
  const customKeyStoreId = "cks-1234567890abcdef0";
  const fields = { requestParameters: { customKeyStoreId } };
  const disconnected = kmsCallSucceeded("DisconnectCustomKeyStore", {
    other: "ConnectCustomKeyStore",
    fields,
  });
  const deleted = kmsCallSucceeded("DeleteCustomKeyStore", {
    other: "CreateCustomKeyStore",
    fields,
  });
  return {
    id: "key-store-disconnected",
    title: "A custom key store was disconnected or deleted",
    severity: "critical",
    why: "No key in it can be used until it is connected again.",
    runbook: "ask the caller, and connect it unless that was meant (kms:ConnectCustomKeyStore).",
    ...disconnected,
    calls: {
      ...disconnected.calls,
      eventNames: ["DisconnectCustomKeyStore", "DeleteCustomKeyStore"],
    },
    matching: [...disconnected.matching, ...deleted.matching],
    notMatching: [...disconnected.notMatching, ...deleted.notMatching],
  };
}

/** KMS records the call in both regions; in the new primary's own it is KMS that calls, so that it is told once. */
function primaryRegionChanged(): RecordDetection {
  // https://docs.aws.amazon.com/kms/latest/developerguide/ct-update-primary-region.html
  const { notMatching, ...told } = kmsCallSucceeded("UpdatePrimaryRegion", {
    other: "ReplicateKey",
    byPeople: true,
    fields: { requestParameters: { keyId: sampleKeyArn, primaryRegion: "ap-northeast-1" } },
  });
  return {
    id: "key-primary-region-changed",
    title: "A multi-Region KMS key got another primary region",
    severity: "warning",
    why: "What a primary key decides, such as rotation and replicas, is now decided in another region.",
    runbook: "check that the move was planned (primaryRegion).",
    ...told,
    notMatching: [
      ...notMatching,
      kmsRecord({
        eventName: "UpdatePrimaryRegion",
        keyArn: sampleKeyArn.replace("us-west-2", "ap-northeast-1"),
        readOnly: false,
        userIdentity: onBehalfOf(alice(), "kms.amazonaws.com"),
      }),
    ],
  };
}
