// Sample records for saved queries, in the shape of AWS's documented entries: https://docs.aws.amazon.com/kms/latest/developerguide/understanding-kms-entries.html
import type { CloudTrailRecord } from "../detections/detection";
import { kmsRecord } from "../detections/kmsRecord";
import { PLACEHOLDER_KEY_ID } from "./kms";

export const ACCOUNT_ID = "111122223333";

/** The key that the queries about one key ask for. */
export const keyId = PLACEHOLDER_KEY_ID;
export const keyArn = arnOf(keyId);
/** A key that they do not ask for. */
export const otherKeyId = "0987dcba-09fe-87dc-65ba-ab0987654321";
export const otherKeyArn = arnOf(otherKeyId);

function arnOf(id: string): string {
  return `arn:aws:kms:us-west-2:${ACCOUNT_ID}:key/${id}`;
}

export function aliasArn(name: string): string {
  return `arn:aws:kms:us-west-2:${ACCOUNT_ID}:${name}`;
}

/** What stands in `resources` for keys and aliases of the account. */
export function resourcesOf(...arns: readonly string[]): readonly CloudTrailRecord[] {
  return arns.map((arn) => ({
    accountId: arn.split(":")[4],
    type: "AWS::KMS::Key",
    ARN: arn,
  }));
}

/** A session of a role, by which an application calls. */
export function session(
  role: string,
  name: string,
  accountId = ACCOUNT_ID,
): CloudTrailRecord & { readonly arn: string } {
  return {
    type: "AssumedRole",
    principalId: `AROAEXAMPLE:${name}`,
    arn: `arn:aws:sts::${accountId}:assumed-role/${role}/${name}`,
    accountId,
    accessKeyId: "ASIAEXAMPLE",
    sessionContext: {
      sessionIssuer: {
        type: "Role",
        principalId: "AROAEXAMPLE",
        arn: `arn:aws:iam::${accountId}:role/${role}`,
        accountId,
        userName: role,
      },
      attributes: { creationDate: "2026-01-01T00:00:00Z", mfaAuthenticated: "false" },
    },
  };
}

/** What KMS writes of its own acts, which nobody called. */
export const byKmsItself = {
  userIdentity: { accountId: ACCOUNT_ID, invokedBy: "AWS Internal" },
  sourceIPAddress: "AWS Internal",
  eventType: "AwsServiceEvent",
  requestParameters: null,
  requestID: undefined,
} as const;

/** The record of a call by the guide's user Alice to the key, with what is different. A difference of undefined takes a field out. */
export function sampleRecord(
  number: number,
  eventTime: string,
  eventName: string,
  difference: CloudTrailRecord = {},
): CloudTrailRecord {
  const record = {
    ...kmsRecord({ eventName, keyArn, readOnly: false, eventTime }),
    eventID: `00000000-0000-4000-8000-${String(number).padStart(12, "0")}`,
    ...difference,
  };
  return Object.fromEntries(Object.entries(record).filter(([, value]) => value !== undefined));
}
