// Builds CloudTrail records of what happens to KMS keys, so that a sample states only what is special about it.
// https://docs.aws.amazon.com/kms/latest/developerguide/understanding-kms-entries.html
import { alice } from "./callers";
import type { CloudTrailRecord } from "./detection";
import { recordOf, serviceRecordOf, type CallFields } from "./record";

export const KMS_EVENT_SOURCE = "kms.amazonaws.com";

/** The key of the guide's samples. */
export const sampleKeyArn =
  "arn:aws:kms:us-west-2:111122223333:key/1234abcd-12ab-34cd-56ef-1234567890ab";

/** What differs from one KMS call to the next. */
export interface KmsCall extends CallFields {
  readonly eventName: string;
  readonly keyArn: string;
  readonly readOnly: boolean;
}

/** The record of one call, made by the guide's user Alice in the key's own region and account. */
export function kmsRecord({ keyArn, ...call }: KmsCall): CloudTrailRecord {
  const key = parts(keyArn);
  return recordOf({
    eventSource: KMS_EVENT_SOURCE,
    userIdentity: alice(key.accountId),
    awsRegion: key.region,
    requestParameters: { keyId: keyArn },
    resources: [{ ARN: keyArn, accountId: key.accountId, type: "AWS::KMS::Key" }],
    recipientAccountId: key.accountId,
    ...call,
  });
}

/** The record of what KMS itself did to a key. */
export function kmsServiceRecord(eventName: string, keyArn: string): CloudTrailRecord {
  const { region, accountId, keyId } = parts(keyArn);
  return {
    ...serviceRecordOf({
      eventSource: KMS_EVENT_SOURCE,
      eventName,
      awsRegion: region,
      resources: [{ accountId, type: "AWS::KMS::Key", ARN: keyArn }],
      recipientAccountId: accountId,
    }),
    serviceEventDetails: { keyId },
  };
}

function parts(keyArn: string): { region: string; accountId: string; keyId: string } {
  const [, , , region = "", accountId = "", resource = ""] = keyArn.split(":");
  return { region, accountId, keyId: resource.replace("key/", "") };
}
