import assert from "node:assert/strict";
import type { MetricAlarm } from "@aws-sdk/client-cloudwatch";
import { KeyAlarms } from "./watchedBy";

const EXPIRY = "SecondsUntilKeyMaterialExpiration";
const DAY = 86_400;
const key = { keyId: "k1", rank: 0, count: 1 };

const tells: MetricAlarm = {
  ActionsEnabled: true,
  AlarmActions: ["arn:aws:sns:us-east-1:111122223333:somebody"],
  ComparisonOperator: "LessThanOrEqualToThreshold",
  Threshold: 30 * DAY,
};
const metric = {
  Namespace: "AWS/KMS",
  MetricName: EXPIRY,
  Dimensions: [{ Name: "KeyId", Value: "k1" }],
};
const named: MetricAlarm = { AlarmName: "named", ...tells, ...metric, Statistic: "Minimum" };
const asQuery: MetricAlarm = {
  AlarmName: "asQuery",
  ...tells,
  Metrics: [{ Id: "m", MetricStat: { Metric: metric, Period: 60, Stat: "Average" } }],
};
const one = `SELECT MIN(${EXPIRY}) FROM "AWS/KMS" WHERE KeyId = 'k1'`;
const each = `SELECT MIN(${EXPIRY}) FROM SCHEMA("AWS/KMS", KeyId) GROUP BY KeyId`;
const fleet = withQuery("fleet", `${each} ORDER BY MIN() ASC`);
const quotas: MetricAlarm = { AlarmName: "quotas", Namespace: "AWS/Usage", ...tells };

function withQuery(AlarmName: string, Expression: string): MetricAlarm {
  return { AlarmName, ...tells, Metrics: [{ Id: "q", Expression }] };
}

function alarms(...all: readonly MetricAlarm[]): KeyAlarms {
  return new KeyAlarms(all, (name) => name.startsWith("own-"));
}

/** Whether an alarm watches the key, alone in its region unless there are others. */
function watches(alarm: MetricAlarm, place = key): boolean {
  return alarms(alarm).namesFor(place).length === 1;
}

