// Who makes the calls in sample records, as the userIdentity element of CloudTrail tells it.
// https://docs.aws.amazon.com/awscloudtrail/latest/userguide/cloudtrail-event-reference-user-identity.html
import type { CloudTrailRecord } from "./detection";

/** The user of AWS's guides. */
export function alice(accountId = "111122223333"): CloudTrailRecord {
  return {
    type: "IAMUser",
    principalId: "EX_PRINCIPAL_ID",
    arn: `arn:aws:iam::${accountId}:user/Alice`,
    accountId,
    accessKeyId: "EXAMPLE_KEY_ID",
    userName: "Alice",
  };
}

export const root: CloudTrailRecord = {
  type: "Root",
  principalId: "111122223333",
  arn: "arn:aws:iam::111122223333:root",
  accountId: "111122223333",
  accessKeyId: "EXAMPLE_KEY_ID",
};

/** A session of a role, as people and programs have it. */
export function sessionOf(roleName: string): CloudTrailRecord {
  return {
    type: "AssumedRole",
    principalId: "EX_PRINCIPAL_ID:session",
    arn: `arn:aws:sts::111122223333:assumed-role/${roleName}/session`,
    accountId: "111122223333",
    accessKeyId: "EXAMPLE_KEY_ID",
    sessionContext: {
      sessionIssuer: {
        type: "Role",
        principalId: "EX_PRINCIPAL_ID",
        arn: `arn:aws:iam::111122223333:role/${roleName}`,
        accountId: "111122223333",
        userName: roleName,
      },
      attributes: { mfaAuthenticated: "false", creationDate: "2022-07-14T20:00:00Z" },
    },
  };
}

/** A service that calls by itself, as `ec2.amazonaws.com`. */
export function service(principal: string): CloudTrailRecord {
  return { type: "AWSService", invokedBy: principal };
}

/** A service that calls with the credentials of somebody who asked it to do something. */
export function onBehalfOf(caller: CloudTrailRecord, principal: string): CloudTrailRecord {
  return { ...caller, invokedBy: principal };
}
