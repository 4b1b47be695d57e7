// What AWS services did with keys on somebody's behalf.
import { CLOUDTRAIL } from "../detections/services";
import { KMS_EVENT_SOURCE } from "../policies/trails/kmsEventSource";
import { key, limitRows, principalOrRole } from "./insights";
import { rowsOf, type SavedQuery } from "./query";
import {
  ACCOUNT_ID,
  byKmsItself,
  otherKeyArn,
  resourcesOf,
  sampleRecord,
  session,
} from "./sampleRecord";
import * as sql from "./sql";

const app = session("Payments", "i-0abc");
const byS3 = {
  userIdentity: { ...app, invokedBy: "s3.amazonaws.com" },
  sourceIPAddress: "s3.amazonaws.com",
  userAgent: "s3.amazonaws.com",
} as const;
// CloudTrail's own deliveries: a service principal, which has no ARN and no account.
const byCloudTrail = {
  userIdentity: { type: "AWSService", invokedBy: CLOUDTRAIL },
};

export const serviceCalls: SavedQuery = {
  id: "service-calls",
  title: "Calls on behalf of AWS services",
  description:
    "Which service called KMS for whom, with which key and operation, how often, first and last. A record has the service in userIdentity.invokedBy; the condition key " +
    'kms:ViaService itself is not logged. "AWS Internal" is a service that does not give its name. A service that uses a grant or a bucket key may call rarely for much use, ' +
    `and one that took a role of its own calls as that role. ${sql.lastDays.told}`,
  // KMS's own acts, such as RotateKey, are events of the service, not calls.
  logsInsights: `filter eventSource = "${KMS_EVENT_SOURCE}" and eventType = "AwsApiCall" and ispresent(userIdentity.invokedBy)
| fields userIdentity.invokedBy as service, ${principalOrRole} as principal,
    ${key} as key
| stats count(*) as calls, count(errorCode) as failed,
    sortsFirst(eventTime) as firstCall, sortsLast(eventTime) as lastCall by service, principal, eventName, key
| sort calls desc
${limitRows}`,
  athena: (
    accountId,
  ) => `SELECT useridentity.invokedby AS service, ${sql.principalOrRole} AS principal, eventname,
  ${sql.key} AS key,
  count(*) AS calls, count(errorcode) AS failed,
  min(eventtime) AS firstcall, max(eventtime) AS lastcall
FROM cloudtrail_records
WHERE ${sql.withinReach(accountId, sql.lastDays)}
  AND eventsource = '${KMS_EVENT_SOURCE}'
  AND eventtype = 'AwsApiCall'
  AND useridentity.invokedby IS NOT NULL
GROUP BY 1, 2, 3, 4
ORDER BY calls DESC`,
  finds: [
    sampleRecord(1, "2026-03-01T10:00:00Z", "GenerateDataKey", { ...byS3, readOnly: true }),
    sampleRecord(2, "2026-03-01T11:00:00Z", "GenerateDataKey", { ...byS3, readOnly: true }),
    sampleRecord(3, "2026-03-01T09:00:00Z", "GenerateDataKey", {
      ...byS3,
      readOnly: true,
      errorCode: "AccessDenied",
    }),
    sampleRecord(4, "2026-03-01T12:00:00Z", "Decrypt", { ...byCloudTrail, readOnly: true }),
    sampleRecord(5, "2026-03-01T13:00:00Z", "Decrypt", { ...byCloudTrail, readOnly: true }),
    sampleRecord(6, "2026-03-01T14:00:00Z", "CreateGrant", {
      userIdentity: { ...app, invokedBy: "AWS Internal" },
      requestParameters: {
        keyId: "alias/aws/ebs",
        granteePrincipal: `${ACCOUNT_ID}:aws:ec2-infrastructure:i-81e2f56c`,
      },
      resources: resourcesOf(otherKeyArn),
    }),
  ],
  leaves: [
    sampleRecord(11, "2026-03-01T10:00:00Z", "GenerateDataKey", { readOnly: true }),
    // A role of the service, but nobody on whose behalf.
    sampleRecord(12, "2026-03-01T10:00:01Z", "Decrypt", {
      userIdentity: session("aws:ec2-infrastructure", "i-81e2f56c"),
      readOnly: true,
    }),
    sampleRecord(13, "2026-03-01T10:00:02Z", "RotateKey", byKmsItself),
    sampleRecord(14, "2026-03-01T10:00:03Z", "DeleteKey", byKmsItself),
    // The service's own call, on behalf of another service.
    sampleRecord(15, "2026-03-01T10:00:04Z", "PutObject", {
      eventSource: "s3.amazonaws.com",
      userIdentity: { ...app, invokedBy: "cloudformation.amazonaws.com" },
    }),
    sampleRecord(16, "2026-03-01T10:00:05Z", "Encrypt", {
      requestParameters: { encryptionContext: { invokedBy: "s3.amazonaws.com" } },
      readOnly: true,
    }),
  ],
  answer: rowsOf(`
service                  | principal                               | eventname       | key                                                                         | calls | failed | firstcall            | lastcall
s3.amazonaws.com         | arn:aws:iam::111122223333:role/Payments | GenerateDataKey | arn:aws:kms:us-west-2:111122223333:key/1234abcd-12ab-34cd-56ef-1234567890ab | 3     | 1      | 2026-03-01T09:00:00Z | 2026-03-01T11:00:00Z
cloudtrail.amazonaws.com | cloudtrail.amazonaws.com                | Decrypt         | arn:aws:kms:us-west-2:111122223333:key/1234abcd-12ab-34cd-56ef-1234567890ab | 2     | 0      | 2026-03-01T12:00:00Z | 2026-03-01T13:00:00Z
AWS Internal             | arn:aws:iam::111122223333:role/Payments | CreateGrant     | arn:aws:kms:us-west-2:111122223333:key/0987dcba-09fe-87dc-65ba-ab0987654321 | 1     | 0      | 2026-03-01T14:00:00Z | 2026-03-01T14:00:00Z
`),
};
