// The life of one imported key, from AWS's documented entries, between records that a careless query would take for part of it.
import type { CloudTrailRecord } from "../detections/detection";
import { rowsOf } from "./query";
import {
  ACCOUNT_ID,
  aliasArn,
  byKmsItself,
  keyArn,
  keyId,
  otherKeyArn,
  otherKeyId,
  resourcesOf,
  sampleRecord,
  session,
} from "./sampleRecord";

const grantId = "abcde1237f76e4ba";
const admin = { userIdentity: session("KeyAdmin", "Bob") };
const app = { userIdentity: session("Payments", "i-0abc") };
const alias = "alias/payments";
const secondAlias = "alias/payments-2";

/** A call that names the key by its id, with other parameters. */
function byId(parameters: CloudTrailRecord = {}): CloudTrailRecord {
  return { requestParameters: { keyId, ...parameters } };
}

/** What KMS did to the key of its own accord. */
const itself = { ...byKmsItself, serviceEventDetails: { keyId } };

export const finds: readonly CloudTrailRecord[] = [
  sampleRecord(1, "2026-01-05T09:00:00Z", "CreateKey", {
    requestParameters: { description: "", origin: "EXTERNAL", keySpec: "SYMMETRIC_DEFAULT" },
    responseElements: { keyMetadata: { keyId, arn: keyArn, keyState: "PendingImport" } },
    resources: undefined,
  }),
  sampleRecord(2, "2026-01-05T09:00:07Z", "CreateAlias", {
    requestParameters: { aliasName: alias, targetKeyId: keyId },
    resources: resourcesOf(keyArn, aliasArn(alias)),
  }),
  sampleRecord(3, "2026-01-05T09:01:30Z", "ImportKeyMaterial", {
    ...byId({ validTo: "Apr 1, 2026 4:00:00 PM", expirationModel: "KEY_MATERIAL_EXPIRES" }),
  }),
  sampleRecord(4, "2026-01-05T09:05:00Z", "EnableKeyRotation", {
    errorCode: "UnsupportedOperationException",
    errorMessage: `${keyArn} origin is EXTERNAL which is not valid for this operation.`,
  }),
  sampleRecord(5, "2026-01-06T10:00:00Z", "PutKeyPolicy", {
    ...byId({ policyName: "default", policy: '{"Version":"2012-10-17","Statement":[]}' }),
  }),
  sampleRecord(6, "2026-01-06T10:02:00Z", "TagResource", {
    requestParameters: { keyId: keyArn, tags: [{ tagKey: "Department", tagValue: "IT" }] },
  }),
  sampleRecord(7, "2026-01-07T08:00:00Z", "CreateGrant", {
    ...admin,
    requestParameters: {
      keyId: keyArn,
      granteePrincipal: `arn:aws:iam::${ACCOUNT_ID}:role/Payments`,
      operations: ["Decrypt", "RetireGrant"],
    },
    responseElements: { grantId },
  }),
  sampleRecord(8, "2026-01-07T11:00:00Z", "UpdateKeyDescription", byId({ description: "Cards" })),
  sampleRecord(9, "2026-02-01T12:00:00Z", "RotateKeyOnDemand", { ...admin, ...byId() }),
  sampleRecord(10, "2026-02-01T12:00:04Z", "RotateKey", itself),
  sampleRecord(11, "2026-02-10T07:00:00Z", "CreateAlias", {
    ...app,
    requestParameters: { aliasName: "alias/mine", targetKeyId: keyArn },
    resources: undefined,
    errorCode: "AccessDenied",
    errorMessage: `User: ${app.userIdentity.arn} is not authorized to perform: kms:CreateAlias`,
  }),
  sampleRecord(12, "2026-02-11T07:00:00Z", "UpdateAlias", {
    requestParameters: { aliasName: secondAlias, targetKeyId: keyId },
    resources: resourcesOf(aliasArn(secondAlias), keyArn),
  }),
  sampleRecord(13, "2026-03-01T00:00:00Z", "RetireGrant", {
    ...app,
    requestParameters: null,
    additionalEventData: { grantId },
  }),
  sampleRecord(14, "2026-03-02T00:00:00Z", "DeleteAlias", {
    requestParameters: { aliasName: secondAlias },
    resources: resourcesOf(aliasArn(secondAlias), keyArn),
  }),
  sampleRecord(15, "2026-03-10T01:00:00Z", "CreateGrant", {
    ...app,
    requestParameters: { keyId: keyArn, granteePrincipal: "arn:aws:iam::444455556666:root" },
    resources: undefined,
    errorCode: "AccessDenied",
    errorMessage: `User: ${app.userIdentity.arn} is not authorized to perform: kms:CreateGrant`,
  }),
  sampleRecord(16, "2026-03-11T01:00:00Z", "RevokeGrant", { ...admin, ...byId({ grantId }) }),
  sampleRecord(17, "2026-04-01T16:00:00Z", "DeleteExpiredKeyMaterial", itself),
  sampleRecord(18, "2026-04-01T17:10:00Z", "ImportKeyMaterial", {
    ...byId({ expirationModel: "KEY_MATERIAL_DOES_NOT_EXPIRE" }),
  }),
  sampleRecord(19, "2026-04-15T05:00:00Z", "DisableKey", { ...admin, ...byId() }),
  sampleRecord(20, "2026-04-16T05:00:00Z", "EnableKey", byId()),
  sampleRecord(21, "2026-05-01T03:00:00Z", "ScheduleKeyDeletion", {
    ...admin,
    ...byId({ pendingWindowInDays: 7 }),
    responseElements: { keyId: keyArn, keyState: "PendingDeletion" },
  }),
  sampleRecord(22, "2026-05-02T03:00:00Z", "CancelKeyDeletion", {
    ...byId(),
    responseElements: { keyId: keyArn },
  }),
  sampleRecord(23, "2026-05-03T03:00:00Z", "DeleteImportedKeyMaterial", byId()),
  sampleRecord(24, "2026-05-10T03:00:00Z", "ScheduleKeyDeletion", {
    ...byId({ pendingWindowInDays: 30 }),
    responseElements: { keyId: keyArn, keyState: "PendingDeletion" },
  }),
  sampleRecord(25, "2026-06-09T03:00:00Z", "DeleteKey", byKmsItself),
];

