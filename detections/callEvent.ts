// The event that EventBridge makes of a CloudTrail record.
// https://docs.aws.amazon.com/eventbridge/latest/userguide/eb-service-event-cloudtrail.html
import type { AwsEvent, CloudTrailRecord } from "./detection";

const API_CALL = "AWS API Call via CloudTrail";
/** What a service does by itself. */
const SERVICE_EVENT = "AWS Service Event via CloudTrail";

/** The detail-types of events that are made of records. */
export const CLOUDTRAIL_EVENTS: readonly string[] = [API_CALL, SERVICE_EVENT];

/** Events from AWS itself: whoever may call PutEvents may give others any type, but no such source. */
export const FROM_AWS: readonly object[] = [{ prefix: "aws." }];

/** The elements of a record that the event's own fields are made of; one that is missing leaves its field empty. */
export interface RecordedCall {
  readonly eventSource: string;
  readonly eventType?: string | undefined;
  readonly eventID?: string | undefined;
  readonly eventTime?: string | undefined;
  readonly awsRegion?: string | undefined;
  readonly recipientAccountId?: string | undefined;
}

export function callEventOf(call: RecordedCall, record: CloudTrailRecord): AwsEvent {
  return {
    version: "0",
    id: call.eventID ?? "",
    "detail-type": call.eventType === "AwsServiceEvent" ? SERVICE_EVENT : API_CALL,
    source: `aws.${call.eventSource.split(".")[0]}`,
    account: call.recipientAccountId ?? "",
    time: call.eventTime ?? "",
    region: call.awsRegion ?? "",
    resources: [],
    detail: record,
  };
}
