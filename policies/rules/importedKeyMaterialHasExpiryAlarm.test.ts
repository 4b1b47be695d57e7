import assert from "node:assert/strict";
import { METRIC_ALARM } from "../alarms/types";
import { SECRET, UNKNOWN } from "../rule";
import { importedKeyMaterialHasExpiryAlarm as rule } from "./importedKeyMaterialHasExpiryAlarm";
import { resource } from "../testing/resource";
import { said } from "../testing/said";

const KEY = "aws:kms/externalKey:ExternalKey";
const ID = "1234abcd-12ab-34cd-56ef-1234567890ab";
const key = (props: object = {}) =>
  resource(KEY, "k", {
    id: ID,
    arn: `arn:aws:kms:eu-west-1:111122223333:key/${ID}`,
    validTo: "2027-06-01T00:00:00Z",
    region: "eu-west-1",
    ...props,
  });

const COMMON = {
  comparisonOperator: "LessThanOrEqualToThreshold",
  threshold: 30 * 86_400,
  alarmActions: ["arn:aws:sns:eu-west-1:111122223333:alerts"],
  region: "eu-west-1",
};
const METRIC = {
  namespace: "AWS/KMS",
  metricName: "SecondsUntilKeyMaterialExpiration",
  dimensions: { KeyId: ID },
};
const onKey = (props: object = {}) =>
  resource(METRIC_ALARM, "a", { ...COMMON, ...METRIC, statistic: "Minimum", ...props });
const SELECT = 'SELECT MIN(SecondsUntilKeyMaterialExpiration) FROM SCHEMA("AWS/KMS", KeyId)';
const onAll = (expression: string, props: object = {}) =>
  resource(METRIC_ALARM, "a", {
    ...COMMON,
    metricQueries: [{ id: "q", expression, period: 60, returnData: true }],
    ...props,
  });

const NONE = [
  "k: validTo makes the key material expire, and no alarm on SecondsUntilKeyMaterialExpiration goes off at least 7 days before",
];
const NO_ACTION = [
  "k: validTo makes the key material expire, and the alarm on it has no enabled action",
];

