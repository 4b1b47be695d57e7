// Plays CloudTrail's part, which no emulator plays: carries records through the deployed trails to archive, log group and event bus.
import { callEventOf } from "../../detections/callEvent";
import type { CloudTrailRecord } from "../../detections/detection";
import { loggingTrails, type DeployedTrail } from "./deployed";
import { writeLogFiles, type LoggedEvent } from "./logFiles";
import { writeRecords } from "./logGroup";
import { asAws, publishEvent } from "./serviceEvents";
import { trailLogs } from "./trailLogs";

/** What CloudTrail itself reads of a management event. */
interface ManagementEvent extends LoggedEvent {
  readonly eventSource: string;
  readonly readOnly: boolean;
  readonly eventID: string;
  readonly eventType: string;
  readonly eventTime: string;
}

/** Delivers the records through every deployed trail that logs them, and to EventBridge those that one does. */
export async function deliver(
  records: readonly CloudTrailRecord[],
  homeRegion: string,
): Promise<void> {
  const trails = await loggingTrails(homeRegion);
  await asAws(async () => {
    for (const record of records) {
      if (trails.some((trail) => trailLogs(trail, record))) {
        await publishEvent(callEventOf(eventOf(record), record));
      }
    }
    for (const trail of trails) {
      const logged = records.filter((record) => trailLogs(trail, record));
      await deliverToLogGroup(logged, trail);
      await writeLogFiles(trail.logFiles, logged.map(eventOf));
    }
  });
}

function eventOf(record: CloudTrailRecord): ManagementEvent {
  return record as unknown as ManagementEvent;
}

/** Each account and region has a stream of its own, and an organization's trail names the organization. */
async function deliverToLogGroup(
  records: readonly CloudTrailRecord[],
  { logGroupName, logGroupError, homeRegion: region, logFiles: { organizationId } }: DeployedTrail,
): Promise<void> {
  if (logGroupName === undefined || logGroupError !== undefined) return;
  const owner = organizationId === undefined ? "" : `${organizationId}_`;
  const streamOf = (record: CloudTrailRecord): string => {
    const { recipientAccountId, awsRegion } = eventOf(record);
    return `${owner}${recipientAccountId}_CloudTrail_${awsRegion}`;
  };
  for (const stream of new Set(records.map(streamOf))) {
    const ofStream = records.filter((record) => streamOf(record) === stream);
    await writeRecords({ region, logGroupName }, stream, ofStream);
  }
}
