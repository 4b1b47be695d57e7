import type { Dimension, MetricDataQuery, StandardUnit } from "@aws-sdk/client-cloudwatch";
import type { Inputs, Property } from "./resourceType";

// The metric queries of an alarm, as the program writes them and as CloudWatch takes them.

export const METRIC_QUERIES = {
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
} as const satisfies Property;

type Query = Inputs<(typeof METRIC_QUERIES)["of"]["properties"]>;

export function queryToAws(query: Query): MetricDataQuery {
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
        Dimensions: dimensionList(metric.dimensions),
      },
      Period: metric.period,
      Stat: metric.stat,
      Unit: metric.unit as StandardUnit,
    },
  };
}

export function queryFromAws(query: MetricDataQuery): Query {
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
      dimensions: dimensionMap(stat.Metric?.Dimensions),
      period: stat.Period ?? 0,
      stat: stat.Stat ?? "",
      unit: stat.Unit,
    },
  };
}

export function dimensionList(
  dimensions: Readonly<Record<string, string>> | undefined,
): Dimension[] | undefined {
  return dimensions && Object.entries(dimensions).map(([Name, Value]) => ({ Name, Value }));
}

export function dimensionMap(
  dimensions: readonly Dimension[] | undefined,
): Record<string, string> | undefined {
  return (
    dimensions &&
    Object.fromEntries(dimensions.map(({ Name = "", Value = "" }) => [Name, Value] as const))
  );
}