describe("imported-key-material-has-expiry-alarm", () => {
  it("cites the controls that ask for this, and no others", () => {
    assert.deepEqual(rule.controls, ["NIST SI-4"]);
  });

  it("is mandatory, and refuses material that expires without an alarm", () => {
    assert.equal(rule.level, "mandatory");
    assert.deepEqual(said(rule, [key()]), NONE);
    assert.deepEqual(said(rule, [key({ validTo: UNKNOWN })]), NONE);
    assert.deepEqual(said(rule, [key({ validTo: SECRET })]), NONE);
    const replica = {
      ...key({ keyId: ID }),
      type: "aws:kms/replicaExternalKey:ReplicaExternalKey",
    };
    assert.deepEqual(said(rule, [replica]), NONE);
    assert.deepEqual(said(rule, [replica, onKey()]), []);
  });

  it("leaves keys alone whose material does not expire, or that KMS made", () => {
    for (const validTo of [undefined, null, ""]) {
      assert.deepEqual(said(rule, [key({ validTo })]), []);
    }
    assert.deepEqual(said(rule, [{ ...key(), type: "aws:kms/key:Key" }]), []);
  });

  it("is content with an alarm on the key, by itself or in a query", () => {
    assert.deepEqual(said(rule, [key(), onKey()]), []);
    assert.deepEqual(said(rule, [onKey({ comparisonOperator: "LessThanThreshold" }), key()]), []);
    const metric = { ...METRIC, stat: "Minimum", period: 60 };
    const metricQueries = [{ id: "m", metric, returnData: true }];
    assert.deepEqual(
      said(rule, [key(), resource(METRIC_ALARM, "a", { ...COMMON, metricQueries })]),
      [],
    );
  });

  it("is content with an alarm on all keys of the region", () => {
    for (const expression of [
      SELECT,
      `${SELECT} GROUP BY KeyId ORDER BY MIN() ASC`,
      `${SELECT} GROUP BY KeyId ORDER BY MIN() ASC LIMIT 10`,
      'select min("SecondsUntilKeyMaterialExpiration") from "AWS/KMS" group by "KeyId"',
    ]) {
      assert.deepEqual(said(rule, [key(), onAll(expression)]), [], expression);
    }
  });

  it("refuses queries that leave keys out, or are not of this metric", () => {
    for (const expression of [
      `${SELECT} WHERE KeyId = '${ID}'`,
      `${SELECT} GROUP BY KeyId LIMIT 1`,
      `${SELECT} GROUP BY KeyId ORDER BY MIN() DESC LIMIT 1`,
      SELECT.replace("MIN", "MAX"),
      SELECT.replace("AWS/KMS", "aws/kms"),
      SELECT.replace("KeyId", "keyid"),
      SELECT.replace("Seconds", "seconds"),
      SELECT.replace("AWS/KMS", "AWS/EC2"),
      "MIN(METRICS())",
    ]) {
      assert.deepEqual(said(rule, [key(), onAll(expression)]), NONE, expression);
    }
    const metricQueries = [{ id: "q", expression: SELECT, returnData: false }];
    assert.deepEqual(said(rule, [key(), onAll("", { metricQueries })]), NONE);
  });

  it("refuses alarms on something else, in another region, the wrong way round, or too late", () => {
    for (const props of [
      { dimensions: { KeyId: ID.replace("1", "2") } },
      { dimensions: { KeyId: ID, Other: "a" } },
      { dimensions: undefined },
      { namespace: "Custom" },
      { metricName: "CallCount" },
      { statistic: "Sum" },
      { statistic: undefined, extendedStatistic: "p90" },
      { region: "eu-central-1" },
      { comparisonOperator: "GreaterThanThreshold" },
      { comparisonOperator: UNKNOWN },
      { threshold: 7 * 86_400 - 1 },
      { threshold: "2592000" },
      { dimensions: { KeyId: UNKNOWN } },
    ]) {
      assert.deepEqual(said(rule, [key(), onKey(props)]), NONE, JSON.stringify(props));
    }
    const elsewhere = onAll(SELECT, { region: "eu-central-1" });
    assert.deepEqual(said(rule, [key(), elsewhere]), NONE);
    assert.deepEqual(said(rule, [key({ region: undefined }), elsewhere]), NONE);
  });

  it("asks for as much notice as the settings say", () => {
    const week = onKey({ threshold: 7 * 86_400 });
    assert.deepEqual(said(rule, [key(), week]), []);
    assert.deepEqual(said(rule, [key(), week], { minimumNoticeDays: 8 }), [
      NONE[0]?.replace("7 days", "8 days"),
    ]);
  });

  it("refuses an alarm that tells nobody, unless the settings allow it", () => {
    for (const props of [
      { alarmActions: [] },
      { alarmActions: undefined },
      { actionsEnabled: false },
    ]) {
      assert.deepEqual(said(rule, [key(), onKey(props)]), NO_ACTION);
      assert.deepEqual(said(rule, [key(), onKey(props)], { allowAlarmsWithoutActions: true }), []);
      assert.deepEqual(said(rule, [key(), onKey(props), onAll(SELECT)]), []);
    }
    assert.deepEqual(said(rule, [key(), onKey({ alarmActions: UNKNOWN })]), []);
    assert.deepEqual(said(rule, [key(), onKey({ alarmActions: [UNKNOWN] })]), []);
  });

  it("leaves regions alone that another stack watches", () => {
    const settings = { regionsWatchedElsewhere: ["eu-west-1"] };
    assert.deepEqual(said(rule, [key()], settings), []);
    const other = key({ arn: UNKNOWN, region: "eu-central-1" });
    assert.deepEqual(said(rule, [other], settings), NONE);
  });

  it("takes for a region only what has the form of one", () => {
    const isTaken = (region: string) =>
      rule.settings.safeParse({ regionsWatchedElsewhere: [region] }).success;
    for (const region of [
      "us-east-1",
      "ap-southeast-5",
      "ca-central-1",
      "mx-central-1",
      "us-gov-west-1",
      "cn-northwest-1",
      "us-isob-east-1",
      "eusc-de-east-1",
    ]) {
      assert.equal(isTaken(region), true, region);
    }
    for (const region of ["us-esat-1", "us-east", "us-east-1a", "US-EAST-1", "useast1", "*", ""]) {
      assert.equal(isTaken(region), false, region);
    }
  });

  it("takes an alarm on a key that is not made yet for one on this key, which is not made yet", () => {
    const unmade = key({ id: UNKNOWN, arn: UNKNOWN, region: undefined });
    assert.deepEqual(said(rule, [unmade, onKey({ dimensions: { KeyId: UNKNOWN } })]), []);
    assert.deepEqual(said(rule, [unmade, onKey()]), NONE);
    assert.deepEqual(said(rule, [unmade, onKey({ dimensions: {} })]), NONE);
  });
});
