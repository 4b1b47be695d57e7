// Use of keys that were waiting for deletion.
import { KMS_EVENT_SOURCE } from "../policies/trails/kmsEventSource";
import { key, limitRows, principal } from "./insights";
import { rowsOf, type SavedQuery } from "./query";
import { keyArn, sampleRecord, session } from "./sampleRecord";
import * as sql from "./sql";

const pendingDeletion = {
  errorCode: "KMSInvalidStateException",
  errorMessage: `${keyArn} is pending deletion.`,
} as const;
const app = session("Payments", "i-0abc");

export const usePendingDeletion: SavedQuery = {
  id: "use-pending-deletion",
  title: "Use of keys pending deletion",
  description:
    "Calls that KMS refused because the key was pending deletion, newest first: who would lose what the key protects. By AWS's own error message, as the alarm does. " +
    `Calls that are allowed while a key waits do not fail, and a data key or the public half of a key pair can be used without KMS: no row does not mean that nobody needs the key. ${sql.lastDays.told}`,
  logsInsights: `filter eventSource = "${KMS_EVENT_SOURCE}" and errorMessage like /is pending deletion\\.$/
| fields eventTime, eventName, ${principal} as principal,
    ${key} as key, sourceIPAddress, userAgent, eventID
| sort eventTime desc
${limitRows}`,
  athena: (accountId) => `SELECT eventtime, eventname, ${sql.principal} AS principal,
  ${sql.key} AS key,
  sourceipaddress, useragent, eventid
FROM cloudtrail_records
WHERE ${sql.withinReach(accountId, sql.lastDays)}
  AND eventsource = '${KMS_EVENT_SOURCE}'
  AND errormessage LIKE '% is pending deletion.'
ORDER BY eventtime DESC`,
  finds: [
    sampleRecord(1, "2026-05-03T00:00:00Z", "Decrypt", {
      userIdentity: app,
      // Decrypt need not name a key.
      requestParameters: {},
      userAgent: "aws-sdk-java/2.20.0",
      readOnly: true,
      ...pendingDeletion,
    }),
    sampleRecord(2, "2026-05-02T00:00:00Z", "GenerateDataKey", {
      readOnly: true,
      requestParameters: { keyId: "alias/payments" },
      resources: undefined,
      ...pendingDeletion,
    }),
  ],
  leaves: [
    sampleRecord(11, "2026-05-03T00:00:00Z", "Decrypt", { readOnly: true }),
    sampleRecord(12, "2026-05-03T00:00:01Z", "ScheduleKeyDeletion", {
      responseElements: { keyId: keyArn, keyState: "PendingDeletion" },
    }),
    sampleRecord(13, "2026-05-03T00:00:02Z", "CancelKeyDeletion"),
    sampleRecord(14, "2026-05-03T00:00:03Z", "Encrypt", {
      errorCode: "KMSInvalidStateException",
      errorMessage: `${keyArn} is pending import.`,
    }),
    sampleRecord(15, "2026-05-03T00:00:04Z", "Encrypt", {
      errorCode: "DisabledException",
      errorMessage: `${keyArn} is disabled.`,
    }),
    sampleRecord(16, "2026-05-03T00:00:05Z", "GetObject", {
      eventSource: "s3.amazonaws.com",
      ...pendingDeletion,
    }),
    sampleRecord(17, "2026-05-03T00:00:06Z", "UpdateKeyDescription", {
      requestParameters: { keyId: keyArn, description: "This key is pending deletion." },
    }),
  ],
  answer: rowsOf(`
eventtime            | eventname       | principal                                              | key                                                                         | sourceipaddress | useragent           | eventid
2026-05-03T00:00:00Z | Decrypt         | arn:aws:sts::111122223333:assumed-role/Payments/i-0abc | arn:aws:kms:us-west-2:111122223333:key/1234abcd-12ab-34cd-56ef-1234567890ab | 192.0.2.0       | aws-sdk-java/2.20.0 | 00000000-0000-4000-8000-000000000001
2026-05-02T00:00:00Z | GenerateDataKey | arn:aws:iam::111122223333:user/Alice                   | alias/payments                                                              | 192.0.2.0       | AWS Internal        | 00000000-0000-4000-8000-000000000002
`),
};
