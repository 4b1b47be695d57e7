// Plays CloudTrail's part, which no emulator plays: carries records through the deployed trails to archive, log group, metric and event bus.
import {
  CloudWatchLogsClient,
  CreateLogStreamCommand,
  DescribeMetricFiltersCommand,
  PutLogEventsCommand,
  ResourceAlreadyExistsException,
  type MetricFilter,
} from "@aws-sdk/client-cloudwatch-logs";
import { CloudWatchClient, PutMetricDataCommand } from "@aws-sdk/client-cloudwatch";
import type { CloudTrailRecord } from "../../detections/detection";
import { matchesFilterPattern } from "../../filterPatterns/match";
import { parseFilterPattern } from "../../filterPatterns/parse";
import { managementEventIsLogged } from "../../policies/trails/loggedEvents";
import { loggingTrails, type DeployedTrail } from "./deployed";
import { writeLogFiles, type LoggedEvent } from "./logFiles";
import { publishEvent } from "./serviceEvents";

/** What CloudTrail itself reads of a management event. */
interface ManagementEvent extends LoggedEvent {
  readonly eventSource: string;
  readonly readOnly: boolean;
  readonly eventID: string;
  readonly eventTime: string;
}

/** Delivers the records through every deployed trail that logs them, and to EventBridge those that one does. */
export async function deliver(
  records: readonly CloudTrailRecord[],
  homeRegion: string,
): Promise<void> {
  const trails = await loggingTrails(homeRegion);
  for (const record of records) {
    const event = record as unknown as ManagementEvent;
    const logging = trails.filter((trail) => logs(trail, event));
    for (const trail of logging) {
      await deliverToLogGroup(record, event, trail);
    }
    if (logging.length > 0) {
      await deliverToEventBridge(record, event);
    }
  }
  for (const trail of trails) {
    const events = records.map((record) => record as unknown as ManagementEvent);
    await writeLogFiles(
      trail.logFiles,
      events.filter((event) => logs(trail, event)),
    );
  }
}

function logs({ isMultiRegion, homeRegion, selectors }: DeployedTrail, event: ManagementEvent) {
  const isInReach = isMultiRegion || homeRegion === event.awsRegion;
  return isInReach && managementEventIsLogged(selectors, event);
}

/**
 * Rules see calls only while a trail logs them, and read-only calls only in a state that no rule here has.
 * https://docs.aws.amazon.com/eventbridge/latest/userguide/eb-service-event-cloudtrail.html
 */
async function deliverToEventBridge(
  record: CloudTrailRecord,
  event: ManagementEvent,
): Promise<void> {
  if (event.readOnly) {
    return;
  }
  await publishEvent({
    version: "0",
    id: event.eventID,
    "detail-type": "AWS API Call via CloudTrail",
    source: `aws.${event.eventSource.split(".")[0]}`,
    account: event.recipientAccountId,
    time: event.eventTime,
    region: event.awsRegion,
    resources: [],
    detail: record,
  });
}

async function deliverToLogGroup(
  record: CloudTrailRecord,
  { awsRegion, recipientAccountId }: ManagementEvent,
  { logGroupName, homeRegion: region, logFiles: { organizationId } }: DeployedTrail,
): Promise<void> {
  if (logGroupName === undefined) {
    return;
  }
  const client = new CloudWatchLogsClient({ region });
  const owner = organizationId === undefined ? "" : `${organizationId}_`;
  const logStreamName = `${owner}${recipientAccountId}_CloudTrail_${awsRegion}`;
  const stream = { logGroupName, logStreamName };
  await client.send(new CreateLogStreamCommand(stream)).catch((error: unknown) => {
    if (!(error instanceof ResourceAlreadyExistsException)) {
      throw error;
    }
  });
  const logEvents = [{ timestamp: Date.now(), message: JSON.stringify(record) }];
  await client.send(new PutLogEventsCommand({ ...stream, logEvents }));
  const { metricFilters = [] } = await client.send(
    new DescribeMetricFiltersCommand({ logGroupName }),
  );
  for (const filter of metricFilters) {
    if (matchesFilterPattern(parseFilterPattern(filter.filterPattern ?? ""), record)) {
      await putMetrics(region, filter);
    }
  }
}

/** CloudWatch Logs' part: a record that matches adds the filter's value to its metric. */
async function putMetrics(
  region: string,
  { metricTransformations = [] }: MetricFilter,
): Promise<void> {
  const client = new CloudWatchClient({ region });
  for (const { metricNamespace, metricName, metricValue } of metricTransformations) {
    const MetricData = [{ MetricName: metricName, Value: Number(metricValue) }];
    await client.send(new PutMetricDataCommand({ Namespace: metricNamespace, MetricData }));
  }
}
