// Detections on who may use a key. Only of people and their programs: services make and retire grants all day.
// https://docs.aws.amazon.com/kms/latest/developerguide/grants.html
import type { RecordDetection } from "./detection";
import { kmsCallSucceeded } from "./kmsCalls";
import { sampleKeyArn } from "./kmsRecord";

const grantId = "abcde1237f76e4ba7987489ac329fbfba6ad343d6f7075dbd1ef191f0120514a";

const revoked = kmsCallSucceeded("RevokeGrant", {
  other: "ListGrants",
  byPeople: true,
  fields: { requestParameters: { keyId: sampleKeyArn, grantId } },
});
// KMS names the grant it retires only in additionalEventData.
// https://docs.aws.amazon.com/kms/latest/developerguide/ct-retire-grant.html
const retired = kmsCallSucceeded("RetireGrant", {
  other: "CreateGrant",
  byPeople: true,
  fields: { requestParameters: null, additionalEventData: { grantId } },
});

const moved = kmsCallSucceeded("UpdateAlias", {
  other: "ListAliases",
  byPeople: true,
  fields: { requestParameters: { aliasName: "alias/orders", targetKeyId: sampleKeyArn } },
});
const removed = kmsCallSucceeded("DeleteAlias", {
  other: "CreateAlias",
  byPeople: true,
  fields: { requestParameters: { aliasName: "alias/orders" } },
});

/** What is watched of the access to keys. */
export const keyAccess: readonly RecordDetection[] = [
  {
    id: "key-policy-changed",
    title: "The policy of a KMS key was changed",
    severity: "warning",
    why: "The key policy says who may use and delete the key, and can lock out everybody else.",
    runbook: "compare the policy in the record with the one before (requestParameters.policy).",
    // https://docs.aws.amazon.com/kms/latest/developerguide/ct-put-key-policy.html
    ...kmsCallSucceeded("PutKeyPolicy", {
      other: "GetKeyPolicy",
      byPeople: true,
      fields: {
        requestParameters: {
          keyId: sampleKeyArn,
          policyName: "default",
          policy: '{"Version":"2012-10-17","Statement":[]}',
          bypassPolicyLockoutSafetyCheck: false,
        },
      },
    }),
  },
  {
    id: "grant-created",
    title: "A grant on a KMS key was created",
    severity: "info",
    why: "A grant lets somebody use the key whatever its policy says.",
    runbook: "check grantee and operations (kms:ListGrants), and revoke it unless it was planned.",
    // https://docs.aws.amazon.com/kms/latest/developerguide/ct-creategrant.html
    ...kmsCallSucceeded("CreateGrant", {
      other: "CreateAlias",
      byPeople: true,
      fields: {
        requestParameters: {
          keyId: sampleKeyArn,
          operations: ["Encrypt", "RetireGrant"],
          granteePrincipal: "arn:aws:iam::111122223333:role/app",
        },
        responseElements: { grantId },
      },
    }),
  },
  {
    id: "grant-removed",
    title: "A grant on a KMS key was revoked or retired",
    severity: "info",
    why: "Whoever used the key by that grant fails from now on.",
    runbook: "find what the grant was for (CreateGrant with its grantId in the trail's log group).",
    // https://docs.aws.amazon.com/kms/latest/developerguide/ct-revoke-grant.html
    ...revoked,
    calls: { ...revoked.calls, eventNames: ["RevokeGrant", "RetireGrant"] },
    matching: [...revoked.matching, ...retired.matching],
    notMatching: [...revoked.notMatching, ...retired.notMatching],
  },
  {
    id: "key-alias-changed",
    title: "An alias of a KMS key was deleted, or names another key now",
    severity: "warning",
    why: "Whoever asks for the key by that alias fails, or encrypts with another key from now on.",
    runbook: "compare the alias with what was planned (kms:ListAliases), and point it back.",
    // https://docs.aws.amazon.com/kms/latest/developerguide/ct-deletealias.html
    ...moved,
    calls: { ...moved.calls, eventNames: ["UpdateAlias", "DeleteAlias"] },
    matching: [...moved.matching, ...removed.matching],
    notMatching: [...moved.notMatching, ...removed.notMatching],
  },
];
