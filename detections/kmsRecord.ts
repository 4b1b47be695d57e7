// Builds CloudTrail records of KMS calls in the shape of AWS's documented entries, so that a sample states only what is special about it.
// https://docs.aws.amazon.com/kms/latest/developerguide/ct-encrypt.html
import type { CloudTrailRecord } from "./detection";

/** What differs from one KMS call to the next. */
export interface KmsCall {
  readonly eventName: string;
  readonly keyArn: string;
  readonly readOnly: boolean;
  readonly eventTime?: string;
  readonly errorCode?: string;
  readonly errorMessage?: string;
}

/** The record of one call, made by the guide's user Alice in the key's own region and account. */
export function kmsRecord({ eventName, keyArn, readOnly, ...rest }: KmsCall): CloudTrailRecord {
  const [, , , awsRegion, accountId] = keyArn.split(":");
  return {
    eventVersion: "1.08",
    userIdentity: {
      type: "IAMUser",
      principalId: "EX_PRINCIPAL_ID",
      arn: `arn:aws:iam::${accountId}:user/Alice`,
      accountId,
      accessKeyId: "EXAMPLE_KEY_ID",
      userName: "Alice",
    },
    eventTime: "2022-07-14T20:17:42Z",
    eventSource: "kms.amazonaws.com",
    eventName,
    awsRegion,
    sourceIPAddress: "192.0.2.0",
    userAgent: "AWS Internal",
    requestParameters: { keyId: keyArn },
    responseElements: null,
    requestID: "f3423043-63bc-11e4-bc2b-4198b6150d5c",
    eventID: "91235988-eb87-476a-ac2c-0cdc244e6dca",
    readOnly,
    resources: [{ ARN: keyArn, accountId, type: "AWS::KMS::Key" }],
    eventType: "AwsApiCall",
    managementEvent: true,
    recipientAccountId: accountId,
    eventCategory: "Management",
    ...rest,
  };
}
