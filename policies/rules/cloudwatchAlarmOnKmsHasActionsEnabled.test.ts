import assert from "node:assert/strict";
import { SECRET, UNKNOWN } from "../rule";
import { cloudwatchAlarmOnKmsHasActionsEnabled as rule } from "./cloudwatchAlarmOnKmsHasActionsEnabled";
import { resource } from "../testing/resource";
import { said } from "../testing/said";

const alarm = (props: object) => [
  resource("aws:cloudwatch/metricAlarm:MetricAlarm", "expiry", {
    namespace: "AWS/KMS",
    alarmActions: ["arn:aws:sns:us-west-2:111122223333:alerts"],
    ...props,
  }),
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

  it("judges actions for any state, known or not", () => {
    for (const actions of [
      { alarmActions: UNKNOWN },
      { alarmActions: [UNKNOWN] },
      { alarmActions: [], okActions: ["arn:aws:sns:us-west-2:111122223333:alerts"] },
      { alarmActions: undefined, insufficientDataActions: UNKNOWN },
    ]) {
      assert.deepEqual(said(rule, alarm({ actionsEnabled: false, ...actions })), [
        "expiry: actionsEnabled is not true",
      ]);
    }
  });

  it("leaves an alarm without actions, which a composite alarm may tell of, to the policy that sees the stack", () => {
    for (const alarmActions of [undefined, null, []]) {
      assert.deepEqual(said(rule, alarm({ actionsEnabled: false, alarmActions })), []);
    }
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

  it("knows a namespace in a query with quotes and without, and no part of another one", () => {
    const query = (from: string) => ({
      actionsEnabled: false,
      namespace: undefined,
      metricQueries: [{ id: "a", expression: `SELECT SUM(KMSKeyDisabled) FROM ${from}` }],
    });
    for (const from of [
      "CloudTrailLogMetrics",
      '"CloudTrailLogMetrics"',
      "CloudTrailLogMetrics WHERE Region = 'us-east-1'",
      "SCHEMA(CloudTrailLogMetrics, Region)",
      'SCHEMA( "CloudTrailLogMetrics", Region)',
    ]) {
      assert.deepEqual(said(rule, alarm(query(from))), ["expiry: actionsEnabled is not true"]);
    }
    for (const from of ["CloudTrailLogMetrics2", "Ours WHERE a = CloudTrailLogMetrics"]) {
      assert.deepEqual(said(rule, alarm(query(from))), []);
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
