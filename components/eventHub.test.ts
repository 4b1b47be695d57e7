import assert from "node:assert/strict";
import * as pulumi from "@pulumi/pulumi";
import { anyKeyMaterialExpires, namedKeyMaterialExpires } from "../detections/keyMaterialExpiry";
import { keyPendingDeletionUsed } from "../detections/keyUse";
import { eventDetections } from "../detections/catalogue";
import { inputsOf, mockAws, namesOf, settled, type MadeResource } from "../tests/mockedAws";
import { Account } from "./account";
import type { Alarm } from "./alarm";
import { EventHub } from "./eventHub";
import { HubAlerts } from "./hubAlerts";
import { RegionalForwarding } from "./regionalForwarding";

const RULE = "aws:cloudwatch/eventRule:EventRule";
const TARGET = "aws:cloudwatch/eventTarget:EventTarget";

/** An alarm on all keys and one on a named key in each region, and one on the log group at home. */
function alarmsOf(regions: readonly string[]): readonly Alarm[] {
  const arn = pulumi.output("arn:alarm");
  return [
    {
      detection: keyPendingDeletionUsed,
      severity: "critical" as const,
      region: regions[0] ?? "",
      arn,
    },
    ...regions.flatMap((region): readonly Alarm[] => [
      { detection: anyKeyMaterialExpires, severity: "warning", region, arn },
      { detection: namedKeyMaterialExpires, severity: "warning", region, arn },
      { detection: namedKeyMaterialExpires, severity: "critical", region, arn },
    ]),
  ];
}

