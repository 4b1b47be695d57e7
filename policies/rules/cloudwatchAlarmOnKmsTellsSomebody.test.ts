import assert from "node:assert/strict";
import { SECRET, UNKNOWN } from "../rule";
import { cloudwatchAlarmOnKmsTellsSomebody as rule } from "./cloudwatchAlarmOnKmsTellsSomebody";
import { resource } from "../testing/resource";
import { said } from "../testing/said";

const alarm = (props: object = {}) =>
  resource("aws:cloudwatch/metricAlarm:MetricAlarm", "expiry", {
    name: "keys-expiry",
    namespace: "AWS/KMS",
    region: "us-west-2",
    ...props,
  });
const eventRule = (pattern: object, props: object = {}) =>
  resource("aws:cloudwatch/eventRule:EventRule", "alarms", {
    name: "alarms-1a2b",
    eventPattern: JSON.stringify(pattern),
    region: "us-west-2",
    ...props,
  });
const target = (props: object = {}) =>
  resource("aws:cloudwatch/eventTarget:EventTarget", "alarms", { rule: "alarms-1a2b", ...props });
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
    const { source, "detail-type": detailType, detail } = WENT_OFF;
    const { state, alarmName } = detail;
    for (const pattern of [
      WENT_OFF,
      { source, "detail-type": detailType },
      { source, detail: { alarmName } },
      { source, region: [{ "anything-but": ["us-east-1"] }] },
      { source, $or: [{ detail: { alarmName: ["x"] } }, { detail: { state } }] },
    ]) {
      assert.deepEqual(said(rule, [alarm(), eventRule(pattern), target()]), []);
    }
    for (const other of [
      eventRule(WENT_OFF, { region: "us-east-1" }),
      eventRule({ ...WENT_OFF, source: ["aws.kms"] }),
      eventRule({ ...WENT_OFF, "detail-type": ["AWS API Call via CloudTrail"] }),
      eventRule({ ...WENT_OFF, detail: { alarmName: [{ prefix: "cost-" }] } }),
      eventRule({ ...WENT_OFF, detail: { alarmName: [{ "anything-but": ["keys-expiry"] }] } }),
      eventRule({ ...WENT_OFF, region: [{ "anything-but": ["us-west-2"] }] }),
    ]) {
      assert.deepEqual(said(rule, [alarm(), other, target()]), SILENT);
    }
  });

  it("does not take an event rule for an action that tells nobody", () => {
    const { detail, ...rest } = WENT_OFF;
    for (const teller of [
      eventRule(WENT_OFF, { state: "DISABLED" }),
      eventRule(WENT_OFF, { isEnabled: false }),
      eventRule(WENT_OFF, { state: UNKNOWN }),
      eventRule({}),
      eventRule({ detail }),
      eventRule({ ...rest, detail: { state: { value: ["OK"] } } }),
      eventRule({ ...rest, $or: [{ detail: { state: { value: ["OK"] } } }] }),
      eventRule({ ...rest, detail: "ALARM" }),
      eventRule(WENT_OFF, { eventPattern: SECRET }),
      eventRule(WENT_OFF, { eventPattern: `{"source":${"[".repeat(9e4)}${"]".repeat(9e4)}}` }),
    ]) {
      assert.deepEqual(said(rule, [alarm(), teller, target()]), SILENT);
    }
    assert.deepEqual(said(rule, [alarm(), eventRule(WENT_OFF)]), SILENT);
    assert.deepEqual(said(rule, [alarm(), eventRule(WENT_OFF), target({ rule: "x" })]), SILENT);
  });

  it("waits for the pattern and the name of an event rule that are not known yet", () => {
    const patternless = eventRule(WENT_OFF, { eventPattern: UNKNOWN });
    assert.deepEqual(said(rule, [alarm(), patternless, target()]), []);
    const unnamed = [eventRule(WENT_OFF, { name: UNKNOWN }), target({ rule: UNKNOWN })];
    assert.deepEqual(said(rule, [alarm(), ...unnamed]), []);
  });

  it("takes a Lambda function for somebody, as an action, behind a topic and as a target", () => {
    const topic = "arn:aws:sns:us-west-2:111122223333:alerts";
    const lambda = "arn:aws:lambda:us-west-2:111122223333:function:formatter";
    const subscription = resource("aws:sns/topicSubscription:TopicSubscription", "formatter", {
      topic,
      protocol: "lambda",
      endpoint: lambda,
    });
    assert.deepEqual(said(rule, [alarm({ alarmActions: [lambda] })]), []);
    assert.deepEqual(said(rule, [alarm({ alarmActions: [topic] }), subscription]), []);
    assert.deepEqual(said(rule, [alarm(), eventRule(WENT_OFF), target({ arn: lambda })]), []);
  });

  it("judges alarms on the metric of a filter on KMS or trails, or one that may be, whatever its namespace", () => {
    const metric = { name: "Deletions", namespace: "Ours" };
    const filter = (pattern: unknown) =>
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
    assert.deepEqual(said(rule, [onFilter, filter(UNKNOWN)]), SILENT);
    assert.deepEqual(said(rule, [onFilter, filter(SECRET)]), SILENT);
    const muted = alarm({ ...onFilter.props, alarmActions: ["a"], actionsEnabled: false });
    assert.deepEqual(said(rule, [muted, filter("{ $.eventName = StopLogging }")]), SILENT);
  });

  it("leaves disabled actions to the policy that judges them before they are deployed", () => {
    const alarmActions = ["arn:aws:sns:us-west-2:111122223333:alerts"];
    assert.deepEqual(said(rule, [alarm({ alarmActions, actionsEnabled: false })]), []);
    assert.deepEqual(said(rule, [alarm({ actionsEnabled: false })]), SILENT);
  });

  it("leaves other alarms alone, and regions that a setting names", () => {
    assert.deepEqual(said(rule, [alarm({ namespace: "AWS/SQS" })]), []);
    assert.deepEqual(said(rule, [alarm()], { regionsWithoutActions: ["us-west-2"] }), []);
    assert.deepEqual(said(rule, [alarm()], { regionsWithoutActions: ["eu-west-1"] }), SILENT);
  });
});
