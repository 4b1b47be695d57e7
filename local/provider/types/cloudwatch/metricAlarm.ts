import {
  CloudWatchClient,
  DeleteAlarmsCommand,
  DescribeAlarmsCommand,
  ListTagsForResourceCommand,
  PutMetricAlarmCommand,
  type ComparisonOperator,
  type PutMetricAlarmCommandInput,
  type StandardUnit,
  type Statistic,
} from "@aws-sdk/client-cloudwatch";
import { updateAlarmTags } from "../../alarmTags";
import type { Aws } from "../../aws";
import { REGIONAL, resourceType, TAGGED, type Inputs, type Properties } from "../../resourceType";
import {
  dimensionList,
  dimensionMap,
  METRIC_QUERIES,
  queryFromAws,
  queryToAws,
} from "../../metricQueries";
import { tagList, tagMap } from "../../tags";

// A CloudWatch alarm on a metric or on metric queries.

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
  metricName: { type: "string", conflictsWith: ["metricQueries"] },
  dimensions: { type: "map" },
  period: { type: "integer" },
  statistic: { type: "string" },
  extendedStatistic: { type: "string" },
  unit: { type: "string" },
  metricQueries: METRIC_QUERIES,
  arn: { type: "string", output: true },
} as const satisfies Properties;

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
    const answer = await cloudwatch.send(
      new DescribeAlarmsCommand({ AlarmNames: [id], AlarmTypes: ["MetricAlarm"] }),
    );
    const [alarm] = answer.MetricAlarms ?? [];
    if (alarm === undefined) return undefined;
    const tags = await cloudwatch.send(
      new ListTagsForResourceCommand({ ResourceARN: alarm.AlarmArn }),
    );
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
      dimensions: dimensionMap(alarm.Dimensions),
      period: alarm.Period,
      // An alarm has one of the two; the emulator makes up the other.
      statistic: alarm.ExtendedStatistic === undefined ? alarm.Statistic : undefined,
      extendedStatistic: alarm.ExtendedStatistic,
      unit: alarm.Unit,
      metricQueries: alarm.Metrics?.map(queryFromAws),
      arn: alarm.AlarmArn,
      tagsAll: tagMap(tags.Tags),
    };
  },

  async update(change, aws) {
    await put(change.news, aws);
    if (change.changed("tagsAll")) await updateAlarmTags(change, aws);
  },

  async delete(id, _known, aws) {
    await aws.client(CloudWatchClient).send(new DeleteAlarmsCommand({ AlarmNames: [id] }));
  },
});

/** Writes the whole alarm; AWS minds the tags only when the alarm is new. */
async function put(inputs: Inputs<typeof properties>, aws: Aws): Promise<void> {
  await aws.client(CloudWatchClient).send(new PutMetricAlarmCommand(metricAlarmRequest(inputs)));
}

/** The alarm as CloudWatch takes it. */
export function metricAlarmRequest(inputs: Inputs<typeof properties>): PutMetricAlarmCommandInput {
  return {
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
    Dimensions: dimensionList(inputs.dimensions),
    Period: inputs.period,
    Statistic: inputs.statistic as Statistic,
    ExtendedStatistic: inputs.extendedStatistic,
    Unit: inputs.unit as StandardUnit,
    Metrics: inputs.metricQueries?.map(queryToAws),
    Tags: tagList(inputs.tagsAll),
  };
}
