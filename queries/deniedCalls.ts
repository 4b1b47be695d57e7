// Calls to KMS that were refused for want of permission.
import { KMS_EVENT_SOURCE } from "../policies/trails/kmsEventSource";
import { key, limitRows, principal } from "./insights";
import { rowsOf, type SavedQuery } from "./query";
import { keyArn, keyId, resourcesOf, sampleRecord, session } from "./sampleRecord";
import * as sql from "./sql";

const app = session("Payments", "i-0abc");
const notAuthorized = (action: string): string =>
  `User: ${app.arn} is not authorized to perform: ${action} on resource: ${keyArn}`;

export const deniedCalls: SavedQuery = {
  id: "denied-calls",
  title: "Denied KMS calls",
  description:
    "Calls to KMS that were refused for want of permission, newest first, with the reason that KMS gave. A denied call often has no resources: " +
    "the key is then shown as the call named it, perhaps by an alias, and is left empty if the call named none. " +
    `Calls that a VPC endpoint policy refuses are network activity, which a trail logs only if it is told to. ${sql.lastDays.told}`,
  // AccessDenied and AccessDeniedException; not KMSInvalidStateException, DisabledException and the like.
  logsInsights: `filter eventSource = "${KMS_EVENT_SOURCE}" and errorCode like /^AccessDenied/
| fields eventTime, eventName, ${principal} as principal,
    ${key} as key, sourceIPAddress, errorMessage, eventID
| sort eventTime desc
${limitRows}`,
  athena: (accountId) => `SELECT eventtime, eventname, ${sql.principal} AS principal,
  ${sql.key} AS key,
  sourceipaddress, errormessage, eventid
FROM cloudtrail_records
WHERE ${sql.withinReach(accountId, sql.lastDays)}
  AND eventsource = '${KMS_EVENT_SOURCE}'
  AND errorcode LIKE 'AccessDenied%'
ORDER BY eventtime DESC`,
  finds: [
    sampleRecord(1, "2026-03-02T10:00:00Z", "Decrypt", {
      userIdentity: app,
      requestParameters: { keyId },
      readOnly: true,
      errorCode: "AccessDenied",
      errorMessage: notAuthorized("kms:Decrypt"),
    }),
    sampleRecord(2, "2026-03-02T09:00:00Z", "Encrypt", {
      readOnly: true,
      requestParameters: { keyId: "alias/payments" },
      resources: undefined,
      errorCode: "AccessDeniedException",
    }),
    sampleRecord(3, "2026-03-01T08:00:00Z", "CreateKey", {
      requestParameters: { origin: "AWS_KMS" },
      resources: undefined,
      errorCode: "AccessDenied",
    }),
  ],
  leaves: [
    sampleRecord(11, "2026-03-02T10:00:00Z", "Decrypt", { readOnly: true }),
    sampleRecord(12, "2026-03-02T10:00:01Z", "Encrypt", {
      errorCode: "DisabledException",
      errorMessage: `${keyArn} is disabled.`,
    }),
    sampleRecord(13, "2026-03-02T10:00:02Z", "Decrypt", {
      errorCode: "KMSInvalidStateException",
      errorMessage: "AccessDenied by the external key store proxy.",
    }),
    sampleRecord(14, "2026-03-02T10:00:03Z", "GetObject", {
      eventSource: "s3.amazonaws.com",
      resources: resourcesOf(keyArn),
      errorCode: "AccessDenied",
      errorMessage: notAuthorized("kms:Decrypt"),
    }),
    sampleRecord(15, "2026-03-02T10:00:04Z", "TagResource", {
      requestParameters: {
        keyId: keyArn,
        tags: [{ tagKey: "errorCode", tagValue: "AccessDenied" }],
      },
    }),
  ],
  answer: rowsOf(`
eventtime            | eventname | principal                                              | key                                                                         | sourceipaddress | errormessage                                                                                                                                                                                    | eventid
2026-03-02T10:00:00Z | Decrypt   | arn:aws:sts::111122223333:assumed-role/Payments/i-0abc | arn:aws:kms:us-west-2:111122223333:key/1234abcd-12ab-34cd-56ef-1234567890ab | 192.0.2.0       | User: arn:aws:sts::111122223333:assumed-role/Payments/i-0abc is not authorized to perform: kms:Decrypt on resource: arn:aws:kms:us-west-2:111122223333:key/1234abcd-12ab-34cd-56ef-1234567890ab | 00000000-0000-4000-8000-000000000001
2026-03-02T09:00:00Z | Encrypt   | arn:aws:iam::111122223333:user/Alice                   | alias/payments                                                              | 192.0.2.0       |                                                                                                                                                                                                 | 00000000-0000-4000-8000-000000000002
2026-03-01T08:00:00Z | CreateKey | arn:aws:iam::111122223333:user/Alice                   |                                                                             | 192.0.2.0       |                                                                                                                                                                                                 | 00000000-0000-4000-8000-000000000003
`),
};
