import assert from "node:assert/strict";
import {
  alarmSeesPart,
  expiringKeyUnseen,
  inventoryFailed,
  inventorySilent,
  keyNotReadable,
  tooManyExpiringKeys,
} from "../detections/keyInventory";
import { inventoryScript } from "../inventory/bundle";
import {
  inputsOf,
  mockAws,
  namesOf,
  settled,
  statementOf,
  valueOf,
  type MadeResource,
} from "../tests/mockedAws";
import { Account } from "./account";
import type { DetectionSettings } from "./detectionSettings";
import { KeyInventory } from "./keyInventory";
import type { TrailArchive } from "./trailArchive";

const FUNCTION = "aws:lambda/function:Function";
const ALARM = "aws:cloudwatch/metricAlarm:MetricAlarm";
const ROLE_POLICY = "aws:iam/rolePolicy:RolePolicy";

function inventoryWith(detectionSettings: DetectionSettings = {}): KeyInventory {
  return new KeyInventory("kms", {
    account: new Account("us-east-1"),
    keyArn: "arn:key",
    archive: {
      bucketName: "archive",
      bucketArn: "arn:aws:s3:::archive",
    } as unknown as TrailArchive,
    watchedRegions: ["us-east-1", "eu-west-1"],
    homeRegion: "us-east-1",
    topicArns: { critical: "arn:critical", warning: "arn:warning", info: "arn:info" },
    deadLetterQueueArn: "arn:queue",
    inventorySettings: { scheduleHours: 12 },
    thresholdDays: [30, 10],
    detectionSettings,
    inventoryLogGroupName: "/aws/lambda/kms-dev-inventory",
    logRetentionDays: 400,
  });
}

