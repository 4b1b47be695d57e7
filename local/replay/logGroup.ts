// Plays CloudWatch Logs' part, which no emulator plays: hands the records that a trail writes to its log group on to the deployed
// metric filters and subscriptions whose patterns match them.
import {
  CloudWatchLogsClient,
  CreateLogStreamCommand,
  DescribeSubscriptionFiltersCommand,
  PutLogEventsCommand,
  ResourceAlreadyExistsException,
} from "@aws-sdk/client-cloudwatch-logs";
import { CloudWatchClient, PutMetricDataCommand } from "@aws-sdk/client-cloudwatch";
import type { CloudTrailRecord } from "../../detections/detection";
import { matchesFilterPattern } from "../../filterPatterns/match";
import { parseFilterPattern } from "../../filterPatterns/parse";
import { metricFiltersOf } from "./deployed";
import { invokeSubscription } from "./serviceEvents";

/** PutMetricData takes at most 1,000 values in one call, PutLogEvents 10,000 events. */
const MOST_AT_ONCE = 1000;

export interface LogGroup {
  readonly region: string;
  readonly logGroupName: string;
}

/** Writes the records to one stream of the group, in their order. */
export async function writeRecords(
  group: LogGroup,
  logStreamName: string,
  records: readonly CloudTrailRecord[],
): Promise<void> {
  for (const batch of batchesOf(records)) {
    await writeEvents(group, logStreamName, batch);
    await countMatches(group, batch);
    await sendToSubscribers(group, logStreamName, batch);
  }
}

async function writeEvents(
  { region, logGroupName }: LogGroup,
  logStreamName: string,
  records: readonly CloudTrailRecord[],
): Promise<void> {
  const client = new CloudWatchLogsClient({ region });
  const stream = { logGroupName, logStreamName };
  await client.send(new CreateLogStreamCommand(stream)).catch((error: unknown) => {
    if (!(error instanceof ResourceAlreadyExistsException)) throw error;
  });
  const logEvents = records.map((record) => ({
    timestamp: Date.now(),
    message: JSON.stringify(record),
  }));
  await client.send(new PutLogEventsCommand({ ...stream, logEvents }));
}

/** Each record that matches adds the filter's value to its metric. */
async function countMatches(
  { region, logGroupName }: LogGroup,
  records: readonly CloudTrailRecord[],
): Promise<void> {
  const cloudWatch = new CloudWatchClient({ region });
  for (const { filterPattern, metricTransformations = [] } of await metricFiltersOf(
    region,
    logGroupName,
  )) {
    const { length } = matching(filterPattern, records);
    if (length === 0) continue;
    for (const { metricNamespace, metricName, metricValue } of metricTransformations) {
      const Values = Array.from({ length }, () => Number(metricValue));
      const MetricData = Values.map((Value) => ({ MetricName: metricName, Value }));
      await cloudWatch.send(new PutMetricDataCommand({ Namespace: metricNamespace, MetricData }));
    }
  }
}

async function sendToSubscribers(
  group: LogGroup,
  logStream: string,
  records: readonly CloudTrailRecord[],
): Promise<void> {
  const client = new CloudWatchLogsClient({ region: group.region });
  const { subscriptionFilters = [] } = await client.send(
    new DescribeSubscriptionFiltersCommand({ logGroupName: group.logGroupName }),
  );
  for (const { filterName, filterPattern } of subscriptionFilters) {
    const matches = matching(filterPattern, records);
    if (matches.length === 0) continue;
    const logEvents = matches.map((record, index) => ({
      id: String(index).padStart(56, "0"),
      timestamp: Date.now(),
      message: JSON.stringify(record),
    }));
    await invokeSubscription({ ...group, filterName: filterName ?? "", logStream, logEvents });
  }
}

function matching(
  filterPattern: string | undefined,
  records: readonly CloudTrailRecord[],
): readonly CloudTrailRecord[] {
  const pattern = parseFilterPattern(filterPattern ?? "");
  return records.filter((record) => matchesFilterPattern(pattern, record));
}

function batchesOf<T>(items: readonly T[]): readonly (readonly T[])[] {
  const count = Math.ceil(items.length / MOST_AT_ONCE);
  return Array.from({ length: count }, (_, index) =>
    items.slice(index * MOST_AT_ONCE, (index + 1) * MOST_AT_ONCE),
  );
}
