import assert from "node:assert/strict";
import { SECRET, UNKNOWN } from "../rule";
import { cloudwatchAlarmOnKmsTellsSomebody as rule } from "../rules/cloudwatchAlarmOnKmsTellsSomebody";
import { resource } from "../testing/resource";
import { said } from "../testing/said";

// Composite alarms, as cloudwatch-alarm-on-kms-tells-somebody sees them.

const REGION = "us-west-2";
const ARN = `arn:aws:cloudwatch:${REGION}:111122223333:alarm:keys-expiry`;
const TOPIC = `arn:aws:sns:${REGION}:111122223333:alerts`;

const alarm = (props: object = {}) =>
  resource("aws:cloudwatch/metricAlarm:MetricAlarm", "expiry", {
    ...{ name: "keys-expiry", namespace: "AWS/KMS", region: REGION },
    ...props,
  });
const composite = (props: object, name = "any") =>
  resource("aws:cloudwatch/compositeAlarm:CompositeAlarm", name, {
    ...{
      alarmName: name,
      alarmRule: 'ALARM("other") OR ALARM("keys-expiry")',
      alarmActions: [TOPIC],
    },
    ...props,
  });
const silent = (...names: readonly string[]) =>
  names.map(
    (name) =>
      `${name}: alarmActions has no enabled action, and no composite alarm or event rule of the stack tells of the alarm`,
  );

describe("a composite alarm that names an alarm on KMS", () => {
  it("tells of the alarm if it has an action and goes off with the alarm", () => {
    for (const alarmRule of [
      'ALARM("other") OR ALARM("keys-expiry")',
      `ALARM(${ARN})`,
      `ALARM("${ARN}") AND OK(other)`,
      "INSUFFICIENT_DATA(keys-expiry) OR ALARM( keys-expiry )",
      'ALARM ( "keys-expiry" )',
    ]) {
      for (const own of [{}, { actionsEnabled: false }]) {
        assert.deepEqual(said(rule, [alarm(own), composite({ alarmRule })]), []);
      }
    }
  });

  it("does not tell of it otherwise", () => {
    for (const props of [
      { alarmRule: 'ALARM("keys-expiry-2")' },
      { alarmRule: 'OK("keys-expiry")' },
      { alarmRule: 'NOT ALARM("keys-expiry")' },
      { alarmRule: SECRET },
      { alarmRule: undefined },
      { region: "us-east-1" },
    ]) {
      assert.deepEqual(said(rule, [alarm(), composite(props)]), silent("expiry"));
    }
  });

  it("must have actions that are enabled, also if the alarm has some of its own", () => {
    for (const props of [
      { alarmActions: undefined },
      { alarmActions: [] },
      { actionsEnabled: false },
      { actionsEnabled: "false" },
      { actionsEnabled: SECRET },
    ]) {
      assert.deepEqual(said(rule, [alarm(), composite(props)]), silent("expiry", "any"));
      const telling = alarm({ alarmActions: [TOPIC] });
      assert.deepEqual(said(rule, [telling, composite(props)]), silent("any"));
    }
  });

  it("waits for a rule and actions that are not known yet, not for actions that are missing", () => {
    const unknown = { alarmRule: UNKNOWN };
    assert.deepEqual(said(rule, [alarm(), composite(unknown)]), []);
    assert.deepEqual(said(rule, [alarm(), composite({ alarmActions: UNKNOWN })]), []);
    assert.deepEqual(said(rule, [alarm(), composite({ actionsEnabled: UNKNOWN })]), []);
    const without = composite({ ...unknown, alarmActions: [] });
    assert.deepEqual(said(rule, [alarm(), without]), silent("expiry"));
  });

  it("may be told of by another one, even among those that name each other", () => {
    const inner = composite({ alarmActions: [] }, "inner");
    const outer = composite({ alarmRule: "ALARM(inner)" }, "outer");
    assert.deepEqual(said(rule, [alarm(), inner, outer]), []);
    const circle = [
      composite({ alarmRule: "ALARM(keys-expiry) OR ALARM(two)", alarmActions: [] }, "one"),
      composite({ alarmRule: "ALARM(one)", alarmActions: [] }, "two"),
    ];
    assert.deepEqual(said(rule, [alarm(), ...circle]), silent("expiry", "one", "two"));
  });

  it("is no matter of this policy if the alarm is on something else", () => {
    const other = alarm({ namespace: "AWS/SQS" });
    assert.deepEqual(said(rule, [other, composite({ alarmActions: [] })]), []);
  });

  it("is read in no time, however its rule is written", () => {
    const start = performance.now();
    for (const text of ["(", "ALARM(keys-expiry", "( "]) {
      const alarmRule = text + " ".repeat(10_000 - text.length);
      assert.deepEqual(said(rule, [alarm(), composite({ alarmRule })]), silent("expiry"));
    }
    const endless = composite({ alarmRule: `ALARM(keys-expiry)${" ".repeat(1e7)}` });
    assert.deepEqual(said(rule, [alarm(), endless]), silent("expiry"));
    assert.ok(performance.now() - start < 1000);
  });
});

describe("an alarm on KMS that suppresses the actions of a composite alarm", () => {
  const suppressedBy = (suppressor: unknown, props: object = {}) =>
    composite({ alarmRule: "ALARM(calls)", actionsSuppressor: { alarm: suppressor }, ...props });

  it("needs no action, by its name or its ARN, or while that is not known", () => {
    for (const suppressor of ["keys-expiry", ARN, UNKNOWN]) {
      assert.deepEqual(said(rule, [alarm(), suppressedBy(suppressor)]), []);
      const own = alarm({ actionsEnabled: false });
      assert.deepEqual(said(rule, [own, suppressedBy(suppressor)]), []);
    }
    const unread = suppressedBy("keys-expiry", { alarmRule: UNKNOWN });
    assert.deepEqual(said(rule, [alarm(), unread]), []);
  });

  it("needs one if it suppresses another alarm, or nothing", () => {
    for (const other of [
      suppressedBy("keys-expiry-2"),
      suppressedBy(SECRET),
      suppressedBy(undefined),
      suppressedBy("keys-expiry", { alarmActions: [] }),
      suppressedBy("keys-expiry", { actionsEnabled: false }),
      suppressedBy("keys-expiry", { region: "us-east-1" }),
    ]) {
      assert.deepEqual(said(rule, [alarm(), other]), silent("expiry"));
    }
  });

  it("is not told of by what it suppresses", () => {
    const itself = suppressedBy(ARN, { alarmRule: `ALARM("${ARN}")` });
    assert.deepEqual(said(rule, [alarm(), itself]), silent("expiry"));
    const inner = composite({ alarmActions: [] }, "inner");
    const outer = suppressedBy("inner", { alarmRule: "ALARM(inner)" });
    assert.deepEqual(said(rule, [alarm(), inner, outer]), silent("expiry", "inner"));
    const besides = composite({}, "besides");
    assert.deepEqual(said(rule, [alarm(), itself, besides]), []);
  });
});
