import assert from "node:assert/strict";
import * as pulumi from "@pulumi/pulumi";
import { anyKeyMaterialExpires } from "../detections/keyMaterialExpiry";
import { eventDetections } from "../detections/keyLifecycle";
import { inputsOf, mockAws, namesOf, settled, type MadeResource } from "../tests/mockedAws";
import { Account } from "./account";
import type { Alarm } from "./alarm";
import { EventHub } from "./eventHub";
import { HubAlerts } from "./hubAlerts";
import { RegionalForwarding } from "./regionalForwarding";

const RULE = "aws:cloudwatch/eventRule:EventRule";
const TARGET = "aws:cloudwatch/eventTarget:EventTarget";

const regionalAlarm: Alarm = {
  detection: anyKeyMaterialExpires,
  severity: "warning",
  region: "us-west-2",
  arn: pulumi.output("arn:fleet"),
};

describe("EventHub, RegionalForwarding and HubAlerts", () => {
  let made: readonly MadeResource[];

  before(async () => {
    made = await mockAws();
    const hub = new EventHub("kms", { account: new Account("us-east-1") });
    const common = { hub, detections: eventDetections, alarms: [regionalAlarm] };
    new RegionalForwarding("kms-us-east-1", { region: "us-east-1", ...common });
    new RegionalForwarding("kms-us-west-2", { region: "us-west-2", ...common });
    const topicArns = { critical: "arn:critical", warning: "arn:warning", info: "arn:info" };
    new HubAlerts("kms", { topicArns, ...common });
    await settled();
  });

  it("makes a rule with a target for each thing to forward and to tell", () => {
    const rules = [
      "kms-any-key-material-expires-warning",
      "kms-imported-key-material-expired",
      "kms-key-deleted",
      "kms-key-rotated",
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

  it("forwards the state changes of other regions' alarms to ALARM, and only of those alarms", () => {
    const rule = inputsOf(made, RULE, "kms-us-west-2-alarms");
    assert.deepEqual(JSON.parse(rule["eventPattern"]), {
      source: ["aws.cloudwatch"],
      "detail-type": ["CloudWatch Alarm State Change"],
      resources: ["arn:fleet"],
      detail: { state: { value: ["ALARM"] } },
    });
  });

  it("lets rules of this account, and nobody else, put events on the hub through the role", () => {
    const role = inputsOf(made, "aws:iam/role:Role", "kms-hub-forwarding");
    assert.deepEqual(JSON.parse(role["assumeRolePolicy"]).Statement[0].Condition, {
      StringEquals: { "aws:SourceAccount": "111122223333" },
      ArnLike: { "aws:SourceArn": "arn:aws:events:*:111122223333:rule/*" },
    });
    const rights = inputsOf(made, "aws:iam/rolePolicy:RolePolicy", "kms-hub-forwarding");
    assert.deepEqual(JSON.parse(rights["policy"]).Statement, [
      { Effect: "Allow", Action: "events:PutEvents", Resource: "arn:EventBus:kms-hub" },
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
