// Where IAM's events are: in one region of each partition, whatever the region of the call.
// https://docs.aws.amazon.com/eventbridge/latest/userguide/eb-service-event-cloudtrail.html
import { toldByMessage, type RecordDetection } from "../detections/detection";

/** The region of IAM in the partition of a region. */
export function iamRegionOf(region: string): string {
  if (region.startsWith("us-gov-")) return "us-gov-west-1";
  return region.startsWith("cn-") ? "cn-north-1" : "us-east-1";
}

/** The detections that look for calls of IAM. */
export function onIam(detections: readonly RecordDetection[]): readonly RecordDetection[] {
  return toldByMessage(detections).filter(({ calls }) =>
    calls.eventSources.includes("iam.amazonaws.com"),
  );
}
