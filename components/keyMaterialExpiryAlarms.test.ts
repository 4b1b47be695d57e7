import assert from "node:assert/strict";
import { inputsOf, mockAws, namesOf, settled, type MadeResource } from "../tests/mockedAws";
import { resourcesWith } from "../tests/mockedProgram";
import { KeyMaterialExpiryAlarms } from "./keyMaterialExpiryAlarms";

const ALARM = "aws:cloudwatch/metricAlarm:MetricAlarm";
const keyId = "1234abcd-12ab-34cd-56ef-1234567890ab";

describe("KeyMaterialExpiryAlarms", () => {
  let made: readonly MadeResource[];
  let expiry: KeyMaterialExpiryAlarms;

  before(async () => {
    made = await mockAws();
    expiry = new KeyMaterialExpiryAlarms("kms", {
      homeRegion: "us-east-1",
      watchedRegions: ["us-east-1", "us-west-2"],
      importedKeys: [
        { keyId, region: "us-east-1" },
        { keyId, region: "us-west-2" },
      ],
      thresholdDays: [30, 10],
      topicArns: { critical: "arn:critical", warning: "arn:warning", info: "arn:info" },
      detectionSettings: {},
    });
    await settled();
  });

  it("makes an alarm for each threshold of each region, and of a named key, even if it is named in two regions", () => {
    assert.deepEqual(namesOf(made), [
      "MetricAlarm kms-us-east-1-10-days",
      `MetricAlarm kms-us-east-1-${keyId}-10-days`,
      `MetricAlarm kms-us-east-1-${keyId}-30-days`,
      "MetricAlarm kms-us-east-1-30-days",
      "MetricAlarm kms-us-west-2-10-days",
      `MetricAlarm kms-us-west-2-${keyId}-10-days`,
      `MetricAlarm kms-us-west-2-${keyId}-30-days`,
      "MetricAlarm kms-us-west-2-30-days",
    ]);
  });

  it("alarms on a named key with the values of AWS's guide, the shortest notice as critical", () => {
    const name = `kms-us-east-1-${keyId}-10-days`;
    const { alarmDescription, ...alarm } = inputsOf(made, ALARM, name);
    assert.deepEqual(alarm, {
      name: `kms-monitoring-test-critical-KeyMaterialExpiresSoon-us-east-1-${keyId}-10-days`,
      namespace: "AWS/KMS",
      metricName: "SecondsUntilKeyMaterialExpiration",
      dimensions: { KeyId: keyId },
      statistic: "Minimum",
      period: 60,
      evaluationPeriods: 1,
      comparisonOperator: "LessThanOrEqualToThreshold",
      threshold: 864_000,
      treatMissingData: "ignore",
      region: "us-east-1",
      alarmActions: ["arn:critical"],
      tags: { detection: "named-key-material-expires" },
    });
    assert.match(String(alarmDescription), /import the same key material again/);
    const earlier = inputsOf(made, ALARM, `kms-us-east-1-${keyId}-30-days`);
    assert.equal(earlier["threshold"], 2_592_000);
    assert.deepEqual(earlier["alarmActions"], ["arn:warning"]);
  });

  it("watches every key of a region with one query that returns a series for each key", () => {
    const fleet = inputsOf(made, ALARM, "kms-us-east-1-30-days");
    assert.deepEqual(fleet["metricQueries"], [
      {
        id: "expiry",
        expression:
          'SELECT MIN(SecondsUntilKeyMaterialExpiration) FROM SCHEMA("AWS/KMS", KeyId) GROUP BY KeyId ORDER BY MIN() ASC',
        period: 60,
        returnData: true,
      },
    ]);
    assert.equal(fleet["threshold"], 2_592_000);
    assert.equal(fleet["comparisonOperator"], "LessThanOrEqualToThreshold");
    assert.equal(fleet["treatMissingData"], "notBreaching");
    assert.deepEqual(fleet["alarmActions"], ["arn:warning"]);
    assert.equal(
      fleet["name"],
      "kms-monitoring-test-warning-AnyKeyMaterialExpiresSoon-us-east-1-30-days",
    );
  });

  it("is critical of every key at the shortest notice", () => {
    const { name, threshold, alarmActions, ...same } = inputsOf(
      made,
      ALARM,
      "kms-us-east-1-10-days",
    );
    assert.deepEqual(
      [name, threshold, alarmActions],
      [
        "kms-monitoring-test-critical-AnyKeyMaterialExpiresSoon-us-east-1-10-days",
        864_000,
        ["arn:critical"],
      ],
    );
    const earlier = inputsOf(made, ALARM, "kms-us-east-1-30-days");
    assert.deepEqual({ ...earlier, ...same }, earlier);
  });

  it("gives alarms of other regions no topic: an alarm can notify only its own region", () => {
    const names = ["kms-us-west-2-30-days", `kms-us-west-2-${keyId}-10-days`];
    for (const name of names) {
      assert.deepEqual(inputsOf(made, ALARM, name)["alarmActions"], []);
      assert.equal(inputsOf(made, ALARM, name)["region"], "us-west-2");
    }
  });

  it("says of each alarm which detection, severity and region it is", () => {
    assert.deepEqual(
      expiry.alarms.map(({ detection, severity, region }) => [detection.id, severity, region]),
      [
        ["any-key-material-expires", "warning", "us-east-1"],
        ["any-key-material-expires", "critical", "us-east-1"],
        ["any-key-material-expires", "warning", "us-west-2"],
        ["any-key-material-expires", "critical", "us-west-2"],
        ["named-key-material-expires", "warning", "us-east-1"],
        ["named-key-material-expires", "critical", "us-east-1"],
        ["named-key-material-expires", "warning", "us-west-2"],
        ["named-key-material-expires", "critical", "us-west-2"],
      ],
    );
  });

  it("makes no alarm of a detection that is off", async () => {
    const fewer = await mockAws();
    new KeyMaterialExpiryAlarms("kms", {
      homeRegion: "us-east-1",
      watchedRegions: ["us-east-1"],
      importedKeys: [{ keyId, region: "us-east-1" }],
      thresholdDays: [10],
      topicArns: { critical: "arn:critical", warning: "arn:warning", info: "arn:info" },
      detectionSettings: { "any-key-material-expires": { enabled: false } },
    });
    await settled();
    assert.deepEqual(namesOf(fewer), [`MetricAlarm kms-us-east-1-${keyId}-10-days`]);
  });

  it("makes as many alarms whatever the number of keys that nobody names, in the whole program too", async () => {
    const counts = [];
    for (const count of [0, 1, 25, 600, 2_000]) {
      const keys = Array.from({ length: count }, (_, index) => {
        const region = index % 2 === 0 ? "us-east-1" : "us-west-2";
        const id = `00000000-0000-4000-8000-${String(index).padStart(12, "0")}`;
        return { arn: `arn:aws:kms:${region}:111122223333:key/${id}` };
      });
      counts.push((await resourcesWith({ regions: ["us-west-2"] }, { keys })).length);
    }
    assert.deepEqual(new Set(counts).size, 1, String(counts));
  });
});
