import assert from "node:assert/strict";
import { UNKNOWN } from "../rule";
import { cloudwatchAlarmOnKmsTellsSomebody as rule } from "../rules/cloudwatchAlarmOnKmsTellsSomebody";
import { resource } from "../testing/resource";
import { said } from "../testing/said";
import { alarmsFor, holds, parseAlarmRule } from "./alarmRule";

// Rules of composite alarms: as they are read, and as they decide who is told.

const holdsWith = (text: string, ...inAlarm: readonly string[]) => {
  const read = parseAlarmRule(text);
  assert.ok(read !== undefined, text);
  return holds(read, (name) => (name === "unknown" ? undefined : inAlarm.includes(name)));
};

describe("the rule of a composite alarm", () => {
  it("binds NOT more closely than AND, and AND more closely than OR", () => {
    assert.equal(holdsWith("ALARM(a) OR ALARM(b) AND ALARM(c)", "a"), true);
    assert.equal(holdsWith("(ALARM(a) OR ALARM(b)) AND ALARM(c)", "a"), false);
    assert.equal(holdsWith("NOT ALARM(a) AND ALARM(b)", "b"), true);
    assert.equal(holdsWith("NOT (ALARM(a) AND ALARM(b))", "b"), true);
    assert.equal(holdsWith("NOT NOT ALARM(a)", "a"), true);
  });

  it("has states and constants", () => {
    assert.equal(holdsWith("OK(a)", "a"), false);
    assert.equal(holdsWith("OK(a)"), true);
    assert.equal(holdsWith("INSUFFICIENT_DATA(a)", "a"), false);
    assert.equal(holdsWith("TRUE"), true);
    assert.equal(holdsWith("FALSE OR ALARM(a)"), false);
  });

  it("counts the alarms of AT_LEAST, in numbers and in percent", () => {
    assert.equal(holdsWith("AT_LEAST(2, ALARM, (a, b, c))", "a", "c"), true);
    assert.equal(holdsWith("AT_LEAST(2, ALARM, (a, b, c))", "a"), false);
    assert.equal(holdsWith('AT_LEAST(50%, NOT OK, ("a", "b", "c"))', "a", "b"), true);
    assert.equal(holdsWith('AT_LEAST(50%, NOT OK, ("a", "b", "c"))', "a"), false);
  });

  it("is not known where it depends on what is not known", () => {
    assert.equal(holdsWith("ALARM(a) AND ALARM(unknown)", "a"), undefined);
    assert.equal(holdsWith("ALARM(a) AND NOT OK(unknown)", "a"), undefined);
    assert.equal(holdsWith("INSUFFICIENT_DATA(unknown)"), undefined);
    assert.equal(holdsWith("ALARM(a) AND ALARM(unknown)"), false);
    assert.equal(holdsWith("ALARM(a) OR ALARM(unknown)", "a"), true);
  });

  it("takes names in quotes, with brackets, quotes and words of the rule in them, and without", () => {
    for (const [text, name] of [
      ['ALARM("a (b), AND c")', "a (b), AND c"],
      [String.raw`ALARM("say \"a\"")`, 'say "a"'],
      ["ALARM(my alarm)", "my alarm"],
      ['ALARM(" a  b ")', "a b"],
    ] as const) {
      assert.equal(holdsWith(text, name), true, text);
      assert.equal(holdsWith(text, "a"), false, text);
    }
  });

  it("names the alarms that speak for it, and not those that speak against it", () => {
    const read = parseAlarmRule(
      "ALARM(a) AND NOT ALARM(b) OR OK(c) OR NOT OK(d) OR AT_LEAST(1, ALARM, (e, f)) OR TRUE",
    );
    assert.ok(read !== undefined);
    assert.deepEqual(alarmsFor(read), ["a", "d", "e", "f"]);
  });

  it("is none when CloudWatch would not take it, or nobody would write it", () => {
    for (const text of [
      "",
      "ALARM(a",
      "ALARM(a))",
      'ALARM("a)',
      "ALARM(a) ALARM(b)",
      "ALARM(a) AND",
      "ALARM a",
      "RINGS(a)",
      '"TRUE"',
      "AT_LEAST(0, ALARM, (a))",
      "AT_LEAST(some, ALARM, (a))",
      "AT_LEAST(1, RINGS, (a))",
      "AT_LEAST(1, ALARM, a)",
      `${"(".repeat(101)}ALARM(a)${")".repeat(101)}`,
      `ALARM(a)${" ".repeat(10_240)}`,
    ]) {
      assert.equal(parseAlarmRule(text), undefined, text.slice(0, 40));
    }
  });
});

describe("cloudwatch-alarm-on-kms-tells-somebody, where a composite alarm names the alarm", () => {
  const alarm = resource("aws:cloudwatch/metricAlarm:MetricAlarm", "n", {
    name: "n",
    namespace: "AWS/KMS",
  });
  const composite = (alarmRule: unknown, props: object = {}, name = "c") =>
    resource("aws:cloudwatch/compositeAlarm:CompositeAlarm", name, {
      alarmName: name,
      alarmRule,
      alarmActions: ["arn:aws:sns:us-east-1:111122223333:alerts"],
      ...props,
    });
  const SILENT =
    "n: alarmActions has no enabled action, and no composite alarm or event rule of the stack tells of the alarm";

  it("is content if that one goes off when no other alarm does", () => {
    for (const alarmRule of [
      'ALARM("n") AND NOT ALARM("maintenance")',
      'ALARM("other") OR (ALARM("n") AND OK("other"))',
      "NOT OK(n)",
      "AT_LEAST(1, ALARM, (other, n))",
      'ALARM("n") OR FALSE',
    ]) {
      assert.deepEqual(said(rule, [alarm, composite(alarmRule)]), [], alarmRule);
    }
  });

  it("is not if that one needs more to go off, or does not go off by it", () => {
    for (const alarmRule of [
      'NOT (ALARM("n"))',
      'ALARM("n") AND FALSE',
      'ALARM("n") AND ALARM("never-exists")',
      'ALARM("n") OR TRUE',
      'OK("n") OR ALARM("n")',
      'OK("other")',
      "AT_LEAST(2, ALARM, (other, n))",
    ]) {
      assert.deepEqual(said(rule, [alarm, composite(alarmRule)]), [SILENT], alarmRule);
    }
  });

  it("follows composite alarms that go off with others", () => {
    const both = composite("ALARM(one) AND ALARM(two)", {}, "both");
    const silent = { alarmActions: [] };
    const parts = ["one", "two"].map((name) => composite("ALARM(n)", silent, name));
    const saysOfAlarm = (stack: readonly ReturnType<typeof composite>[]) =>
      said(rule, [alarm, ...stack]).includes(SILENT);
    assert.equal(saysOfAlarm([both, ...parts]), false);
    assert.equal(saysOfAlarm([both, ...parts.slice(1)]), true);
    const unknown = composite(UNKNOWN, silent, "one");
    assert.equal(saysOfAlarm([both, unknown, ...parts.slice(1)]), false);
    const against = composite("ALARM(n) AND NOT ALARM(one)", {}, "against");
    assert.equal(saysOfAlarm([against, ...parts]), true);
    assert.equal(saysOfAlarm([against, ...parts.slice(1)]), false);
  });

  it("knows one that is kept quiet for good", () => {
    const never = composite("TRUE", { alarmActions: [] }, "never");
    const quiet = composite("ALARM(n)", { actionsSuppressor: { alarm: "never" } });
    assert.deepEqual(said(rule, [alarm, quiet, never])[0], SILENT);
    assert.deepEqual(said(rule, [alarm, quiet]), []);
  });
});
