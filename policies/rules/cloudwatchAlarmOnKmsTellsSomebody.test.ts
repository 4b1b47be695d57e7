import assert from "node:assert/strict";
import { UNKNOWN } from "../rule";
import { cloudwatchAlarmOnKmsTellsSomebody as rule } from "./cloudwatchAlarmOnKmsTellsSomebody";
import { resource, said } from "./saidOf";

const alarm = (props: object = {}) =>
  resource("aws:cloudwatch/metricAlarm:MetricAlarm", "expiry", {
    name: "keys-expiry",
    namespace: "AWS/KMS",
    region: "us-west-2",
    ...props,
  });
const eventRule = (pattern: object, props: object = {}) =>
  resource("aws:cloudwatch/eventRule:EventRule", "alarms", {
    eventPattern: JSON.stringify(pattern),
    region: "us-west-2",
    ...props,
  });
const composite = (props: object) =>
  resource("aws:cloudwatch/compositeAlarm:CompositeAlarm", "any", {
    alarmRule: 'ALARM("other") OR ALARM("keys-expiry")',
    alarmActions: ["arn:aws:sns:us-west-2:111122223333:alerts"],
    ...props,
  });
const WENT_OFF = {
  source: ["aws.cloudwatch"],
  "detail-type": ["CloudWatch Alarm State Change"],
  detail: { alarmName: [{ prefix: "keys-" }], state: { value: ["ALARM"] } },
};
const SILENT = [
  "expiry: alarmActions has no enabled action, and no composite alarm or event rule of the stack tells of the alarm",
];

describe("cloudwatch-alarm-on-kms-tells-somebody", () => {
  it("is mandatory", () => {
    assert.equal(rule.level, "mandatory");
  });

  it("allows an action, even one that is not known yet", () => {
    for (const alarmActions of [["arn:aws:sns:us-west-2:1:t"], [UNKNOWN], UNKNOWN]) {
      assert.deepEqual(said(rule, [alarm({ alarmActions })]), []);
    }
  });

  it("refuses an alarm without one", () => {
    for (const alarmActions of [undefined, null, []]) {
      assert.deepEqual(said(rule, [alarm({ alarmActions })]), SILENT);
    }
  });

  it("takes an event rule of the same region for an action if it matches the alarm", () => {
    assert.deepEqual(said(rule, [alarm(), eventRule(WENT_OFF)]), []);
    const { source, "detail-type": detailType } = WENT_OFF;
    assert.deepEqual(said(rule, [alarm(), eventRule({ source, "detail-type": detailType })]), []);
    for (const other of [
      eventRule(WENT_OFF, { region: "us-east-1" }),
      eventRule({ ...WENT_OFF, source: ["aws.kms"] }),
      eventRule({ ...WENT_OFF, "detail-type": ["AWS API Call via CloudTrail"] }),
      eventRule({ ...WENT_OFF, detail: { alarmName: [{ prefix: "cost-" }] } }),
      eventRule({ ...WENT_OFF, detail: { alarmName: [{ "anything-but": ["keys-expiry"] }] } }),
    ]) {
      assert.deepEqual(said(rule, [alarm(), other]), SILENT);
    }
  });

  it("takes a composite alarm for an action if it has one and names the alarm", () => {
    const arn = "arn:aws:cloudwatch:us-west-2:111122223333:alarm:keys-expiry";
    assert.deepEqual(said(rule, [alarm(), composite({})]), []);
    assert.deepEqual(said(rule, [alarm(), composite({ alarmRule: `ALARM(${arn})` })]), []);
    for (const other of [
      composite({ alarmActions: [] }),
      composite({ actionsEnabled: false }),
      composite({ alarmRule: 'ALARM("keys-expiry-2")' }),
    ]) {
      assert.deepEqual(said(rule, [alarm(), other]), SILENT);
    }
  });

  it("judges alarms on the metric of a filter on KMS or trails, whatever its namespace", () => {
    const metric = { name: "Deletions", namespace: "Ours" };
    const filter = (pattern: string) =>
      resource("aws:cloudwatch/logMetricFilter:LogMetricFilter", "filter", {
        pattern,
        metricTransformation: { ...metric, value: "1" },
      });
    const onFilter = alarm({ namespace: metric.namespace, metricName: metric.name });
    assert.deepEqual(
      said(rule, [onFilter, filter("{ $.eventSource = kms.amazonaws.com }")]),
      SILENT,
    );
    assert.deepEqual(said(rule, [onFilter, filter("{ $.eventName = StopLogging }")]), SILENT);
    assert.deepEqual(said(rule, [onFilter, filter("{ $.eventName = ConsoleLogin }")]), []);
    const muted = alarm({ ...onFilter.props, alarmActions: ["a"], actionsEnabled: false });
    assert.deepEqual(said(rule, [muted, filter("{ $.eventName = StopLogging }")]), SILENT);
  });

  it("leaves disabled actions to the policy that judges them before they are deployed", () => {
    assert.deepEqual(said(rule, [alarm({ actionsEnabled: false })]), []);
  });

  it("leaves other alarms alone, and regions that a setting names", () => {
    assert.deepEqual(said(rule, [alarm({ namespace: "AWS/SQS" })]), []);
    assert.deepEqual(said(rule, [alarm()], { regionsWithoutActions: ["us-west-2"] }), []);
    assert.deepEqual(said(rule, [alarm()], { regionsWithoutActions: ["eu-west-1"] }), SILENT);
  });
});
