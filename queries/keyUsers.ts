// Who used one key.
import { KMS_EVENT_SOURCE } from "../policies/trails/kmsEventSource";
import { filterKey, limitRows, principalOrRole, usesList } from "./insights";
import { rowsOf, type SavedQuery } from "./query";
import {
  aliasArn,
  keyArn,
  keyId,
  otherKeyArn,
  otherKeyId,
  resourcesOf,
  sampleRecord,
  session,
} from "./sampleRecord";
import * as sql from "./sql";

/** A use of the key by an application, in one of its sessions. */
function use(
  number: number,
  eventTime: string,
  eventName: string,
  difference: Parameters<typeof sampleRecord>[3] = {},
): ReturnType<typeof sampleRecord> {
  const userIdentity = session("Payments", `i-${number}`);
  return sampleRecord(number, eventTime, eventName, {
    userIdentity,
    readOnly: true,
    ...difference,
  });
}

const ofOtherKey = {
  requestParameters: { keyId: otherKeyId },
  resources: resourcesOf(otherKeyArn),
};

export const keyUsers: SavedQuery = {
  id: "key-users",
  title: "Who used one key",
  description:
    "Each principal and operation with the number of calls, how many of them failed, and the first and last call. All sessions of a role count as one. " +
    "CloudTrail leaves out the plaintext, the ciphertext and every response: it says who used the key, not on what, unless an encryption context tells. " +
    "A data key is used outside KMS without a record, and so is the public half of a key pair. " +
    `A call that named the key by an alias and failed does not say which key that was. ${sql.lastDays.told}`,
  logsInsights: `filter eventSource = "${KMS_EVENT_SOURCE}"
${filterKey}
| filter eventName in ${usesList}
| fields ${principalOrRole} as principal
| stats count(*) as calls, count(errorCode) as failed,
    sortsFirst(eventTime) as firstCall, sortsLast(eventTime) as lastCall by principal, eventName
| sort calls desc
${limitRows}`,
  athena: (accountId) => `SELECT ${sql.principalOrRole} AS principal, eventname,
  count(*) AS calls, count(errorcode) AS failed,
  min(eventtime) AS firstcall, max(eventtime) AS lastcall
FROM cloudtrail_records
WHERE ${sql.withinReach(accountId, sql.lastDays)}
  AND eventsource = '${KMS_EVENT_SOURCE}'
  AND eventname IN ${sql.usesList}
  AND ${sql.namesKey}
GROUP BY 1, 2
ORDER BY calls DESC`,
  finds: [
    use(1, "2026-03-01T10:00:00Z", "Decrypt"),
    use(2, "2026-03-01T10:00:05Z", "Decrypt", { requestParameters: { keyId } }),
    // By the alias: only the resources name the key. Decrypt need not name a key at all.
    use(3, "2026-03-02T10:00:00Z", "Decrypt", { requestParameters: { keyId: "alias/payments" } }),
    use(4, "2026-02-28T23:59:59Z", "Decrypt", { requestParameters: {} }),
    use(5, "2026-03-01T09:00:00Z", "GenerateDataKey", {
      requestParameters: { keyId, encryptionContext: { "aws:s3:arn": "arn:aws:s3:::cards" } },
    }),
    use(6, "2026-03-01T09:30:00Z", "GenerateDataKey", {
      errorCode: "AccessDenied",
      resources: undefined,
    }),
    use(7, "2026-03-03T10:00:00Z", "GenerateDataKey", {
      errorCode: "KMSInvalidStateException",
      errorMessage: `${keyArn} is pending deletion.`,
    }),
    // To another key, and from it.
    sampleRecord(8, "2026-03-04T08:00:00Z", "ReEncrypt", {
      readOnly: true,
      requestParameters: { destinationKeyId: otherKeyId },
      resources: resourcesOf(keyArn, otherKeyArn),
    }),
    sampleRecord(9, "2026-03-04T08:01:00Z", "ReEncrypt", {
      readOnly: true,
      requestParameters: { sourceKeyId: otherKeyId, destinationKeyId: keyArn },
      resources: resourcesOf(otherKeyArn, keyArn),
    }),
    // Denied, so that only the request names the keys.
    sampleRecord(10, "2026-03-04T08:02:00Z", "ReEncrypt", {
      readOnly: true,
      requestParameters: { sourceKeyId: keyArn, destinationKeyId: otherKeyId },
      resources: undefined,
      errorCode: "AccessDenied",
    }),
    sampleRecord(11, "2026-03-04T08:03:00Z", "ReEncrypt", {
      readOnly: true,
      requestParameters: { destinationKeyId: keyId },
      resources: undefined,
      errorCode: "AccessDenied",
    }),
    use(12, "2026-03-03T11:00:00Z", "Decrypt"),
    sampleRecord(13, "2026-03-05T00:00:00Z", "Encrypt", { readOnly: true }),
  ],
  leaves: [
    use(21, "2026-03-01T10:00:00Z", "Decrypt", ofOtherKey),
    // Another key's use that speaks of the key.
    use(22, "2026-03-01T10:00:01Z", "Decrypt", {
      ...ofOtherKey,
      requestParameters: { keyId: otherKeyId, encryptionContext: { wrappedBy: keyArn } },
    }),
    use(23, "2026-03-01T10:00:02Z", "Encrypt", {
      requestParameters: { keyId: `alias/${keyId}` },
      resources: resourcesOf(otherKeyArn),
    }),
    use(24, "2026-03-01T10:00:03Z", "Encrypt", {
      requestParameters: { keyId: aliasArn(`alias/${keyId}`) },
      resources: undefined,
      errorCode: "NotFoundException",
    }),
    // No use.
    use(25, "2026-03-01T10:00:04Z", "DescribeKey"),
    use(26, "2026-03-01T10:00:05Z", "GenerateRandom", {
      requestParameters: {},
      resources: undefined,
    }),
    sampleRecord(27, "2026-03-01T10:00:06Z", "DisableKey"),
    // Another service's call of the same name.
    use(28, "2026-03-01T10:00:07Z", "Decrypt", { eventSource: "signer.amazonaws.com" }),
  ],
  answer: rowsOf(`
principal                               | eventname       | calls | failed | firstcall            | lastcall
arn:aws:iam::111122223333:role/Payments | Decrypt         | 5     | 0      | 2026-02-28T23:59:59Z | 2026-03-03T11:00:00Z
arn:aws:iam::111122223333:user/Alice    | ReEncrypt       | 4     | 2      | 2026-03-04T08:00:00Z | 2026-03-04T08:03:00Z
arn:aws:iam::111122223333:role/Payments | GenerateDataKey | 3     | 2      | 2026-03-01T09:00:00Z | 2026-03-03T10:00:00Z
arn:aws:iam::111122223333:user/Alice    | Encrypt         | 1     | 0      | 2026-03-05T00:00:00Z | 2026-03-05T00:00:00Z
`),
};
