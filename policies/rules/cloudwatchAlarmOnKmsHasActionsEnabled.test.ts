import assert from "node:assert/strict";
import { SECRET, UNKNOWN } from "../rule";
import { cloudwatchAlarmOnKmsHasActionsEnabled as rule } from "./cloudwatchAlarmOnKmsHasActionsEnabled";
import { resource, said } from "../testing/saidOf";

const alarm = (props: object) => [
  resource("aws:cloudwatch/metricAlarm:MetricAlarm", "expiry", { namespace: "AWS/KMS", ...props }),
];

describe("cloudwatch-alarm-on-kms-has-actions-enabled", () => {
  it("is mandatory", () => {
    assert.equal(rule.level, "mandatory");
  });

  it("allows actions that are enabled, which they are by default", () => {
    for (const actionsEnabled of [undefined, null, true, "true"]) {
      assert.deepEqual(said(rule, alarm({ actionsEnabled })), []);
    }
  });

  it("refuses actions that are disabled, or may be", () => {
    for (const actionsEnabled of [false, "false", 0]) {
      assert.deepEqual(said(rule, alarm({ actionsEnabled })), [
        "expiry: actionsEnabled is not true",
      ]);
    }
    assert.deepEqual(said(rule, alarm({ actionsEnabled: UNKNOWN })), [
      "expiry: actionsEnabled is not known at preview",
    ]);
  });

  it("knows an alarm on KMS by its queries as well, and takes an unknown namespace for one", () => {
    const expression =
      'SELECT MIN(SecondsUntilKeyMaterialExpiration) FROM SCHEMA("AWS/KMS", KeyId)';
    // Deeper than any recursion goes.
    const deep: unknown = JSON.parse(`${"[".repeat(2e5)}${"]".repeat(2e5)}`);
    const metric = { namespace: "AWS/KMS", metricName: "SecondsUntilKeyMaterialExpiration" };
    for (const watched of [
      { namespace: undefined, metricQueries: [{ id: "a", expression }] },
      { namespace: undefined, metricQueries: [{ id: "a", metric }] },
      { namespace: undefined, metricQueries: UNKNOWN },
      { namespace: UNKNOWN },
      { namespace: SECRET },
      { namespace: undefined, metricQueries: SECRET },
      { namespace: undefined, metricQueries: deep },
    ]) {
      assert.deepEqual(said(rule, alarm({ actionsEnabled: false, ...watched })), [
        "expiry: actionsEnabled is not true",
      ]);
    }
  });

  it("leaves other alarms alone, but for the namespaces that a setting names", () => {
    const muted = alarm({ namespace: "AWS/SQS", actionsEnabled: false });
    assert.deepEqual(said(rule, muted), []);
    assert.deepEqual(said(rule, muted, { namespaces: ["AWS/SQS"] }), [
      "expiry: actionsEnabled is not true",
    ]);
  });
});