const onOtherKey = {
  requestParameters: { keyId: otherKeyId },
  resources: resourcesOf(otherKeyArn),
};
/** An alias whose name is the key's id; it belongs to the other key. */
const misleadingAlias = `alias/${keyId}`;

export const leaves: readonly CloudTrailRecord[] = [
  sampleRecord(31, "2026-01-05T09:02:00Z", "DisableKey", onOtherKey),
  sampleRecord(32, "2026-01-05T09:03:00Z", "CreateAlias", {
    requestParameters: { aliasName: misleadingAlias, targetKeyId: otherKeyId },
    resources: resourcesOf(otherKeyArn, aliasArn(misleadingAlias)),
  }),
  sampleRecord(33, "2026-01-05T09:04:00Z", "DeleteAlias", {
    requestParameters: { aliasName: `${misleadingAlias}-archive` },
    resources: resourcesOf(aliasArn(`${misleadingAlias}-archive`), otherKeyArn),
  }),
  // Another key's policy and grant speak of the key.
  sampleRecord(34, "2026-01-06T10:01:00Z", "PutKeyPolicy", {
    ...onOtherKey,
    requestParameters: {
      keyId: otherKeyId,
      policy: JSON.stringify({ Statement: [{ Resource: keyArn }], keyId }),
    },
  }),
  sampleRecord(35, "2026-01-07T08:01:00Z", "CreateGrant", {
    ...onOtherKey,
    requestParameters: {
      keyId: otherKeyId,
      constraints: { encryptionContextSubset: { wrappedBy: keyArn } },
    },
  }),
  // Use and look-ups are not part of a life.
  sampleRecord(36, "2026-01-08T00:00:00Z", "Decrypt", { ...app, ...byId(), readOnly: true }),
  sampleRecord(37, "2026-01-08T00:00:01Z", "DescribeKey", { ...byId(), readOnly: true }),
  sampleRecord(38, "2026-01-05T09:01:00Z", "GetParametersForImport", {
    ...byId({ wrappingAlgorithm: "RSAES_OAEP_SHA_256" }),
    readOnly: true,
  }),
  // Another service has a call of the same name, on a key of its own with the same id.
  sampleRecord(39, "2026-01-09T00:00:00Z", "CreateAlias", {
    eventSource: "payment-cryptography.amazonaws.com",
    requestParameters: {
      aliasName: "alias/pin",
      keyArn: keyArn.replace(":kms:", ":payment-cryptography:"),
    },
    resources: resourcesOf(keyArn.replace(":kms:", ":payment-cryptography:")),
  }),
  sampleRecord(40, "2026-02-01T12:00:05Z", "RotateKey", {
    ...byKmsItself,
    resources: resourcesOf(otherKeyArn),
    serviceEventDetails: { keyId: otherKeyId },
  }),
];

