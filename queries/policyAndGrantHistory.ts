// Who was given access to keys, and by whom: key policies and grants.
import { KMS_EVENT_SOURCE } from "../policies/trails/kmsEventSource";
import { key, limitRows, principal } from "./insights";
import { rowsOf, type SavedQuery } from "./query";
import { keyArn, keyId, resourcesOf, sampleRecord, session } from "./sampleRecord";
import * as sql from "./sql";

// CreateKey and ReplicateKey set a key's first policy.
const changes = [
  "CreateKey",
  "ReplicateKey",
  "PutKeyPolicy",
  "CreateGrant",
  "RetireGrant",
  "RevokeGrant",
];
const policy =
  '{"Version":"2012-10-17","Statement":[{"Principal":{"AWS":"*"},"operations":["Sign"]}]}';
const grantId = "abcde1237f76e4ba";
const grantee = "arn:aws:iam::111122223333:role/Payments";
const admin = { userIdentity: session("KeyAdmin", "Bob") };

export const policyAndGrantHistory: SavedQuery = {
  id: "policy-and-grant-history",
  title: "Key policies and grants",
  description:
    "Every key policy that was set and every grant that was created, retired or revoked, oldest first, with the policy's text and the grant's grantee and operations; " +
    "attempts that failed have an error code. A key that was created without a policy has KMS's default one, which is not in the record. " +
    `CloudTrail leaves out the response of GetKeyPolicy: the policy of today is read from KMS itself. ${sql.wholeArchive.told}`,
  logsInsights: String.raw`filter eventSource = "${KMS_EVENT_SOURCE}"
    and eventName in [${changes.map((name) => `"${name}"`).join(", ")}]
| parse @message /"operations": ?(?<operations>\[[^\]]*\])/
| fields ${key} as key, ${principal} as principal,
    requestParameters.policy as policy, requestParameters.granteePrincipal as grantee,
    coalesce(responseElements.grantId, requestParameters.grantId, additionalEventData.grantId) as grantId
| sort eventTime asc
${limitRows}
| display eventTime, eventName, key, principal, policy, grantee, operations, grantId, errorCode, eventID`,
  athena: (
    accountId,
  ) => `SELECT eventtime, eventname, ${sql.key} AS key, ${sql.principal} AS principal,
  json_extract_scalar(requestparameters, '$.policy') AS policy,
  json_extract_scalar(requestparameters, '$.granteePrincipal') AS grantee,
  json_format(json_extract(requestparameters, '$.operations')) AS operations,
  coalesce(
    json_extract_scalar(responseelements, '$.grantId'),
    json_extract_scalar(requestparameters, '$.grantId'),
    json_extract_scalar(additionaleventdata, '$.grantId')) AS grantid,
  errorcode, eventid
FROM cloudtrail_records
WHERE ${sql.withinReach(accountId, sql.wholeArchive)}
  AND eventsource = '${KMS_EVENT_SOURCE}'
  AND eventname IN (${changes.map((name) => `'${name}'`).join(", ")})
ORDER BY eventtime`,
  finds: [
    sampleRecord(1, "2026-01-05T09:00:00Z", "CreateKey", {
      requestParameters: { origin: "AWS_KMS", policy },
      responseElements: { keyMetadata: { keyId, arn: keyArn } },
    }),
    sampleRecord(2, "2026-01-06T10:00:00Z", "PutKeyPolicy", {
      ...admin,
      requestParameters: { keyId, policyName: "default", policy },
    }),
    sampleRecord(3, "2026-01-07T08:00:00Z", "CreateGrant", {
      ...admin,
      requestParameters: {
        keyId: keyArn,
        granteePrincipal: grantee,
        operations: ["Decrypt", "RetireGrant"],
      },
      responseElements: { grantId, keyId: keyArn },
    }),
    sampleRecord(4, "2026-01-08T08:00:00Z", "PutKeyPolicy", {
      requestParameters: { keyId, policyName: "default", policy: "{}" },
      resources: undefined,
      errorCode: "MalformedPolicyDocumentException",
    }),
    sampleRecord(5, "2026-01-09T08:00:00Z", "RetireGrant", {
      userIdentity: session("Payments", "i-0abc"),
      requestParameters: null,
      additionalEventData: { grantId },
    }),
    sampleRecord(6, "2026-01-10T08:00:00Z", "RevokeGrant", {
      ...admin,
      requestParameters: { keyId, grantId: "f020fe75197b93991" },
    }),
    sampleRecord(7, "2026-01-11T08:00:00Z", "ReplicateKey", {
      requestParameters: { keyId, replicaRegion: "eu-west-1", policy },
    }),
  ],
  leaves: [
    sampleRecord(11, "2026-01-06T10:00:01Z", "GetKeyPolicy", {
      readOnly: true,
      requestParameters: { keyId, policyName: "default" },
    }),
    sampleRecord(12, "2026-01-06T10:00:02Z", "ListGrants", { readOnly: true }),
    sampleRecord(13, "2026-01-06T10:00:03Z", "DisableKey"),
    sampleRecord(14, "2026-01-06T10:00:04Z", "CreateAlias", {
      requestParameters: { aliasName: "alias/PutKeyPolicy", targetKeyId: keyId },
    }),
    sampleRecord(15, "2026-01-06T10:00:05Z", "PutBucketPolicy", {
      eventSource: "s3.amazonaws.com",
      requestParameters: { bucketName: "archive", bucketPolicy: { Statement: [] } },
      resources: resourcesOf("arn:aws:s3:::archive"),
    }),
    // License Manager grants licences by a call of the same name.
    sampleRecord(16, "2026-01-06T10:00:06Z", "CreateGrant", {
      eventSource: "license-manager.amazonaws.com",
      requestParameters: { grantName: "licence", allowedOperations: ["CreateGrant"] },
      resources: undefined,
    }),
  ],
  answer: rowsOf(`
eventtime            | eventname    | key                                                                         | principal                                              | policy                                                                                 | grantee                                 | operations                | grantid           | errorcode                        | eventid
2026-01-05T09:00:00Z | CreateKey    | arn:aws:kms:us-west-2:111122223333:key/1234abcd-12ab-34cd-56ef-1234567890ab | arn:aws:iam::111122223333:user/Alice                   | {"Version":"2012-10-17","Statement":[{"Principal":{"AWS":"*"},"operations":["Sign"]}]} |                                         |                           |                   |                                  | 00000000-0000-4000-8000-000000000001
2026-01-06T10:00:00Z | PutKeyPolicy | arn:aws:kms:us-west-2:111122223333:key/1234abcd-12ab-34cd-56ef-1234567890ab | arn:aws:sts::111122223333:assumed-role/KeyAdmin/Bob    | {"Version":"2012-10-17","Statement":[{"Principal":{"AWS":"*"},"operations":["Sign"]}]} |                                         |                           |                   |                                  | 00000000-0000-4000-8000-000000000002
2026-01-07T08:00:00Z | CreateGrant  | arn:aws:kms:us-west-2:111122223333:key/1234abcd-12ab-34cd-56ef-1234567890ab | arn:aws:sts::111122223333:assumed-role/KeyAdmin/Bob    |                                                                                        | arn:aws:iam::111122223333:role/Payments | ["Decrypt","RetireGrant"] | abcde1237f76e4ba  |                                  | 00000000-0000-4000-8000-000000000003
2026-01-08T08:00:00Z | PutKeyPolicy | 1234abcd-12ab-34cd-56ef-1234567890ab                                        | arn:aws:iam::111122223333:user/Alice                   | {}                                                                                     |                                         |                           |                   | MalformedPolicyDocumentException | 00000000-0000-4000-8000-000000000004
2026-01-09T08:00:00Z | RetireGrant  | arn:aws:kms:us-west-2:111122223333:key/1234abcd-12ab-34cd-56ef-1234567890ab | arn:aws:sts::111122223333:assumed-role/Payments/i-0abc |                                                                                        |                                         |                           | abcde1237f76e4ba  |                                  | 00000000-0000-4000-8000-000000000005
2026-01-10T08:00:00Z | RevokeGrant  | arn:aws:kms:us-west-2:111122223333:key/1234abcd-12ab-34cd-56ef-1234567890ab | arn:aws:sts::111122223333:assumed-role/KeyAdmin/Bob    |                                                                                        |                                         |                           | f020fe75197b93991 |                                  | 00000000-0000-4000-8000-000000000006
2026-01-11T08:00:00Z | ReplicateKey | arn:aws:kms:us-west-2:111122223333:key/1234abcd-12ab-34cd-56ef-1234567890ab | arn:aws:iam::111122223333:user/Alice                   | {"Version":"2012-10-17","Statement":[{"Principal":{"AWS":"*"},"operations":["Sign"]}]} |                                         |                           |                   |                                  | 00000000-0000-4000-8000-000000000007
`),
};
