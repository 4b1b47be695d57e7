import assert from "node:assert/strict";
import { type Resource, SECRET, UNKNOWN } from "../rule";
import { cloudwatchAlarmOnKmsHasActionsEnabled as isUnmuted } from "../rules/cloudwatchAlarmOnKmsHasActionsEnabled";
import { cloudwatchAlarmOnKmsTellsSomebody as tells } from "../rules/cloudwatchAlarmOnKmsTellsSomebody";
import { eventsRuleOnKmsHasTarget as hasTarget } from "../rules/eventsRuleOnKmsHasTarget";
import { eventsRuleOnKmsIsEnabled as isEnabled } from "../rules/eventsRuleOnKmsIsEnabled";
import { eventsTargetOnKmsHasDeadLetterQueue as hasQueue } from "../rules/eventsTargetOnKmsHasDeadLetterQueue";
import { importedKeyMaterialHasExpiryAlarm as hasExpiryAlarm } from "../rules/importedKeyMaterialHasExpiryAlarm";
import { resource } from "../testing/resource";
import { said } from "../testing/said";

// Alarms and event rules of aws-native, as the policies judge them, by themselves and with those of the AWS provider.

const TOPIC = "arn:aws:sns:us-west-2:111122223333:alerts";
const NATIVE = "aws-native:cloudwatch:Alarm";
const alarm = (props: object = {}, type = NATIVE): Resource =>
  resource(type, "expiry", {
    [type === NATIVE ? "alarmName" : "name"]: "keys-expiry",
    namespace: "AWS/KMS",
    ...props,
  });
const composite = (props: object = {}, type = "aws-native:cloudwatch:CompositeAlarm") =>
  resource(type, "all", {
    ...{ alarmName: "all", alarmRule: 'ALARM("keys-expiry")', alarmActions: [TOPIC] },
    ...props,
  });
const eventRule = (props: object = {}) =>
  resource("aws-native:events:Rule", "rule", {
    name: "rule-1a2b",
    eventPattern: { source: ["aws.kms"], "detail-type": ["KMS CMK Deletion"] },
    targets: [{ id: "topic", arn: TOPIC }],
    ...props,
  });
const target = (props: object = {}) =>
  resource("aws:cloudwatch/eventTarget:EventTarget", "target", { rule: "rule-1a2b", ...props });
const silent = (name: string) =>
  `${name}: alarmActions has no enabled action, and no composite alarm or event rule of the stack tells of the alarm`;

describe("an alarm of aws-native", () => {
  it("must have its actions enabled", () => {
    const alarmActions = [TOPIC];
    assert.deepEqual(said(isUnmuted, [alarm({ alarmActions })]), []);
    assert.deepEqual(said(isUnmuted, [alarm({ alarmActions, actionsEnabled: false })]), [
      "expiry: actionsEnabled is not true",
    ]);
    const metricStat = { metric: { namespace: "AWS/KMS", metricName: "CallCount" }, stat: "Sum" };
    const onQuery = { namespace: undefined, metrics: [{ id: "m", metricStat }] };
    assert.deepEqual(
      said(isUnmuted, [alarm({ alarmActions, actionsEnabled: false, ...onQuery })]),
      ["expiry: actionsEnabled is not true"],
    );
    const other = { alarmActions, actionsEnabled: false, namespace: "AWS/EC2" };
    assert.deepEqual(said(isUnmuted, [alarm(other)]), []);
  });

  it("must tell somebody, by itself or by a composite alarm of either provider", () => {
    assert.deepEqual(said(tells, [alarm()]), [silent("expiry")]);
    assert.deepEqual(said(tells, [alarm({ alarmActions: [TOPIC] })]), []);
    for (const each of [alarm(), alarm({}, "aws:cloudwatch/metricAlarm:MetricAlarm")]) {
      for (const type of [
        "aws-native:cloudwatch:CompositeAlarm",
        "aws:cloudwatch/compositeAlarm:CompositeAlarm",
      ]) {
        assert.deepEqual(said(tells, [each, composite({}, type)]), []);
        const muted = composite({ actionsEnabled: false }, type);
        assert.deepEqual(said(tells, [each, muted]), [silent("expiry"), silent("all")]);
      }
      const ofOther = composite({ alarmRule: "ALARM(x)" });
      assert.deepEqual(said(tells, [each, ofOther]), [silent("expiry")]);
    }
  });

  it("needs no action if it only suppresses a composite alarm", () => {
    const suppressed = composite({ alarmRule: "ALARM(x)", actionsSuppressor: "keys-expiry" });
    assert.deepEqual(said(tells, [alarm(), suppressed]), []);
  });

  it("is in the region of its ARN", () => {
    const arn = "arn:aws:cloudwatch:us-west-2:111122223333:alarm:keys-expiry";
    const elsewhere = composite(
      { region: "us-east-1" },
      "aws:cloudwatch/compositeAlarm:CompositeAlarm",
    );
    assert.deepEqual(said(tells, [alarm({ arn }), elsewhere]), [silent("expiry")]);
    assert.deepEqual(said(tells, [alarm({ arn })], { regionsWithoutActions: ["us-west-2"] }), []);
  });

  it("is told of by an event rule of aws-native, with a target of its own or of the AWS provider", () => {
    const eventPattern = { source: ["aws.cloudwatch"], detail: { alarmName: ["keys-expiry"] } };
    assert.deepEqual(said(tells, [alarm(), eventRule({ eventPattern })]), []);
    const targetless = eventRule({ eventPattern, targets: undefined });
    assert.deepEqual(said(tells, [alarm(), targetless, target()]), []);
    assert.deepEqual(said(tells, [alarm(), targetless]), [silent("expiry")]);
    const unknown = eventRule({
      eventPattern: { source: ["aws.cloudwatch"], resources: [UNKNOWN] },
    });
    assert.deepEqual(said(tells, [alarm(), unknown]), []);
    const secret = eventRule({ eventPattern: { source: ["aws.cloudwatch"], resources: [SECRET] } });
    assert.deepEqual(said(tells, [alarm(), secret]), [silent("expiry")]);
  });

  it("is on KMS if a metric filter of aws-native feeds it", () => {
    const transformation = { metricName: "Deletions", metricNamespace: "Ours", metricValue: "1" };
    const filter = (filterPattern: string) =>
      resource("aws-native:logs:MetricFilter", "filter", {
        filterPattern,
        metricTransformations: [transformation],
      });
    const onFilter = alarm({ namespace: "Ours", metricName: "Deletions" });
    const kms = filter("{ $.eventSource = kms.amazonaws.com }");
    assert.deepEqual(said(tells, [onFilter, kms]), [silent("expiry")]);
    assert.deepEqual(said(tells, [onFilter, filter("{ $.eventName = ConsoleLogin }")]), []);
  });

  it("watches imported key material that expires", () => {
    const key = resource("aws:kms/externalKey:ExternalKey", "k", {
      ...{ id: "1234abcd", keyId: "1234abcd", validTo: "2027-06-01T00:00:00Z" },
    });
    const metricName = "SecondsUntilKeyMaterialExpiration";
    const dimensions = [{ name: "KeyId", value: "1234abcd" }];
    const metricStat = {
      ...{ metric: { namespace: "AWS/KMS", metricName, dimensions }, stat: "Minimum", period: 60 },
    };
    const inTime = {
      ...{ comparisonOperator: "LessThanThreshold", threshold: 864_000, alarmActions: [TOPIC] },
    };
    const expression = `SELECT MIN(${metricName}) FROM SCHEMA("AWS/KMS", KeyId)`;
    const onMetric = { ...inTime, metricName, dimensions, statistic: "Minimum" };
    for (const props of [
      onMetric,
      { ...inTime, namespace: undefined, metrics: [{ id: "m", metricStat }] },
      { ...inTime, namespace: undefined, metrics: [{ id: "m", expression, returnData: true }] },
    ]) {
      assert.deepEqual(said(hasExpiryAlarm, [key, alarm(props)]), []);
      assert.deepEqual(said(hasExpiryAlarm, [key, alarm({ ...props, alarmActions: [] })]), [
        "k: validTo makes the key material expire, and the alarm on it has no enabled action",
      ]);
    }
    for (const props of [
      { ...onMetric, dimensions: [{ name: "KeyId", value: "x" }] },
      { ...onMetric, dimensions: [...dimensions, UNKNOWN] },
      { ...inTime, namespace: undefined, metrics: [{ id: "m", metricStat, returnData: false }] },
    ]) {
      assert.deepEqual(said(hasExpiryAlarm, [key, alarm(props)]), [
        "k: validTo makes the key material expire, and no alarm on SecondsUntilKeyMaterialExpiration goes off at least 7 days before",
      ]);
    }
  });
});