export const answer = rowsOf(`
eventtime            | eventname                 | principal                                              | detail                                  | sourceipaddress | errorcode                     | eventid
2026-01-05T09:00:00Z | CreateKey                 | arn:aws:iam::111122223333:user/Alice                   | EXTERNAL                                | 192.0.2.0       |                               | 00000000-0000-4000-8000-000000000001
2026-01-05T09:00:07Z | CreateAlias               | arn:aws:iam::111122223333:user/Alice                   | alias/payments                          | 192.0.2.0       |                               | 00000000-0000-4000-8000-000000000002
2026-01-05T09:01:30Z | ImportKeyMaterial         | arn:aws:iam::111122223333:user/Alice                   | Apr 1, 2026 4:00:00 PM                  | 192.0.2.0       |                               | 00000000-0000-4000-8000-000000000003
2026-01-05T09:05:00Z | EnableKeyRotation         | arn:aws:iam::111122223333:user/Alice                   |                                         | 192.0.2.0       | UnsupportedOperationException | 00000000-0000-4000-8000-000000000004
2026-01-06T10:00:00Z | PutKeyPolicy              | arn:aws:iam::111122223333:user/Alice                   |                                         | 192.0.2.0       |                               | 00000000-0000-4000-8000-000000000005
2026-01-06T10:02:00Z | TagResource               | arn:aws:iam::111122223333:user/Alice                   |                                         | 192.0.2.0       |                               | 00000000-0000-4000-8000-000000000006
2026-01-07T08:00:00Z | CreateGrant               | arn:aws:sts::111122223333:assumed-role/KeyAdmin/Bob    | arn:aws:iam::111122223333:role/Payments | 192.0.2.0       |                               | 00000000-0000-4000-8000-000000000007
2026-01-07T11:00:00Z | UpdateKeyDescription      | arn:aws:iam::111122223333:user/Alice                   |                                         | 192.0.2.0       |                               | 00000000-0000-4000-8000-000000000008
2026-02-01T12:00:00Z | RotateKeyOnDemand         | arn:aws:sts::111122223333:assumed-role/KeyAdmin/Bob    |                                         | 192.0.2.0       |                               | 00000000-0000-4000-8000-000000000009
2026-02-01T12:00:04Z | RotateKey                 | AWS Internal                                           |                                         | AWS Internal    |                               | 00000000-0000-4000-8000-000000000010
2026-02-10T07:00:00Z | CreateAlias               | arn:aws:sts::111122223333:assumed-role/Payments/i-0abc | alias/mine                              | 192.0.2.0       | AccessDenied                  | 00000000-0000-4000-8000-000000000011
2026-02-11T07:00:00Z | UpdateAlias               | arn:aws:iam::111122223333:user/Alice                   | alias/payments-2                        | 192.0.2.0       |                               | 00000000-0000-4000-8000-000000000012
2026-03-01T00:00:00Z | RetireGrant               | arn:aws:sts::111122223333:assumed-role/Payments/i-0abc | abcde1237f76e4ba                        | 192.0.2.0       |                               | 00000000-0000-4000-8000-000000000013
2026-03-02T00:00:00Z | DeleteAlias               | arn:aws:iam::111122223333:user/Alice                   | alias/payments-2                        | 192.0.2.0       |                               | 00000000-0000-4000-8000-000000000014
2026-03-10T01:00:00Z | CreateGrant               | arn:aws:sts::111122223333:assumed-role/Payments/i-0abc | arn:aws:iam::444455556666:root          | 192.0.2.0       | AccessDenied                  | 00000000-0000-4000-8000-000000000015
2026-03-11T01:00:00Z | RevokeGrant               | arn:aws:sts::111122223333:assumed-role/KeyAdmin/Bob    | abcde1237f76e4ba                        | 192.0.2.0       |                               | 00000000-0000-4000-8000-000000000016
2026-04-01T16:00:00Z | DeleteExpiredKeyMaterial  | AWS Internal                                           |                                         | AWS Internal    |                               | 00000000-0000-4000-8000-000000000017
2026-04-01T17:10:00Z | ImportKeyMaterial         | arn:aws:iam::111122223333:user/Alice                   | KEY_MATERIAL_DOES_NOT_EXPIRE            | 192.0.2.0       |                               | 00000000-0000-4000-8000-000000000018
2026-04-15T05:00:00Z | DisableKey                | arn:aws:sts::111122223333:assumed-role/KeyAdmin/Bob    |                                         | 192.0.2.0       |                               | 00000000-0000-4000-8000-000000000019
2026-04-16T05:00:00Z | EnableKey                 | arn:aws:iam::111122223333:user/Alice                   |                                         | 192.0.2.0       |                               | 00000000-0000-4000-8000-000000000020
2026-05-01T03:00:00Z | ScheduleKeyDeletion       | arn:aws:sts::111122223333:assumed-role/KeyAdmin/Bob    | 7                                       | 192.0.2.0       |                               | 00000000-0000-4000-8000-000000000021
2026-05-02T03:00:00Z | CancelKeyDeletion         | arn:aws:iam::111122223333:user/Alice                   |                                         | 192.0.2.0       |                               | 00000000-0000-4000-8000-000000000022
2026-05-03T03:00:00Z | DeleteImportedKeyMaterial | arn:aws:iam::111122223333:user/Alice                   |                                         | 192.0.2.0       |                               | 00000000-0000-4000-8000-000000000023
2026-05-10T03:00:00Z | ScheduleKeyDeletion       | arn:aws:iam::111122223333:user/Alice                   | 30                                      | 192.0.2.0       |                               | 00000000-0000-4000-8000-000000000024
2026-06-09T03:00:00Z | DeleteKey                 | AWS Internal                                           |                                         | AWS Internal    |                               | 00000000-0000-4000-8000-000000000025
`);
