// Every alarm on a metric, judged by others than this project: AWS's documented expressions, and AWS's model of PutMetricAlarm. `npm run audit` asks more.
import assert from "node:assert/strict";
import { checkAlarms } from "../audit/alarmChecks";
import { emulatorPython } from "../local/python";
import { composed, documented } from "./alarmExpressions/documented";
import { partsOf, shapeOf } from "./alarmExpressions/shape";
import { deployedAlarms } from "./alarmSamples/deployedAlarms";

describe("the expressions of the alarms", () => {
  const deployed = deployedAlarms();

  it("have the form of one that AWS documents, or that we put together of such", () => {
    const known = new Set(
      [...documented, ...composed].map(({ expression }) => shapeOf(expression)),
    );
    const unknown = deployed()
      .flatMap(({ alarm }) => alarm.Metrics ?? [])
      .flatMap(({ Expression }) => (Expression === undefined ? [] : [Expression]))
      .filter((expression) => !known.has(shapeOf(expression)));
    assert.deepEqual(unknown, []);
  });

  it("have no part that AWS does not document", () => {
    for (const { expression, of } of composed) {
      const known = new Set(of.flatMap((one) => partsOf(one.expression)));
      const unknown = partsOf(expression).filter((part) => !known.has(part));
      assert.deepEqual(unknown, [], expression);
    }
  });

  it("return one series, or one and its band, as CloudWatch demands", () => {
    for (const { alarm } of deployed()) {
      const { Metrics: queries = [], ThresholdMetricId: bandId } = alarm;
      const returned = queries.filter(({ ReturnData }) => ReturnData).map(({ Id }) => Id);
      const expected = queries.length === 0 ? 0 : bandId === undefined ? 1 : 2;
      assert.equal(returned.length, expected, alarm.AlarmName);
      assert.equal(bandId === undefined || returned.includes(bandId), true, alarm.AlarmName);
      assert.equal(bandId === undefined, alarm.Threshold !== undefined, alarm.AlarmName);
      // https://docs.aws.amazon.com/AmazonCloudWatch/latest/monitoring/cloudwatch_limits.html
      assert.ok(queries.filter(({ MetricStat }) => MetricStat).length <= 10, alarm.AlarmName);
      const periods = new Set(queries.flatMap(({ MetricStat }) => MetricStat?.Period ?? []));
      assert.ok(periods.size <= 1, alarm.AlarmName);
    }
  });

  it("look back no more than a day, and a query no more than its three hours", () => {
    for (const { alarm } of deployed()) {
      const { Metrics: queries = [], EvaluationPeriods = 0 } = alarm;
      const isQuery = queries.some(({ Expression }) => Expression?.startsWith("SELECT"));
      const stats = queries.flatMap(({ Period, MetricStat }) => Period ?? MetricStat?.Period ?? []);
      const period = alarm.Period ?? Math.max(...stats);
      assert.ok(period * EvaluationPeriods <= (isQuery ? 10_800 : 86_400), alarm.AlarmName);
    }
  });

  it("are taken by AWS's model of PutMetricAlarm", async () => {
    const { executable } = await emulatorPython({ environment: process.env });
    const alarms = deployed().map(({ alarm }) => alarm);
    assert.deepEqual(checkAlarms(executable, ["botocore"], alarms), []);
  });
});
