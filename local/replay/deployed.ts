// Reads from AWS what is deployed: trails with their selectors and log groups, metric filters, alarms, and who an alarm belongs to. Nothing here comes from the program.
import {
  CloudTrailClient,
  DescribeTrailsCommand,
  GetEventSelectorsCommand,
  GetTrailStatusCommand,
  type GetEventSelectorsResponse,
  type Trail,
} from "@aws-sdk/client-cloudtrail";
import {
  CloudWatchClient,
  DescribeAlarmsCommand,
  ListTagsForResourceCommand,
  paginateDescribeAlarms,
  type AlarmType,
  type CompositeAlarm,
  type MetricAlarm,
} from "@aws-sdk/client-cloudwatch";
import {
  CloudWatchLogsClient,
  paginateDescribeMetricFilters,
  type MetricFilter,
} from "@aws-sdk/client-cloudwatch-logs";
import { DescribeOrganizationCommand, OrganizationsClient } from "@aws-sdk/client-organizations";
import type { LogFileDestination } from "./logFiles";

/** A trail that logs now. */
export interface DeployedTrail {
  readonly homeRegion: string;
  readonly isMultiRegion: boolean;
  readonly logGroupName: string | undefined;
  /** Why CloudTrail could not write to the log group the last time. */
  readonly logGroupError: string | undefined;
  readonly logFiles: LogFileDestination;
  /** GetEventSelectors' answer. */
  readonly selectors: GetEventSelectorsResponse;
}

/** Trails of the account that were started, with what they log. */
export async function loggingTrails(homeRegion: string): Promise<readonly DeployedTrail[]> {
  const client = new CloudTrailClient({ region: homeRegion });
  const { trailList = [] } = await client.send(new DescribeTrailsCommand({}));
  const trails = await Promise.all(trailList.map((trail) => loggingTrail(client, trail)));
  return trails.filter((trail) => trail !== undefined);
}

async function loggingTrail(
  client: CloudTrailClient,
  { TrailARN = "", ...trail }: Trail,
): Promise<DeployedTrail | undefined> {
  const { IsLogging = false, LatestCloudWatchLogsDeliveryError } = await client.send(
    new GetTrailStatusCommand({ Name: TrailARN }),
  );
  const selectors = await client.send(new GetEventSelectorsCommand({ TrailName: TrailARN }));
  if (!IsLogging) {
    return undefined;
  }
  const homeRegion = trail.HomeRegion ?? "";
  return {
    homeRegion,
    isMultiRegion: trail.IsMultiRegionTrail ?? false,
    logGroupName: trail.CloudWatchLogsLogGroupArn?.split(":")[6],
    logGroupError: LatestCloudWatchLogsDeliveryError || undefined,
    logFiles: {
      region: homeRegion,
      bucketName: trail.S3BucketName ?? "",
      keyPrefix: trail.S3KeyPrefix ? `${trail.S3KeyPrefix}/` : "",
      organizationId: trail.IsOrganizationTrail ? await organizationId(homeRegion) : undefined,
      keyArn: trail.KmsKeyId,
    },
    selectors,
  };
}

async function organizationId(region: string): Promise<string | undefined> {
  const client = new OrganizationsClient({ region });
  const { Organization } = await client.send(new DescribeOrganizationCommand({}));
  return Organization?.Id;
}

export interface DeployedAlarms {
  readonly metricAlarms: readonly MetricAlarm[];
  readonly compositeAlarms: readonly CompositeAlarm[];
}

/** Every alarm of a region. */
export async function alarmsIn(region: string): Promise<DeployedAlarms> {
  const client = new CloudWatchClient({ region });
  const AlarmTypes: AlarmType[] = ["MetricAlarm", "CompositeAlarm"];
  const metricAlarms: MetricAlarm[] = [];
  const compositeAlarms: CompositeAlarm[] = [];
  for await (const page of paginateDescribeAlarms({ client }, { AlarmTypes })) {
    metricAlarms.push(...(page.MetricAlarms ?? []));
    compositeAlarms.push(...(page.CompositeAlarms ?? []));
  }
  return { metricAlarms, compositeAlarms };
}

/** Every metric filter of a log group. */
export async function metricFiltersOf(
  region: string,
  logGroupName: string,
): Promise<readonly MetricFilter[]> {
  const client = new CloudWatchLogsClient({ region });
  const filters: MetricFilter[] = [];
  for await (const page of paginateDescribeMetricFilters({ client }, { logGroupName })) {
    filters.push(...(page.metricFilters ?? []));
  }
  return filters;
}

/** The id of the detection that an alarm's tag names. */
export async function detectionOf(region: string, alarmName: string): Promise<string> {
  const client = new CloudWatchClient({ region });
  const { MetricAlarms = [], CompositeAlarms = [] } = await client.send(
    new DescribeAlarmsCommand({
      AlarmNames: [alarmName],
      AlarmTypes: ["MetricAlarm", "CompositeAlarm"],
    }),
  );
  const ResourceARN = [...MetricAlarms, ...CompositeAlarms][0]?.AlarmArn;
  const { Tags = [] } = await client.send(new ListTagsForResourceCommand({ ResourceARN }));
  return Tags.find((tag) => tag.Key === "detection")?.Value ?? "unknown";
}
