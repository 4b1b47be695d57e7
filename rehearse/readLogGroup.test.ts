import assert from "node:assert/strict";
import { alarmPaths } from "./readLogGroup";

const arn = (name: string) => `arn:aws:cloudwatch:us-east-1:111122223333:alarm:${name}`;
const counting = (AlarmName: string, special: object = {}) => ({
  AlarmName,
  AlarmArn: arn(AlarmName),
  AlarmDescription: "text",
  AlarmActions: ["topic"],
  Namespace: "N",
  MetricName: "M",
  Statistic: "Sum" as const,
  Period: 60,
  Threshold: 3,
  ComparisonOperator: "GreaterThanOrEqualToThreshold" as const,
  ...special,
});
const filters = [
  {
    filterPattern: "{ $.a = 1 }",
    metricTransformations: [{ metricNamespace: "N", metricName: "M", metricValue: "1" }],
  },
  {
    filterPattern: "{ $.b = 1 }",
    metricTransformations: [{ metricNamespace: "N", metricName: "Other", metricValue: "1" }],
  },
];
const path = {
  alarmName: "direct",
  description: "text",
  detection: "d",
  topicArns: ["topic"],
  filterPatterns: ["{ $.a = 1 }"],
  threshold: 3,
  periodSeconds: 60,
  silentIfTold: undefined,
};

describe("the ways from the log group to topics", () => {
  it("lead over a metric alarm on the metric of a filter", () => {
    const alarms = {
      metricAlarms: [
        counting("direct"),
        counting("of-nobody"),
        counting("other-metric", { MetricName: "Else" }),
        counting("other-statistic", { Statistic: "Minimum" }),
      ],
      compositeAlarms: [],
    };
    const arns = { d: [arn("direct"), arn("other-metric"), arn("other-statistic")] };
    assert.deepEqual(alarmPaths(filters, alarms, arns), [path]);
  });

  it("end at an alarm whose actions are off", () => {
    const alarms = {
      metricAlarms: [counting("direct", { ActionsEnabled: false })],
      compositeAlarms: [],
    };
    assert.deepEqual(alarmPaths(filters, alarms, { d: [arn("direct")] }), [
      { ...path, topicArns: [] },
    ]);
  });

  it("lead over a composite alarm that the formatter's word keeps silent", () => {
    const composite = {
      AlarmName: "fallback",
      AlarmArn: arn("fallback"),
      AlarmDescription: "not told",
      AlarmRule: 'ALARM("records")',
      AlarmActions: ["topic"],
      ActionsSuppressor: arn("told"),
    };
    const told = {
      AlarmName: "told",
      AlarmArn: arn("told"),
      MetricName: "Told",
      Dimensions: [{ Name: "Detection", Value: "d" }],
    };
    const metricAlarms = [counting("records", { AlarmActions: [] }), told];
    const expected = { ...path, alarmName: "fallback", description: "not told" };
    const read = (compositeAlarms: readonly object[]) =>
      alarmPaths(filters, { metricAlarms, compositeAlarms }, { d: [arn("fallback")] });
    assert.deepEqual(read([composite]), [{ ...expected, silentIfTold: "d" }]);
    assert.deepEqual(read([{ ...composite, ActionsSuppressor: "gone" }]), [expected]);
    assert.deepEqual(read([{ ...composite, AlarmRule: 'ALARM("gone")' }]), []);
  });
});
