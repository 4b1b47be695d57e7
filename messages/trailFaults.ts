// What is wrong with a trail's deliveries, by what CloudTrail says of them; on an error CloudTrail tells nobody unless it is asked.
// https://docs.aws.amazon.com/awscloudtrail/latest/APIReference/API_GetTrailStatus.html
import type { GetTrailStatusResponse } from "@aws-sdk/client-cloudtrail";

/** CloudTrail delivers log files about every five minutes, and each heartbeat is an event to deliver. */
const SILENCE_MINUTES = 60;

/** One text for each fault; none if all is well. */
export function trailFaults(status: GetTrailStatusResponse, now: Date): readonly string[] {
  if (status.IsLogging !== true) return ["The trail is not logging."];
  return [
    ...refused("log files", status.LatestDeliveryError),
    ...refused("records to the log group", status.LatestCloudWatchLogsDeliveryError),
    ...refused("digest files", status.LatestDigestDeliveryError),
    ...refused("notifications of log files", status.LatestNotificationError),
    ...silence(status, now),
  ];
}

function refused(what: string, error = ""): readonly string[] {
  return error === "" ? [] : [`CloudTrail could not deliver ${what}: ${error}`];
}

/** A trail that just started has delivered nothing yet. */
function silence(status: GetTrailStatusResponse, now: Date): readonly string[] {
  const times = [status.LatestDeliveryTime, status.StartLoggingTime].filter((time) => time != null);
  const latest = Math.max(...times.map((time) => time.getTime()));
  const minutes = (now.getTime() - latest) / 60_000;
  if (times.length === 0 || minutes <= SILENCE_MINUTES) return [];
  return [`CloudTrail has delivered no log file since ${new Date(latest).toISOString()}.`];
}
