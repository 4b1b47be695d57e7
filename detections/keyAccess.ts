// Detections on who may use a key. Only of people and their programs: services make and retire grants all day.
// https://docs.aws.amazon.com/kms/latest/developerguide/grants.html
import type { RecordDetection } from "./detection";
import { kmsCallSucceeded } from "./kmsCalls";

const revoked = kmsCallSucceeded("RevokeGrant", { other: "ListGrants", byPeople: true });
const retired = kmsCallSucceeded("RetireGrant", { other: "CreateGrant", byPeople: true });

/** What is watched of the access to keys. */
export const keyAccess: readonly RecordDetection[] = [
  {
    id: "key-policy-changed",
    title: "The policy of a KMS key was changed",
    severity: "warning",
    why: "The key policy says who may use and delete the key, and can lock out everybody else.",
    runbook: "compare the policy in the record with the one before (requestParameters.policy).",
    // https://docs.aws.amazon.com/kms/latest/developerguide/ct-put-key-policy.html
    ...kmsCallSucceeded("PutKeyPolicy", { other: "GetKeyPolicy", byPeople: true }),
  },
  {
    id: "grant-created",
    title: "A grant on a KMS key was created",
    severity: "info",
    why: "A grant lets somebody use the key whatever its policy says.",
    runbook: "check grantee and operations (kms:ListGrants), and revoke it unless it was planned.",
    // https://docs.aws.amazon.com/kms/latest/developerguide/ct-creategrant.html
    ...kmsCallSucceeded("CreateGrant", { other: "CreateAlias", byPeople: true }),
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
];
