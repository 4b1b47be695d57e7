import assert from "node:assert/strict";
import type { MetricAlarm, MetricDataQuery } from "@aws-sdk/client-cloudwatch";
import { evaluateAlarm } from "./alarmEvaluation";

const calls: MetricDataQuery = {
  Id: "calls",
  MetricStat: { Metric: { Namespace: "N", MetricName: "Calls" }, Period: 60, Stat: "Sum" },
  ReturnData: false,
};
const twice: MetricDataQuery = { Id: "twice", Expression: "calls * 2", ReturnData: false };
const more: MetricDataQuery = { Id: "more", Expression: "twice + 1", ReturnData: true };
const query: MetricDataQuery = {
  Id: "query",
  Expression: 'SELECT SUM(Calls) FROM "N"',
  ReturnData: false,
};
const ofQuery: MetricDataQuery = { Id: "more", Expression: "query * 2 + 1", ReturnData: true };
const band: MetricDataQuery = { Id: "band", Expression: "ANOMALY_DETECTION_BAND(calls, 2)" };

const data = {
  series: [{ namespace: "N", metricName: "Calls", dimensions: {}, values: [1, 2, 3] }],
};

/** The newest value of what the alarm watches, and the alarm's state. */
function evaluated(
  Metrics: readonly MetricDataQuery[],
  rest: MetricAlarm = {},
  history?: number[],
) {
  const alarm: MetricAlarm = {
    Metrics: [...Metrics],
    EvaluationPeriods: 1,
    ComparisonOperator: "GreaterThanThreshold",
    Threshold: 6,
    ...rest,
  };
  const { state, contributors } = evaluateAlarm(alarm, { ...data, ...(history && { history }) });
  return [state, ...contributors.map(({ latest }) => latest)];
}

describe("an alarm on expressions", () => {
  it("is evaluated by what refers to what, in whatever order the queries come", () => {
    for (const queries of [
      [calls, twice, more],
      [more, twice, calls],
      [twice, calls, more],
      [query, ofQuery],
      [ofQuery, query],
    ]) {
      assert.deepEqual(evaluated(queries), ["ALARM", 7]);
    }
  });

  it("watches the query that it returns, also behind one that it does not", () => {
    const returned = { ...query, ReturnData: true };
    assert.deepEqual(evaluated([calls, returned]), ["OK", 3]);
    assert.deepEqual(evaluated([{ ...query }, { ...calls, ReturnData: true }]), ["OK", 3]);
  });

  it("compares with the band, also if that comes first", () => {
    const watched = { ...calls, ReturnData: true };
    const outside: MetricAlarm = {
      ComparisonOperator: "GreaterThanUpperThreshold",
      ThresholdMetricId: "band",
    };
    for (const queries of [
      [band, watched],
      [watched, band],
    ]) {
      assert.deepEqual(evaluated(queries, outside, [1, 1, 1]), ["ALARM", 3]);
      assert.deepEqual(evaluated(queries, outside, [3, 3, 3]), ["OK", 3]);
    }
  });
});
