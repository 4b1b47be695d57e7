// Calls between accounts: others with our keys, and ours with the keys of others.
import { CLOUDTRAIL } from "../detections/services";
import { KMS_EVENT_SOURCE } from "../policies/trails/kmsEventSource";
import { key, limitRows, principal } from "./insights";
import { rowsOf, type SavedQuery } from "./query";
import {
  ACCOUNT_ID,
  byKmsItself,
  keyArn,
  keyId,
  resourcesOf,
  sampleRecord,
  session,
} from "./sampleRecord";
import * as sql from "./sql";

const FOREIGN_ACCOUNT_ID = "444455556666";
const foreignKeyArn = keyArn.replace(ACCOUNT_ID, FOREIGN_ACCOUNT_ID);
// The owner of a key learns the account and the principal id of a caller elsewhere, not always the ARN.
const foreigner = {
  userIdentity: { type: "AWSAccount", principalId: "AIDAFOREIGN", accountId: FOREIGN_ACCOUNT_ID },
  sharedEventID: "00000000-0000-4000-9000-000000000001",
} as const;
const onForeignKey = {
  requestParameters: { keyId: foreignKeyArn },
  resources: resourcesOf(foreignKeyArn),
} as const;

export const crossAccountUse: SavedQuery = {
  id: "cross-account-use",
  title: "Calls between accounts",
  description:
    "Calls in which the caller's account is not the key's, newest first. Such a call is logged in both accounts: where recipientAccountId is the owner, another account called for our key; " +
    "where it is the caller, we called for theirs. A log that gathers both has two rows with one sharedEventID. A denied call may have no resources; the owner is then taken from the key's ARN; " +
    `one that named no ARN is not found. Calls by AWS services have no account and are not here. ${sql.lastDays.told}`,
  logsInsights: String.raw`filter eventSource = "${KMS_EVENT_SOURCE}" and ispresent(userIdentity.accountId)
| parse requestParameters.keyId /^arn:[^:]+:kms:[^:]+:(?<namedAccountId>[0-9]+):/
| fields userIdentity.accountId as callerAccountId, coalesce(resources.0.accountId, namedAccountId) as ownerAccountId,
    ${principal} as principal, ${key} as key
| filter ispresent(ownerAccountId) and callerAccountId != ownerAccountId
| sort eventTime desc
${limitRows}
| display eventTime, eventName, callerAccountId, ownerAccountId, recipientAccountId, principal, key, errorCode, sharedEventID, eventID`,
  athena: (
    accountId,
  ) => `SELECT eventtime, eventname, calleraccountid, owneraccountid, recipientaccountid,
  principal, key, errorcode, sharedeventid, eventid
FROM (
  SELECT *, useridentity.accountid AS calleraccountid,
    coalesce(
      element_at(resources, 1).accountid,
      -- The fifth part of an ARN; an id or an alias has none.
      nullif(split_part(json_extract_scalar(requestparameters, '$.keyId'), ':', 5), '')) AS owneraccountid,
    ${sql.principal} AS principal,
    ${sql.key} AS key
  FROM cloudtrail_records
  WHERE ${sql.withinReach(accountId, sql.lastDays)}
    AND eventsource = '${KMS_EVENT_SOURCE}')
WHERE calleraccountid <> owneraccountid
ORDER BY eventtime DESC`,
  finds: [
    sampleRecord(1, "2026-03-04T00:00:00Z", "Decrypt", {
      ...foreigner,
      requestParameters: {},
      readOnly: true,
    }),
    sampleRecord(2, "2026-03-03T00:00:00Z", "GenerateDataKey", {
      ...onForeignKey,
      userIdentity: session("Payments", "i-0abc"),
      sharedEventID: "00000000-0000-4000-9000-000000000002",
      readOnly: true,
    }),
    sampleRecord(3, "2026-03-02T00:00:00Z", "CreateGrant", {
      ...onForeignKey,
      resources: undefined,
      errorCode: "AccessDenied",
    }),
    sampleRecord(4, "2026-03-01T00:00:00Z", "Encrypt", {
      requestParameters: { keyId: `arn:aws:kms:us-west-2:${FOREIGN_ACCOUNT_ID}:alias/theirs` },
      resources: undefined,
      errorCode: "AccessDenied",
      readOnly: true,
    }),
  ],
  leaves: [
    sampleRecord(11, "2026-03-04T00:00:00Z", "Decrypt", { readOnly: true }),
    // Who was denied by id or by alias did not say whose key was meant.
    sampleRecord(12, "2026-03-04T00:00:01Z", "Decrypt", {
      requestParameters: { keyId },
      resources: undefined,
      errorCode: "AccessDenied",
    }),
    sampleRecord(13, "2026-03-04T00:00:02Z", "Decrypt", {
      requestParameters: { keyId: "alias/payments" },
      resources: undefined,
      errorCode: "AccessDenied",
    }),
    sampleRecord(14, "2026-03-04T00:00:03Z", "GenerateDataKey", {
      userIdentity: { type: "AWSService", invokedBy: CLOUDTRAIL },
    }),
    sampleRecord(15, "2026-03-04T00:00:04Z", "DeleteKey", byKmsItself),
    // A grantee elsewhere is not a call from there.
    sampleRecord(16, "2026-03-04T00:00:05Z", "CreateGrant", {
      requestParameters: {
        keyId: keyArn,
        granteePrincipal: `arn:aws:iam::${FOREIGN_ACCOUNT_ID}:root`,
      },
    }),
    sampleRecord(17, "2026-03-04T00:00:06Z", "AssumeRole", {
      ...foreigner,
      eventSource: "sts.amazonaws.com",
    }),
    sampleRecord(18, "2026-03-04T00:00:07Z", "ListAliases", {
      requestParameters: {},
      resources: undefined,
      readOnly: true,
    }),
  ],
  answer: rowsOf(`
eventtime            | eventname       | calleraccountid | owneraccountid | recipientaccountid | principal                                              | key                                                                         | errorcode    | sharedeventid                        | eventid
2026-03-04T00:00:00Z | Decrypt         | 444455556666    | 111122223333   | 111122223333       | AIDAFOREIGN                                            | arn:aws:kms:us-west-2:111122223333:key/1234abcd-12ab-34cd-56ef-1234567890ab |              | 00000000-0000-4000-9000-000000000001 | 00000000-0000-4000-8000-000000000001
2026-03-03T00:00:00Z | GenerateDataKey | 111122223333    | 444455556666   | 111122223333       | arn:aws:sts::111122223333:assumed-role/Payments/i-0abc | arn:aws:kms:us-west-2:444455556666:key/1234abcd-12ab-34cd-56ef-1234567890ab |              | 00000000-0000-4000-9000-000000000002 | 00000000-0000-4000-8000-000000000002
2026-03-02T00:00:00Z | CreateGrant     | 111122223333    | 444455556666   | 111122223333       | arn:aws:iam::111122223333:user/Alice                   | arn:aws:kms:us-west-2:444455556666:key/1234abcd-12ab-34cd-56ef-1234567890ab | AccessDenied |                                      | 00000000-0000-4000-8000-000000000003
2026-03-01T00:00:00Z | Encrypt         | 111122223333    | 444455556666   | 111122223333       | arn:aws:iam::111122223333:user/Alice                   | arn:aws:kms:us-west-2:444455556666:alias/theirs                             | AccessDenied |                                      | 00000000-0000-4000-8000-000000000004
`),
};