describe("an event rule of aws-native", () => {
  it("must be enabled, its pattern being an object or a text", () => {
    assert.deepEqual(said(isEnabled, [eventRule({ state: "ENABLED" })]), []);
    assert.deepEqual(said(isEnabled, [eventRule()]), []);
    for (const eventPattern of [
      { source: ["aws.kms"] },
      '{"source":["aws.kms"]}',
      { source: ["aws.ec2"], resources: [UNKNOWN] },
      { source: [SECRET] },
    ]) {
      assert.deepEqual(said(isEnabled, [eventRule({ eventPattern, state: "DISABLED" })]), [
        'rule: state is not "ENABLED"',
      ]);
    }
    const onOthers = eventRule({ eventPattern: { source: ["aws.ec2"] }, state: "DISABLED" });
    assert.deepEqual(said(isEnabled, [onOthers]), []);
  });

  it("must have a target, of its own or of the AWS provider", () => {
    const NONE = ["rule: has no target in its stack"];
    assert.deepEqual(said(hasTarget, [eventRule()]), []);
    assert.deepEqual(said(hasTarget, [eventRule({ targets: UNKNOWN })]), []);
    assert.deepEqual(said(hasTarget, [eventRule({ targets: [UNKNOWN] })]), []);
    for (const targets of [undefined, null, [], SECRET]) {
      for (const name of ["rule-1a2b", undefined]) {
        assert.deepEqual(said(hasTarget, [eventRule({ name, targets })]), NONE);
      }
      assert.deepEqual(said(hasTarget, [eventRule({ targets }), target()]), []);
      assert.deepEqual(said(hasTarget, [eventRule({ targets }), target({ rule: "x" })]), NONE);
    }
    const unnamed = eventRule({ name: UNKNOWN, targets: [] });
    assert.deepEqual(said(hasTarget, [unnamed, target({ rule: UNKNOWN })]), []);
  });

  it("should keep what its targets cannot take, each of them", () => {
    const arn = "arn:aws:sqs:us-west-2:111122223333:dead";
    const targets = [{ arn: TOPIC, deadLetterConfig: { arn } }, { arn: TOPIC }];
    assert.deepEqual(said(hasQueue, [eventRule({ targets })]), [
      "rule: targets[1].deadLetterConfig.arn is not set, so an event that cannot be delivered is lost",
    ]);
    assert.deepEqual(said(hasQueue, [eventRule({ targets: targets.slice(0, 1) })]), []);
    assert.deepEqual(said(hasQueue, [eventRule({ targets: UNKNOWN })]), []);
  });
});
