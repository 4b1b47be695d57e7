// Reads what the log group's records lead to: the subscription of the formatter, and by metric filters the alarms that notify.
import type { CompositeAlarm, MetricAlarm } from "@aws-sdk/client-cloudwatch";
import {
  CloudWatchLogsClient,
  paginateDescribeSubscriptionFilters,
  type MetricFilter,
} from "@aws-sdk/client-cloudwatch-logs";
import type { DeployedAlarms } from "../local/replay/deployed";
import { TOLD_METRIC } from "../messages/names";
import type { AlarmPath } from "./deployedStack";

export async function subscriptionPatterns(
  region: string,
  logGroupName: string,
  functionArn: string,
): Promise<readonly string[]> {
  const patterns: string[] = [];
  const client = new CloudWatchLogsClient({ region });
  for await (const page of paginateDescribeSubscriptionFilters({ client }, { logGroupName })) {
    for (const { destinationArn, filterPattern = "" } of page.subscriptionFilters ?? []) {
      if (destinationArn === functionArn) patterns.push(filterPattern);
    }
  }
  return patterns;
}

/**
 * The ways from filters to topics, of the stack's alarms only.
 * @param alarmArns By the id of their detection.
 */
export function alarmPaths(
  filters: readonly MetricFilter[],
  { metricAlarms, compositeAlarms }: DeployedAlarms,
  alarmArns: Readonly<Record<string, readonly string[]>>,
): readonly AlarmPath[] {
  const detectionOf = (arn = "") =>
    Object.entries(alarmArns).find(([, arns]) => arns.includes(arn))?.[0];
  const direct = metricAlarms.flatMap((alarm) =>
    pathOf(filters, alarm, alarm, detectionOf(alarm.AlarmArn)),
  );
  const composite = compositeAlarms.flatMap((alarm) => {
    const child = childOf(alarm, metricAlarms);
    const detection = detectionOf(alarm.AlarmArn);
    if (child === undefined) return [];
    const silentIfTold = toldDetection(alarm, metricAlarms);
    return pathOf(filters, child, alarm, detection).map((path) => ({ ...path, silentIfTold }));
  });
  return [...direct, ...composite];
}

type Notifying = Pick<
  MetricAlarm,
  "AlarmName" | "AlarmDescription" | "AlarmActions" | "ActionsEnabled"
>;

/** None if the metric is not written by a filter of the log group. */
function pathOf(
  filters: readonly MetricFilter[],
  counting: MetricAlarm,
  { AlarmName = "", AlarmDescription = "", AlarmActions = [], ActionsEnabled }: Notifying,
  detection: string | undefined,
): readonly AlarmPath[] {
  const filterPatterns = filters
    .filter(({ metricTransformations = [] }) =>
      metricTransformations.some(
        ({ metricNamespace, metricName }) =>
          metricNamespace === counting.Namespace && metricName === counting.MetricName,
      ),
    )
    .map(({ filterPattern = "" }) => filterPattern);
  const { Statistic, ComparisonOperator, Threshold = 1, Period: periodSeconds = 300 } = counting;
  const isCount = Statistic === "Sum" && ComparisonOperator === "GreaterThanOrEqualToThreshold";
  if (detection === undefined || filterPatterns.length === 0 || !isCount) return [];
  return [
    {
      alarmName: AlarmName,
      description: AlarmDescription,
      detection,
      topicArns: ActionsEnabled === false ? [] : AlarmActions,
      filterPatterns,
      threshold: Threshold,
      periodSeconds,
      silentIfTold: undefined,
    },
  ];
}

/** The stack's composite alarms are about one other alarm: ALARM("name"). */
function childOf(
  { AlarmRule = "" }: CompositeAlarm,
  metricAlarms: readonly MetricAlarm[],
): MetricAlarm | undefined {
  const name = /^\s*ALARM\(\s*"?([^")]+)"?\s*\)\s*$/.exec(AlarmRule)?.[1];
  return metricAlarms.find(({ AlarmName, AlarmArn }) => name === AlarmName || name === AlarmArn);
}

/** The detection of which the formatter's word keeps the alarm silent. */
function toldDetection(
  { ActionsSuppressor }: CompositeAlarm,
  metricAlarms: readonly MetricAlarm[],
): string | undefined {
  const suppressor = metricAlarms.find(
    ({ AlarmName, AlarmArn, MetricName }) =>
      (ActionsSuppressor === AlarmName || ActionsSuppressor === AlarmArn) &&
      MetricName === TOLD_METRIC.metricName,
  );
  return suppressor?.Dimensions?.find(({ Name }) => Name === TOLD_METRIC.dimension)?.Value;
}
