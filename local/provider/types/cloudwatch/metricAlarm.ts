// A CloudWatch alarm on a metric or on metric queries.
import {
  CloudWatchClient,
  DeleteAlarmsCommand,
  DescribeAlarmsCommand,
  ListTagsForResourceCommand,
  PutMetricAlarmCommand,
  TagResourceCommand,
  UntagResourceCommand,
  type ComparisonOperator,
  type Dimension,
  type MetricDataQuery,
  type StandardUnit,
  type Statistic,
} from "@aws-sdk/client-cloudwatch";
import type { Aws } from "../../aws";
import { REGIONAL, resourceType, TAGGED, type Change, type Inputs, type Properties } from "../../resourceType";
import { tagChange, tagList, tagMap } from "../../tags";

const properties = {
  ...REGIONAL,
  ...TAGGED,
  name: { type: "string", computed: true, replaces: true },
  alarmDescription: { type: "string" },
  actionsEnabled: { type: "boolean", default: true },
  alarmActions: { type: "set", of: { type: "string" } },
  okActions: { type: "set", of: { type: "string" } },
  insufficientDataActions: { type: "set", of: { type: "string" } },
  comparisonOperator: { type: "string" },
  evaluationPeriods: { type: "integer" },
  datapointsToAlarm: { type: "integer" },
  threshold: { type: "number" },
  thresholdMetricId: { type: "string" },
  treatMissingData: { type: "string", default: "missing" },
  evaluateLowSampleCountPercentiles: { type: "string", computed: true },
  namespace: { type: "string" },
  metricName: { type: "string" },
  dimensions: { type: "map" },
  period: { type: "integer" },
  statistic: { type: "string" },
  extendedStatistic: { type: "string" },
  unit: { type: "string" },
  metricQueries: {
    type: "set",
    of: {
      type: "object",
      properties: {
        id: { type: "string", required: true },
        accountId: { type: "string" },
        expression: { type: "string" },
        label: { type: "string" },
        period: { type: "integer" },
        returnData: { type: "boolean" },
        metric: {
          type: "object",
          properties: {
            metricName: { type: "string", required: true },
            namespace: { type: "string" },
            dimensions: { type: "map" },
            period: { type: "integer", required: true },
            stat: { type: "string", required: true },
            unit: { type: "string" },
          },
        },
      },
    },
  },
  arn: { type: "string", output: true },
} as const satisfies Properties;

type Query = NonNullable<Inputs<typeof properties>["metricQueries"]>[number];

export default resourceType({
  token: "aws:cloudwatch/metricAlarm:MetricAlarm",
  properties,
  naming: { property: "name", maxLength: 255 },

  async create(inputs, aws) {
    await put(inputs, aws);
    return inputs.name ?? "";
  },

  async read(id, _known, aws) {
    const cloudwatch = aws.client(CloudWatchClient);
    const answer = await cloudwatch.send(new DescribeAlarmsCommand({ AlarmNames: [id], AlarmTypes: ["MetricAlarm"] }));
    const [alarm] = answer.MetricAlarms ?? [];
    if (alarm === undefined) return undefined;
    const tags = await cloudwatch.send(new ListTagsForResourceCommand({ ResourceARN: alarm.AlarmArn }));
    return {
      name: alarm.AlarmName,
      alarmDescription: alarm.AlarmDescription,
      actionsEnabled: alarm.ActionsEnabled,
      alarmActions: alarm.AlarmActions,
      okActions: alarm.OKActions,
      insufficientDataActions: alarm.InsufficientDataActions,
      comparisonOperator: alarm.ComparisonOperator,
      evaluationPeriods: alarm.EvaluationPeriods,
      datapointsToAlarm: alarm.DatapointsToAlarm,
      threshold: alarm.Threshold,
      thresholdMetricId: alarm.ThresholdMetricId,
      treatMissingData: alarm.TreatMissingData,
      evaluateLowSampleCountPercentiles: alarm.EvaluateLowSampleCountPercentile,
      namespace: alarm.Namespace,
      metricName: alarm.MetricName,
      dimensions: mapOf(alarm.Dimensions),
      period: alarm.Period,
      statistic: alarm.Statistic,
      extendedStatistic: alarm.ExtendedStatistic,
      unit: alarm.Unit,
      metricQueries: alarm.Metrics?.map(queryFromAws),
      arn: alarm.AlarmArn,
      tagsAll: tagMap(tags.Tags),
    };
  },

  async update(change, aws) {
    await put(change.news, aws);
    if (change.changed("tagsAll")) await updateTags(change, aws);
  },

  async delete(id, _known, aws) {
    await aws.client(CloudWatchClient).send(new DeleteAlarmsCommand({ AlarmNames: [id] }));
  },
});