describe("KeyInventory", () => {
  let made: readonly MadeResource[];
  let inventory: KeyInventory;

  before(async () => {
    made = await mockAws();
    inventory = inventoryWith();
    await settled();
  });

  it("makes two functions, a schedule for one of them, and alarms", async () => {
    assert.deepEqual(namesOf(made), [
      "EventRule kms-inventory",
      "EventTarget kms-inventory",
      "Function kms-inventory",
      "Function kms-inventory-widget",
      "FunctionEventInvokeConfig kms-inventory",
      "LogGroup kms-inventory",
      "MetricAlarm kms-alarm-sees-part-eu-west-1",
      "MetricAlarm kms-alarm-sees-part-us-east-1",
      "MetricAlarm kms-expiring-key-unseen-eu-west-1",
      "MetricAlarm kms-expiring-key-unseen-us-east-1",
      "MetricAlarm kms-inventory-failed",
      "MetricAlarm kms-inventory-silent",
      "MetricAlarm kms-key-not-readable-eu-west-1",
      "MetricAlarm kms-key-not-readable-us-east-1",
      "MetricAlarm kms-too-many-expiring-keys-eu-west-1",
      "MetricAlarm kms-too-many-expiring-keys-us-east-1",
      "Permission kms-inventory",
      "Role kms-inventory",
      "Role kms-inventory-widget",
      "RolePolicy kms-inventory",
      "RolePolicy kms-inventory-widget",
    ]);
    assert.equal(await valueOf(inventory.functionArn), "arn:Function:kms-inventory");
    assert.equal(await valueOf(inventory.functionName), "kms-inventory");
    assert.equal(await valueOf(inventory.widgetFunctionArn), "arn:Function:kms-inventory-widget");
  });

  it("tells the function what to list, and where to write it", () => {
    assert.deepEqual(inputsOf(made, FUNCTION, "kms-inventory"), {
      description: "Lists all KMS keys of the watched regions",
      runtime: "nodejs22.x",
      architectures: ["arm64"],
      handler: "inventory.handler",
      code: { "inventory.js": inventoryScript("takeLambda") },
      role: "arn:Role:kms-inventory",
      memorySize: 512,
      timeout: 900,
      kmsKeyArn: "arn:key",
      loggingConfig: { logFormat: "JSON", logGroup: "/aws/lambda/kms-dev-inventory" },
      environment: {
        variables: {
          BUCKET_NAME: "archive",
          WATCHED_REGIONS: "us-east-1,eu-west-1",
          METRIC_NAMESPACE: "KmsMonitoring",
          ALARM_PREFIX: "kms-monitoring-test-",
          EXPIRY_DAYS: "30",
          SCHEDULE_HOURS: "12",
        },
      },
    });
    const widget = inputsOf(made, FUNCTION, "kms-inventory-widget");
    assert.deepEqual(widget["environment"], { variables: { BUCKET_NAME: "archive" } });
    assert.deepEqual(widget["code"], { "inventory.js": inventoryScript("widgetLambda") });
  });

  it("wakes it four times an hour, and does not try again at once", () => {
    const rule = inputsOf(made, "aws:cloudwatch/eventRule:EventRule", "kms-inventory");
    assert.equal(rule["scheduleExpression"], "rate(15 minutes)");
    const target = inputsOf(made, "aws:cloudwatch/eventTarget:EventTarget", "kms-inventory");
    assert.equal(target["arn"], "arn:Function:kms-inventory");
    assert.deepEqual(target["deadLetterConfig"], { arn: "arn:queue" });
    const type = "aws:lambda/functionEventInvokeConfig:FunctionEventInvokeConfig";
    assert.deepEqual(inputsOf(made, type, "kms-inventory"), {
      functionName: "kms-inventory",
      maximumRetryAttempts: 0,
      maximumEventAgeInSeconds: 900,
    });
  });

  it("lets the functions ask about keys of watched regions, and write nothing but the list", () => {
    const take = inputsOf(made, ROLE_POLICY, "kms-inventory")["policy"];
    assert.deepEqual(statementOf(take, "AskAboutKeys")?.["Resource"], [
      "arn:aws:kms:us-east-1:111122223333:key/*",
      "arn:aws:kms:eu-west-1:111122223333:key/*",
    ]);
    assert.deepEqual(statementOf(take, "WriteList")?.["Resource"], [
      "arn:aws:s3:::archive/inventory/keys.csv",
      "arn:aws:s3:::archive/inventory/keys.json",
    ]);
    assert.deepEqual(statementOf(take, "EncryptList")?.["Condition"], {
      StringEquals: { "kms:ViaService": "s3.us-east-1.amazonaws.com" },
    });
    const widget = JSON.parse(inputsOf(made, ROLE_POLICY, "kms-inventory-widget")["policy"]);
    assert.deepEqual(widget.Statement.map((statement: any) => statement.Action).flat(), [
      "s3:GetObject",
      "s3:ListBucket",
      "kms:Decrypt",
      "logs:CreateLogStream",
      "logs:PutLogEvents",
    ]);
  });

  it("is told silent after the time of two inventories, or two hours without its word", () => {
    assert.deepEqual(inputsOf(made, ALARM, "kms-inventory-silent"), {
      name: "kms-monitoring-test-warning-InventorySilent",
      alarmDescription: `${inventorySilent.title}. ${inventorySilent.why} First: ${inventorySilent.runbook}`,
      tags: { detection: "inventory-silent" },
      namespace: "KmsMonitoring",
      metricName: "InventoryAgeHours",
      dimensions: {},
      statistic: "Maximum",
      period: 3600,
      comparisonOperator: "GreaterThanOrEqualToThreshold",
      evaluationPeriods: 2,
      treatMissingData: "breaching",
      threshold: 24,
      alarmActions: ["arn:warning"],
    });
  });

  it("has one alarm of each region for what it finds there, and tells the topics itself", () => {
    const unseen = inputsOf(made, ALARM, "kms-expiring-key-unseen-eu-west-1");
    assert.equal(unseen["name"], "kms-monitoring-test-critical-ExpiringKeyUnseen-eu-west-1");
    assert.deepEqual(unseen["dimensions"], { Region: "eu-west-1" });
    assert.deepEqual(unseen["alarmActions"], ["arn:critical"]);
    assert.equal(unseen["treatMissingData"], "ignore");
    assert.equal(inputsOf(made, ALARM, "kms-too-many-expiring-keys-us-east-1")["threshold"], 501);
    assert.equal(inputsOf(made, ALARM, "kms-alarm-sees-part-us-east-1")["threshold"], 1);
    assert.deepEqual(
      inventory.alarms.map(({ detection, severity, region }) => [detection, severity, region]),
      [
        [inventoryFailed, "warning", "us-east-1"],
        [inventorySilent, "warning", "us-east-1"],
        ...["us-east-1", "eu-west-1"].flatMap(() => [
          [expiringKeyUnseen, "critical", "us-east-1"],
          [tooManyExpiringKeys, "warning", "us-east-1"],
          [alarmSeesPart, "warning", "us-east-1"],
          [keyNotReadable, "warning", "us-east-1"],
        ]),
      ],
    );
  });

  it("leaves out detections that the settings turn off", async () => {
    await mockAws();
    const { alarms } = inventoryWith({ "too-many-expiring-keys": { enabled: false } });
    assert.equal(alarms.length, 8);
    await settled();
  });
});