describe("KeyAlarms", () => {
  it("finds the alarms of a key, by itself, by a query for it and by one for all keys", () => {
    const all = alarms(fleet, named, withQuery("some", one), asQuery, quotas);
    assert.deepEqual(all.namesFor(key), ["asQuery", "fleet", "named", "some"]);
    assert.deepEqual(all.namesFor({ ...key, keyId: "k2" }), ["fleet"]);
  });

  const nearMisses: Readonly<Record<string, Partial<MetricAlarm>>> = {
    "actions that are disabled": { ActionsEnabled: false },
    "no action for the state ALARM": { AlarmActions: [], OKActions: ["arn:aws:sns:x"] },
    "a query that CloudWatch cannot evaluate": { EvaluationState: "EVALUATION_ERROR" },
    "more time than there may be": { ComparisonOperator: "GreaterThanThreshold" },
    "a band": { ComparisonOperator: "LessThanLowerThreshold" },
    "a notice of a second less than a day": { Threshold: DAY - 1 },
    "days where the metric has seconds": { Threshold: 30 },
    "no threshold": { Threshold: undefined },
  };
  for (const [what, change] of Object.entries(nearMisses)) {
    it(`counts no alarm with ${what}`, () => {
      assert.equal(watches({ ...named, ...change }), false);
      assert.equal(watches({ ...fleet, ...change }), false);
    });
  }

  const others: Readonly<Record<string, Partial<MetricAlarm>>> = {
    "another metric": { MetricName: "SuccessfulRequest" },
    "another namespace": { Namespace: "Mine" },
    "how many values there are": { Statistic: "SampleCount" },
    "a sum": { Statistic: "Sum" },
    "another key": { Dimensions: [{ Name: "KeyId", Value: "k2" }] },
    "a dimension that the metric does not have": {
      Dimensions: [{ Name: "KeyArn", Value: "k1" }],
    },
    "one more dimension": {
      Dimensions: [
        { Name: "KeyId", Value: "k1" },
        { Name: "Region", Value: "us-east-1" },
      ],
    },
    "no key": { Dimensions: [] },
  };
  for (const [what, change] of Object.entries(others)) {
    it(`counts no alarm on ${what}`, () => {
      assert.equal(watches({ ...named, ...change }), false);
    });
  }

  it("counts an alarm from one day on, with each comparison that means less", () => {
    assert.equal(watches({ ...named, Threshold: DAY }), true);
    assert.equal(watches({ ...named, ComparisonOperator: "LessThanThreshold" }), true);
    assert.equal(watches({ ...named, ActionsEnabled: undefined }), true);
  });

  it("counts the stack's own alarms without actions: EventBridge rules tell of them", () => {
    assert.equal(watches({ ...named, AlarmName: "own-1", AlarmActions: [] }), true);
    assert.equal(watches({ ...named, AlarmName: "own-1", ActionsEnabled: false }), false);
  });

  for (const query of [
    each,
    `  select min(${EXPIRY}) from schema("AWS/KMS", KeyId) group by KeyId `,
    `SELECT AVG("${EXPIRY}")\nFROM "AWS/KMS"\nGROUP BY "KeyId" ORDER BY AVG() DESC LIMIT 10`,
    `${one} GROUP BY KeyId`,
  ]) {
    it(`counts the query ${query}`, () => assert.equal(watches(withQuery("q", query)), true));
  }

  for (const query of [
    `SELECT MIN(${EXPIRY}) FROM SCHEMA("AWS/KMS", KeyId)`,
    `SELECT COUNT(${EXPIRY}) FROM "AWS/KMS" GROUP BY KeyId`,
    `SELECT MIN(${EXPIRY}) FROM "aws/kms" GROUP BY KeyId`,
    `SELECT MIN(${EXPIRY}) FROM "AWS/KMS" GROUP BY keyid`,
    `SELECT MIN(Other) FROM "AWS/KMS" GROUP BY KeyId`,
    `SELECT MIN(${EXPIRY}) FROM SCHEMA("AWS/KMS", KeyId, Region) GROUP BY KeyId`,
    `SELECT MIN(${EXPIRY}) FROM "Mine" GROUP BY KeyId`,
    `SELECT MIN(${EXPIRY}) FROM "AWS/KMS" WHERE KeyId != 'k1' GROUP BY KeyId`,
    `SELECT MIN(${EXPIRY}) FROM "AWS/KMS" WHERE KeyId = 'k2'`,
    `SELECT MIN(${EXPIRY}) FROM "AWS/KMS" WHERE KeyId = 'k1' AND Region = 'x'`,
    `SELECT MIN(${EXPIRY}) FROM "AWS/KMS" WHERE tag.Team = 'a' GROUP BY KeyId`,
    `${each} LIMIT 0`,
    `MIN(SEARCH('{AWS/KMS,KeyId} ${EXPIRY}', 'Minimum'))`,
  ]) {
    it(`counts not the query ${query}`, () => {
      assert.equal(watches(withQuery("q", query)), false);
    });
  }

  it("counts no query of another account, whose keys may be meant", () => {
    const Metrics = [{ ...asQuery.Metrics?.[0], Id: "q", AccountId: "444455556666" }];
    assert.equal(watches({ ...asQuery, Metrics }), false);
  });

  it("counts no arithmetic, of which it does not know what comes", () => {
    const Metrics = [...(asQuery.Metrics ?? []), { Id: "days", Expression: "m / 86400" }];
    assert.equal(watches({ ...asQuery, Metrics }), false);
  });

  it("knows of a query for too many keys only that it has the first ones, if it asks for them", () => {
    const at = (rank: number, count: number) => ({ keyId: "k1", rank, count });
    const few = withQuery("q", `${each} ORDER BY MIN() LIMIT 10`);
    assert.equal(watches(few, at(9, 11)), true);
    assert.equal(watches(few, at(10, 11)), false);
    assert.equal(watches(few, at(9, 10)), true);
    assert.equal(watches(withQuery("q", `${each} LIMIT 10`), at(9, 10)), true);
    assert.equal(watches(withQuery("q", `${each} LIMIT 10`), at(0, 11)), false);
    assert.equal(watches(withQuery("q", `${each} ORDER BY MIN() DESC`), at(0, 501)), false);
    assert.equal(watches(withQuery("q", `${each} LIMIT 1000`), at(0, 501)), false);
    assert.equal(watches(fleet, at(99, 501)), true);
  });

  it("is sure of the first hundred that an alarm on all keys tells of, and of a key's own alarm", () => {
    const at = (rank: number) => ({ keyId: "k1", rank, count: 200 });
    assert.equal(watches(fleet, at(99)), true);
    assert.equal(watches(fleet, at(100)), false);
    assert.equal(watches(named, at(100)), true);
    assert.equal(watches(quotas, at(0)), false);
    assert.equal(watches({ ...fleet, EvaluationState: "PARTIAL_DATA" }, at(0)), true);
  });

  it("tells which alarms on keys, or of the stack, do not see all", () => {
    const state = (alarm: MetricAlarm, EvaluationState: MetricAlarm["EvaluationState"]) => ({
      ...alarm,
      EvaluationState,
    });
    const uses = {
      AlarmName: "uses",
      Metrics: [
        {
          Id: "m",
          MetricStat: {
            Metric: {
              MetricName: "SuccessfulRequest",
              Dimensions: [{ Name: "KeyArn", Value: "x" }],
            },
            Period: 60,
            Stat: "Sum",
          },
        },
      ],
    };
    const own = { AlarmName: "own-warning-quota" };
    const all = alarms(
      state(fleet, "PARTIAL_DATA"),
      state(uses, "EVALUATION_ERROR"),
      state(own, "EVALUATION_ERROR"),
      state(named, "EVALUATION_FAILURE"),
      state(quotas, "PARTIAL_DATA"),
    );
    assert.deepEqual(all.partial(), ["fleet", "own-warning-quota", "uses"]);
  });
});