describe("EventHub, RegionalForwarding and HubAlerts", () => {
  let made: readonly MadeResource[];

  before(async () => {
    made = await mockAws();
    const hub = new EventHub("kms", { account: new Account("us-east-1") });
    const common = {
      hub,
      detections: eventDetections,
      alarms: alarmsOf(["us-east-1", "us-west-2"]),
    };
    new RegionalForwarding("kms-us-east-1", { region: "us-east-1", ...common });
    new RegionalForwarding("kms-us-west-2", { region: "us-west-2", ...common });
    const topicArns = { critical: "arn:critical", warning: "arn:warning", info: "arn:info" };
    new HubAlerts("kms", { topicArns, homeRegion: "us-east-1", ...common });
    await settled();
  });

  it("makes a rule with a target for each thing to forward and to tell", () => {
    const rules = [
      "kms-any-key-material-expires-warning",
      "kms-imported-key-material-expired",
      "kms-key-deleted",
      "kms-key-rotated",
      "kms-named-key-material-expires-critical",
      "kms-named-key-material-expires-warning",
      "kms-us-east-1-alarms",
      "kms-us-east-1-kms-events",
      "kms-us-west-2-alarms",
      "kms-us-west-2-kms-events",
    ];
    assert.deepEqual(namesOf(made), [
      "EventBus kms-hub",
      "EventBusPolicy kms-hub",
      ...rules.map((name) => `EventRule ${name}`),
      ...rules.map((name) => `EventTarget ${name}`),
      "Role kms-hub-forwarding",
      "RolePolicy kms-hub-forwarding",
    ]);
  });

  it("forwards KMS's three events from the default bus of each region, with a role", () => {
    const rule = inputsOf(made, RULE, "kms-us-west-2-kms-events");
    assert.deepEqual(JSON.parse(rule["eventPattern"]), {
      source: ["aws.kms"],
      "detail-type": [
        "KMS CMK Rotation",
        "KMS Imported Key Material Expiration",
        "KMS CMK Deletion",
      ],
    });
    assert.equal(rule["region"], "us-west-2");
    assert.equal(rule["eventBusName"], undefined);
    assert.deepEqual(inputsOf(made, TARGET, "kms-us-west-2-kms-events"), {
      region: "us-west-2",
      rule: "kms-us-west-2-kms-events",
      arn: "arn:EventBus:kms-hub",
      roleArn: "arn:Role:kms-hub-forwarding",
    });
  });

  it("forwards every alarm of a region that goes off, of this stack and no other", () => {
    const rule = inputsOf(made, RULE, "kms-us-east-1-alarms");
    assert.deepEqual(JSON.parse(rule["eventPattern"]), {
      source: ["aws.cloudwatch"],
      "detail-type": ["CloudWatch Alarm State Change", "CloudWatch Alarm Contributor State Change"],
      detail: {
        alarmName: [
          { prefix: "kms-monitoring-test-KMSKeyPendingDeletionErrorAlarm-critical" },
          { prefix: "kms-monitoring-test-AnyKeyMaterialExpiresSoon-warning" },
          { prefix: "kms-monitoring-test-KeyMaterialExpiresSoon-warning" },
          { prefix: "kms-monitoring-test-KeyMaterialExpiresSoon-critical" },
        ],
        state: { value: ["ALARM"] },
      },
    });
    const other = inputsOf(made, RULE, "kms-us-west-2-alarms");
    assert.equal(JSON.parse(other["eventPattern"]).detail.alarmName.length, 3);
  });

  it("tells of each key by which an alarm on all keys of another region goes off", () => {
    const rule = inputsOf(made, RULE, "kms-any-key-material-expires-warning");
    assert.deepEqual(JSON.parse(rule["eventPattern"]), {
      source: ["aws.cloudwatch"],
      "detail-type": ["CloudWatch Alarm Contributor State Change"],
      region: [{ "anything-but": ["us-east-1"] }],
      detail: {
        alarmName: [{ prefix: "kms-monitoring-test-AnyKeyMaterialExpiresSoon-warning" }],
        state: { value: ["ALARM"] },
      },
    });
    const target = inputsOf(made, TARGET, "kms-any-key-material-expires-warning");
    assert.equal(target["arn"], "arn:warning");
    assert.equal(
      target["inputTransformer"].inputPaths.key,
      "$.detail.alarmContributor.attributes.KeyId",
    );
  });

  it("tells of a named key of another region by its alarm's change of state", () => {
    const rule = inputsOf(made, RULE, "kms-named-key-material-expires-critical");
    assert.deepEqual(JSON.parse(rule["eventPattern"])["detail-type"], [
      "CloudWatch Alarm State Change",
    ]);
    const target = inputsOf(made, TARGET, "kms-named-key-material-expires-critical");
    assert.equal(target["arn"], "arn:critical");
    assert.equal(target["inputTransformer"].inputPaths.reason, "$.detail.state.reason");
  });

  it("keeps patterns under EventBridge's 2,048 characters, whatever the regions and keys", async () => {
    const regions = Array.from({ length: 30 }, (_, index) => `ap-southeast-${index}`);
    const many = await mockAws();
    const hub = new EventHub("kms", { account: new Account("ap-southeast-0") });
    const alarms = regions.flatMap((region) =>
      Array.from({ length: 20 }, () => alarmsOf([region])),
    );
    const common = { hub, detections: eventDetections, alarms: alarms.flat() };
    for (const region of regions) {
      new RegionalForwarding(`kms-${region}`, { region, ...common });
    }
    const topicArns = { critical: "arn:critical", warning: "arn:warning", info: "arn:info" };
    new HubAlerts("kms", { topicArns, homeRegion: "ap-southeast-0", ...common });
    await settled();
    const patterns = many
      .filter(({ type }) => type === RULE)
      .map(({ inputs }) => String(inputs["eventPattern"]));
    assert.equal(patterns.length, 30 * 2 + 3 + 4);
    assert.ok(Math.max(...patterns.map((pattern) => pattern.length)) < 1024);
  });

  it("lets rules of this account put events on the hub through the role, and no other account", () => {
    const role = inputsOf(made, "aws:iam/role:Role", "kms-hub-forwarding");
    assert.deepEqual(JSON.parse(role["assumeRolePolicy"]).Statement[0].Condition, {
      StringEquals: { "aws:SourceAccount": "111122223333" },
      ArnLike: { "aws:SourceArn": "arn:aws:events:*:111122223333:rule/*" },
    });
    const rights = inputsOf(made, "aws:iam/rolePolicy:RolePolicy", "kms-hub-forwarding");
    assert.deepEqual(JSON.parse(rights["policy"]).Statement, [
      {
        Sid: "SendToHub",
        Effect: "Allow",
        Action: "events:PutEvents",
        Resource: "arn:EventBus:kms-hub",
      },
    ]);
    const bus = inputsOf(made, "aws:cloudwatch/eventBusPolicy:EventBusPolicy", "kms-hub");
    assert.deepEqual(JSON.parse(bus["policy"]).Statement, [
      {
        Sid: "OwnAccount",
        Principal: { AWS: "arn:aws:iam::111122223333:root" },
        Effect: "Allow",
        Action: "events:PutEvents",
        Resource: "arn:EventBus:kms-hub",
      },
    ]);
  });

  for (const { id, severity, title } of eventDetections) {
    it(`tells the ${severity} topic of ${id}, with the key, the place and what to do`, () => {
      const target = inputsOf(made, TARGET, `kms-${id}`);
      assert.equal(target["arn"], `arn:${severity}`);
      const { inputPaths, inputTemplate } = target["inputTransformer"];
      assert.deepEqual(inputPaths, {
        key: "$.resources[0]",
        account: "$.account",
        region: "$.region",
        time: "$.time",
      });
      const message = JSON.parse(inputTemplate.replaceAll(/<(\w+)>/g, '"$1 of the event"'));
      assert.equal(message.title, title);
      assert.equal(message.detection, id);
      assert.equal(message.key, "key of the event");
      assert.deepEqual(Object.keys(message), [
        "title",
        "severity",
        "detection",
        "why",
        "first",
        "key",
        "account",
        "region",
        "time",
      ]);
    });
  }
});
