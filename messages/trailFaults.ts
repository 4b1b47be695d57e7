// What is wrong with a trail's deliveries from a region, by what CloudTrail says of them there; on an error CloudTrail tells nobody unless asked.
// https://docs.aws.amazon.com/awscloudtrail/latest/APIReference/API_GetTrailStatus.html
import type { GetTrailStatusResponse } from "@aws-sdk/client-cloudtrail";

/** CloudTrail delivers log files about every five minutes, and each heartbeat is an event to deliver. */
const SILENCE_MINUTES = 60;

/**
 * CloudTrail does not say when an error was, nor whether it forgets it once a delivery succeeds: a delivery of late ends it. GetTrailStatus
 * itself is an event to deliver, so that there is a delivery of late in each region where it is asked.
 */
const LATE_MINUTES = 15;
/** Digests are delivered each hour. https://docs.aws.amazon.com/awscloudtrail/latest/userguide/cloudtrail-log-file-validation-intro.html */
const LATE_MINUTES_OF_DIGESTS = 120;

interface Delivery {
  readonly what: string;
  readonly error: string | undefined;
  readonly succeeded: Date | undefined;
  readonly lateMinutes: number;
}

/** One text for each fault; none if all is well. */
export function trailFaults(status: GetTrailStatusResponse, now: Date): readonly string[] {
  if (status.IsLogging !== true) return ["The trail is not logging."];
  return deliveriesOf(status)
    .filter(({ error = "" }) => error !== "")
    .filter(({ succeeded, lateMinutes }) => minutesBetween(succeeded, now) > lateMinutes)
    .map(({ what, error }) => `CloudTrail could not deliver ${what}: ${error}`);
}

function deliveriesOf(status: GetTrailStatusResponse): readonly Delivery[] {
  return [
    {
      what: "log files",
      error: status.LatestDeliveryError,
      succeeded: status.LatestDeliveryTime,
      lateMinutes: LATE_MINUTES,
    },
    {
      what: "records to the log group",
      error: status.LatestCloudWatchLogsDeliveryError,
      succeeded: status.LatestCloudWatchLogsDeliveryTime,
      lateMinutes: LATE_MINUTES,
    },
    {
      what: "digest files",
      error: status.LatestDigestDeliveryError,
      succeeded: status.LatestDigestDeliveryTime,
      lateMinutes: LATE_MINUTES_OF_DIGESTS,
    },
    {
      what: "notifications of log files",
      error: status.LatestNotificationError,
      succeeded: status.LatestNotificationTime,
      lateMinutes: LATE_MINUTES,
    },
  ];
}

/** For the region of the heartbeat: elsewhere nothing may have happened for long. A trail that just started has delivered nothing yet. */
export function silence(status: GetTrailStatusResponse, now: Date): readonly string[] {
  const times = [status.LatestDeliveryTime, status.StartLoggingTime].filter((time) => time != null);
  if (status.IsLogging !== true || times.length === 0) return [];
  const latest = new Date(Math.max(...times.map((time) => time.getTime())));
  return minutesBetween(latest, now) <= SILENCE_MINUTES
    ? []
    : [`CloudTrail has delivered no log file since ${latest.toISOString()}.`];
}

function minutesBetween(time: Date | undefined, now: Date): number {
  return time === undefined ? Infinity : (now.getTime() - time.getTime()) / 60_000;
}