/** Writes the whole alarm; AWS minds the tags only when the alarm is new. */
async function put(inputs: Inputs<typeof properties>, aws: Aws): Promise<void> {
  await aws.client(CloudWatchClient).send(
    new PutMetricAlarmCommand({
      AlarmName: inputs.name,
      AlarmDescription: inputs.alarmDescription,
      ActionsEnabled: inputs.actionsEnabled,
      AlarmActions: inputs.alarmActions,
      OKActions: inputs.okActions,
      InsufficientDataActions: inputs.insufficientDataActions,
      ComparisonOperator: inputs.comparisonOperator as ComparisonOperator,
      EvaluationPeriods: inputs.evaluationPeriods,
      DatapointsToAlarm: inputs.datapointsToAlarm,
      Threshold: inputs.threshold,
      ThresholdMetricId: inputs.thresholdMetricId,
      TreatMissingData: inputs.treatMissingData,
      EvaluateLowSampleCountPercentile: inputs.evaluateLowSampleCountPercentiles,
      Namespace: inputs.namespace,
      MetricName: inputs.metricName,
      Dimensions: listOf(inputs.dimensions),
      Period: inputs.period,
      Statistic: inputs.statistic as Statistic,
      ExtendedStatistic: inputs.extendedStatistic,
      Unit: inputs.unit as StandardUnit,
      Metrics: inputs.metricQueries?.map(queryToAws),
      Tags: tagList(inputs.tagsAll),
    }),
  );
}

function queryToAws(query: Query): MetricDataQuery {
  const { metric } = query;
  return {
    Id: query.id,
    AccountId: query.accountId,
    Expression: query.expression,
    Label: query.label,
    Period: query.period,
    // Left out it would mean true to AWS, and false to the real provider.
    ReturnData: query.returnData ?? false,
    MetricStat: metric && {
      Metric: {
        Namespace: metric.namespace,
        MetricName: metric.metricName,
        Dimensions: listOf(metric.dimensions),
      },
      Period: metric.period,
      Stat: metric.stat,
      Unit: metric.unit as StandardUnit,
    },
  };
}

function queryFromAws(query: MetricDataQuery): Query {
  const stat = query.MetricStat;
  return {
    id: query.Id ?? "",
    accountId: query.AccountId,
    expression: query.Expression,
    label: query.Label,
    period: query.Period,
    returnData: query.ReturnData,
    metric: stat && {
      metricName: stat.Metric?.MetricName ?? "",
      namespace: stat.Metric?.Namespace,
      dimensions: mapOf(stat.Metric?.Dimensions),
      period: stat.Period ?? 0,
      stat: stat.Stat ?? "",
      unit: stat.Unit,
    },
  };
}

function listOf(dimensions: Readonly<Record<string, string>> | undefined): Dimension[] | undefined {
  return dimensions && Object.entries(dimensions).map(([Name, Value]) => ({ Name, Value }));
}

function mapOf(dimensions: readonly Dimension[] | undefined): Record<string, string> | undefined {
  return dimensions && Object.fromEntries(dimensions.map(({ Name, Value }) => [Name, Value ?? ""]));
}

async function updateTags({ olds, news }: Change<typeof properties>, aws: Aws): Promise<void> {
  const cloudwatch = aws.client(CloudWatchClient);
  const { set, remove } = tagChange(olds.tagsAll, news.tagsAll);
  const ResourceARN = olds.arn;
  if (remove.length > 0) await cloudwatch.send(new UntagResourceCommand({ ResourceARN, TagKeys: remove }));
  if (Object.keys(set).length > 0) await cloudwatch.send(new TagResourceCommand({ ResourceARN, Tags: tagList(set) }));
}
