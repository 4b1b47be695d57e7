// An act against the monitoring itself, and the record that CloudTrail writes of it.
import type { StackOutputs } from "../../../components/outputs";
import type { CloudTrailRecord } from "../../../detections/detection";
import { recordOf } from "../../../detections/record";

export interface TamperingAct {
  /** Row of the table: what is tampered with. */
  readonly what: string;
  readonly act: string;
  /** `<detection> by <path>` by which a person must hear of it once, whatever else is heard. */
  readonly heardBy: string;
  /** Does it to the deployed stack. @returns the record of it. */
  readonly commit: (stack: StackOutputs) => Promise<CloudTrailRecord>;
}

export const region = "us-east-1";

export function call(
  service: string,
  eventName: string,
  requestParameters: CloudTrailRecord,
): CloudTrailRecord {
  const eventSource = `${service}.amazonaws.com`;
  return recordOf({ eventSource, eventName, requestParameters, awsRegion: region });
}
