// Builds CloudTrail records in the shape of AWS's documented entries, so that a sample states only what is special about it.
// https://docs.aws.amazon.com/awscloudtrail/latest/userguide/cloudtrail-event-reference-record-contents.html
import { alice } from "./callers";
import type { CloudTrailRecord } from "./detection";

/** What the samples call the trail and the log group in use. */
export const SAMPLE_NAMES = {
  trailName: "kms-monitoring-dev",
  logGroupName: "/aws/cloudtrail/kms-monitoring-dev",
} as const;

/** What may differ from one call of any service to the next. */
export interface CallFields {
  readonly awsRegion?: string;
  readonly eventTime?: string;
  readonly userIdentity?: CloudTrailRecord;
  readonly requestParameters?: CloudTrailRecord | null;
  readonly responseElements?: CloudTrailRecord | null;
  readonly additionalEventData?: CloudTrailRecord;
  readonly resources?: readonly CloudTrailRecord[];
  readonly errorCode?: string;
  readonly errorMessage?: string;
  readonly recipientAccountId?: string;
}

/** One call of a service. */
export interface ServiceCall extends CallFields {
  /** As `kms.amazonaws.com`. */
  readonly eventSource: string;
  readonly eventName: string;
  /** @default false */
  readonly readOnly?: boolean;
}

/** The record of one call, made by the guides' user Alice unless another caller is given. */
export function recordOf({ eventSource, eventName, ...rest }: ServiceCall): CloudTrailRecord {
  return {
    eventVersion: "1.08",
    userIdentity: alice(),
    eventTime: "2022-07-14T20:17:42Z",
    eventSource,
    eventName,
    awsRegion: "us-west-2",
    sourceIPAddress: "192.0.2.0",
    userAgent: "AWS Internal",
    requestParameters: null,
    responseElements: null,
    requestID: "f3423043-63bc-11e4-bc2b-4198b6150d5c",
    eventID: "91235988-eb87-476a-ac2c-0cdc244e6dca",
    readOnly: false,
    eventType: "AwsApiCall",
    managementEvent: true,
    recipientAccountId: "111122223333",
    eventCategory: "Management",
    ...rest,
  };
}

/** What a service did by itself. It answers no request, so there is none. */
export function serviceRecordOf(call: ServiceCall): CloudTrailRecord {
  const accountId = call.recipientAccountId ?? "111122223333";
  return {
    ...recordOf({ ...call, userIdentity: { accountId, invokedBy: "AWS Internal" } }),
    sourceIPAddress: "AWS Internal",
    eventType: "AwsServiceEvent",
  };
}
