// Plays KMS's and CloudWatch's part for keys with imported material: publishes the time left, and evaluates the deployed Metrics Insights alarms.
import { randomUUID } from "node:crypto";
import {
  CloudWatchClient,
  GetMetricStatisticsCommand,
  ListMetricsCommand,
  PutMetricDataCommand,
  SetAlarmStateCommand,
  type Metric,
  type MetricAlarm,
} from "@aws-sdk/client-cloudwatch";
import { DescribeKeyCommand, KMSClient, ListKeysCommand } from "@aws-sdk/client-kms";
import type { AwsEvent } from "../../detections/detection";
import { passes } from "./alarmThreshold";
import { alarmsIn } from "./deployed";
import {
  evaluateMetricsInsightsQuery,
  parseMetricsInsightsQuery,
  type MetricSeries,
} from "./metricsInsights";
import { publishEvent } from "./serviceEvents";

const EXPIRY_METRIC = "SecondsUntilKeyMaterialExpiration";

/**
 * Publishes SecondsUntilKeyMaterialExpiration of every key of the region whose material expires.
 * https://docs.aws.amazon.com/kms/latest/developerguide/monitoring-cloudwatch.html#kms-metrics
 */
export async function publishTimeLeft(region: string): Promise<void> {
  const kms = new KMSClient({ region });
  const { Keys = [] } = await kms.send(new ListKeysCommand({}));
  const MetricData = [];
  for (const { KeyId } of Keys) {
    const { KeyMetadata } = await kms.send(new DescribeKeyCommand({ KeyId }));
    if (KeyMetadata?.Origin === "EXTERNAL" && KeyMetadata.ValidTo !== undefined) {
      MetricData.push({
        MetricName: EXPIRY_METRIC,
        Dimensions: [{ Name: "KeyId", Value: KeyId }],
        Unit: "Seconds" as const,
        Value: (KeyMetadata.ValidTo.getTime() - Date.now()) / 1000,
      });
    }
  }
  if (MetricData.length > 0) {
    const cloudWatch = new CloudWatchClient({ region });
    await cloudWatch.send(new PutMetricDataCommand({ Namespace: "AWS/KMS", MetricData }));
  }
}

/**
 * Evaluates the region's alarms on Metrics Insights queries about expiration, which the emulator keeps and does not evaluate, and sets their states.
 * Each series that begins to breach is told by an event of its own, also while the alarm is in ALARM already, and not again by those
 * of other series.
 * https://docs.aws.amazon.com/AmazonCloudWatch/latest/monitoring/cloudwatch-and-eventbridge.html
 * @param breached Series that breach; kept from one evaluation to the next.
 * @returns Names of the alarms.
 */
export async function evaluateQueryAlarms(
  region: string,
  breached: Set<string>,
): Promise<readonly string[]> {
  const { metricAlarms } = await alarmsIn(region);
  const alarms = metricAlarms.filter(({ Metrics = [] }) =>
    Metrics.some(({ Expression }) => Expression?.startsWith(`SELECT MIN(${EXPIRY_METRIC})`)),
  );
  for (const alarm of alarms) {
    await evaluate(region, alarm, breached);
  }
  return alarms.map(({ AlarmName = "" }) => AlarmName);
}

async function evaluate(region: string, alarm: MetricAlarm, breached: Set<string>): Promise<void> {
  const client = new CloudWatchClient({ region });
  const query = alarm.Metrics?.find(({ ReturnData }) => ReturnData !== false);
  const parsed = parseMetricsInsightsQuery(query?.Expression ?? "");
  const series = await recentSeries(client, parsed.from.namespace, query?.Period ?? 60);
  const groups = evaluateMetricsInsightsQuery(parsed, series);
  const breaching = groups.filter(({ value }) => passes(value, alarm)).length;
  await client.send(
    new SetAlarmStateCommand({
      AlarmName: alarm.AlarmName,
      StateValue: breaching > 0 ? "ALARM" : "OK",
      StateReason: `${breaching} out of ${groups.length} time series evaluated to ALARM`,
    }),
  );
  for (const { group, value } of groups) {
    const contributor = `${alarm.AlarmArn} ${JSON.stringify(group)}`;
    const was = breached.has(contributor);
    if (!passes(value, alarm)) breached.delete(contributor);
    else if (!was) {
      breached.add(contributor);
      await publishEvent(contributorEvent(region, alarm, group, value));
    }
  }
}

function contributorEvent(
  region: string,
  { AlarmArn = "", AlarmName, AlarmDescription, Threshold }: MetricAlarm,
  attributes: Readonly<Record<string, string>>,
  value: number,
): AwsEvent {
  const id = randomUUID();
  const time = new Date().toISOString();
  return {
    version: "0",
    id,
    "detail-type": "CloudWatch Alarm Contributor State Change",
    source: "aws.cloudwatch",
    account: AlarmArn.split(":")[4] ?? "",
    time,
    region,
    resources: [AlarmArn],
    detail: {
      alarmName: AlarmName,
      alarmContributor: { id: id.slice(0, 8), attributes },
      state: {
        value: "ALARM",
        reason: `Threshold Crossed: 1 datapoint [${Math.round(value)}] was less than or equal to the threshold (${Threshold}).`,
        timestamp: time,
      },
      configuration: { description: AlarmDescription },
    },
  };
}

/** Values of the last period of every metric of the namespace. */
async function recentSeries(
  client: CloudWatchClient,
  namespace: string,
  periodSeconds: number,
): Promise<readonly MetricSeries[]> {
  const { Metrics = [] } = await client.send(new ListMetricsCommand({ Namespace: namespace }));
  return Promise.all(Metrics.map((metric) => seriesOf(client, metric, periodSeconds)));
}

async function seriesOf(
  client: CloudWatchClient,
  { Namespace = "", MetricName = "", Dimensions = [] }: Metric,
  periodSeconds: number,
): Promise<MetricSeries> {
  const now = Date.now();
  const { Datapoints = [] } = await client.send(
    new GetMetricStatisticsCommand({
      Namespace,
      MetricName,
      Dimensions,
      StartTime: new Date(now - periodSeconds * 1000),
      EndTime: new Date(now + 1000),
      Period: periodSeconds,
      Statistics: ["Minimum"],
    }),
  );
  return {
    namespace: Namespace,
    metricName: MetricName,
    dimensions: Object.fromEntries(Dimensions.map(({ Name = "", Value = "" }) => [Name, Value])),
    values: Datapoints.flatMap(({ Minimum }) => (Minimum === undefined ? [] : [Minimum])),
  };
}
