import assert from "node:assert/strict";
import type { MetricAlarm } from "@aws-sdk/client-cloudwatch";
import { KeyAlarms } from "./watchedBy";

const EXPIRY = "SecondsUntilKeyMaterialExpiration";
const key = { keyId: "k1", arn: "arn:aws:kms:us-east-1:111122223333:key/k1" };
const expiring = { ...key, expirationDate: "2026-12-01T00:00:00.000Z" };
const lasting = { ...key, expirationDate: null };

const named: MetricAlarm = {
  AlarmName: "named",
  MetricName: EXPIRY,
  Dimensions: [{ Name: "KeyId", Value: "k1" }],
};
const uses: MetricAlarm = {
  AlarmName: "uses",
  Metrics: [
    {
      Id: "m",
      MetricStat: {
        Metric: {
          MetricName: "SuccessfulRequest",
          Dimensions: [{ Name: "KeyArn", Value: key.arn }],
        },
        Period: 60,
        Stat: "Sum",
      },
    },
  ],
};
const fleet: MetricAlarm = {
  AlarmName: "fleet",
  Metrics: [
    { Id: "q", Expression: `SELECT MIN(${EXPIRY}) FROM SCHEMA("AWS/KMS", KeyId) GROUP BY KeyId` },
  ],
};
const some: MetricAlarm = {
  AlarmName: "some",
  Metrics: [{ Id: "q", Expression: `SELECT MIN(${EXPIRY}) FROM "AWS/KMS" WHERE KeyId = 'k1'` }],
};
const other: MetricAlarm = { AlarmName: "other", Dimensions: [{ Name: "QueueName", Value: "k1" }] };

function alarms(...all: readonly MetricAlarm[]): KeyAlarms {
  return new KeyAlarms(all, "kms-monitoring-dev-");
}

describe("KeyAlarms", () => {
  it("finds the alarms of a key by id, by ARN and in queries", () => {
    const all = alarms(uses, named, some, fleet, other);
    assert.deepEqual(all.namesFor(expiring), ["fleet", "named", "some", "uses"]);
    assert.deepEqual(all.namesFor(lasting), ["named", "some", "uses"]);
    assert.deepEqual(all.namesFor({ ...expiring, keyId: "k2", arn: "arn:2" }), ["fleet"]);
  });

  it("is sure that an expiration is seen only by alarms on it that CloudWatch evaluates and that may act", () => {
    assert.equal(alarms().sees(expiring, true), false);
    assert.equal(alarms(uses).sees(expiring, true), false);
    assert.equal(alarms(named).sees(expiring, false), true);
    assert.equal(alarms(some).sees(expiring, false), true);
    assert.equal(alarms(fleet).sees(expiring, true), true);
    assert.equal(alarms(fleet).sees(expiring, false), false);
    const partial = { ...fleet, EvaluationState: "PARTIAL_DATA" as const };
    assert.equal(alarms(partial).sees(expiring, true), true);
    const broken = { ...fleet, EvaluationState: "EVALUATION_ERROR" as const };
    assert.equal(alarms(broken).sees(expiring, true), false);
    const muted = { ...fleet, ActionsEnabled: false };
    assert.equal(alarms(muted).sees(expiring, true), false);
  });

  it("tells which alarms on keys, or of the stack, do not see all", () => {
    const state = (alarm: MetricAlarm, EvaluationState: MetricAlarm["EvaluationState"]) => ({
      ...alarm,
      EvaluationState,
    });
    const own = { AlarmName: "kms-monitoring-dev-warning-quota" };
    const all = alarms(
      state(fleet, "PARTIAL_DATA"),
      state(uses, "EVALUATION_ERROR"),
      state(own, "EVALUATION_ERROR"),
      state(named, "EVALUATION_FAILURE"),
      state(other, "PARTIAL_DATA"),
    );
    assert.deepEqual(all.partial(), ["fleet", "kms-monitoring-dev-warning-quota", "uses"]);
  });
});
