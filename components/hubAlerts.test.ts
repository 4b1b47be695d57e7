import assert from "node:assert/strict";
import * as pulumi from "@pulumi/pulumi";
import { anyKeyMaterialExpires, namedKeyMaterialExpires } from "../detections/keyMaterialExpiry";
import { keyPendingDeletionUsed } from "../detections/keyUse";
import { eventsNotDelivered } from "../detections/ownHealth";
import { inputsOf, mockAws, namesOf, settled, type MadeResource } from "../tests/mockedAws";
import {
  RULE,
  TARGET,
  deadLetterQueueArn,
  delivery,
  mockedHub,
  topicArns,
} from "../tests/mockedSurroundings";
import type { Alarm } from "./alarm";
import { HubAlerts } from "./hubAlerts";

/** Alarms on all keys, on a named key and on the queue in each region, and one on the log group at home. */
function alarmsOf(regions: readonly string[]): readonly Alarm[] {
  const arn = pulumi.output("arn:alarm");
  const home = regions[0] ?? "";
  return [
    { detection: keyPendingDeletionUsed, severity: "critical", region: home, arn },
    ...regions.flatMap((region): readonly Alarm[] => [
      { detection: anyKeyMaterialExpires, severity: "warning", region, arn },
      { detection: namedKeyMaterialExpires, severity: "warning", region, arn },
      { detection: namedKeyMaterialExpires, severity: "critical", region, arn },
      { detection: eventsNotDelivered, severity: "critical", region, arn },
    ]),
  ];
}

async function hubWith(alarms: readonly Alarm[], homeRegion: string) {
  const made = await mockAws();
  new HubAlerts("kms", {
    hub: mockedHub(homeRegion),
    topicArns,
    homeRegion,
    alarms,
    deadLetterQueueArn,
  });
  await settled();
  return made.filter(({ type }) => type === RULE || type === TARGET);
}

describe("HubAlerts", () => {
  let made: readonly MadeResource[];

  before(async () => {
    made = await hubWith(alarmsOf(["us-east-1", "us-west-2"]), "us-east-1");
  });

  it("makes a rule with a target for each detection and severity of other regions' alarms", () => {
    const rules = [
      "kms-any-key-material-expires-warning",
      "kms-events-not-delivered-critical",
      "kms-named-key-material-expires-critical",
      "kms-named-key-material-expires-warning",
    ];
    assert.deepEqual(namesOf(made), [
      ...rules.map((name) => `EventRule ${name}`),
      ...rules.map((name) => `EventTarget ${name}`),
    ]);
  });

  it("makes nothing where alarms exist only in the home region", async () => {
    assert.deepEqual(namesOf(await hubWith(alarmsOf(["us-east-1"]), "us-east-1")), []);
  });

  it("tells of each key by which an alarm on all keys of another region goes off", () => {
    const rule = inputsOf(made, RULE, "kms-any-key-material-expires-warning");
    assert.equal(rule["eventBusName"], "kms-hub");
    assert.deepEqual(JSON.parse(rule["eventPattern"]), {
      source: ["aws.cloudwatch"],
      "detail-type": ["CloudWatch Alarm Contributor State Change"],
      region: [{ "anything-but": ["us-east-1"] }],
      detail: {
        alarmName: [{ prefix: "kms-monitoring-test-warning-AnyKeyMaterialExpiresSoon" }],
        state: { value: ["ALARM"], actionsSuppressedBy: [{ exists: false }] },
      },
    });
  });

  it("tells the topic of the severity which key, which alarm, where, when, why and what to do", () => {
    const { title, why, runbook } = anyKeyMaterialExpires;
    const { inputTransformer, ...target } = inputsOf(
      made,
      TARGET,
      "kms-any-key-material-expires-warning",
    );
    assert.deepEqual(target, {
      eventBusName: "kms-hub",
      rule: "kms-any-key-material-expires-warning",
      arn: "arn:warning",
      ...delivery,
    });
    assert.deepEqual(inputTransformer.inputPaths, {
      key: "$.detail.alarmContributor.attributes.KeyId",
      alarm: "$.detail.alarmName",
      reason: "$.detail.state.reason",
      account: "$.account",
      region: "$.region",
      time: "$.time",
    });
    const message = inputTransformer.inputTemplate.replaceAll(/<(\w+)>/g, '"$1 of the event"');
    assert.deepEqual(JSON.parse(message), {
      title,
      severity: "warning",
      detection: "any-key-material-expires",
      why,
      first: runbook,
      key: "key of the event",
      alarm: "alarm of the event",
      reason: "reason of the event",
      account: "account of the event",
      region: "region of the event",
      time: "time of the event",
    });
  });

  it("tells of a named key by its alarm's change of state, which names no contributor", () => {
    const name = "kms-named-key-material-expires-critical";
    const { "detail-type": type, detail } = JSON.parse(inputsOf(made, RULE, name)["eventPattern"]);
    assert.deepEqual(type, ["CloudWatch Alarm State Change"]);
    assert.deepEqual(detail.alarmName, [
      { prefix: "kms-monitoring-test-critical-KeyMaterialExpiresSoon" },
    ]);
    const target = inputsOf(made, TARGET, name);
    assert.equal(target["arn"], "arn:critical");
    assert.equal(target["inputTransformer"].inputPaths.key, undefined);
  });

  it("makes as many rules for thirty regions as for two", async () => {
    const regions = Array.from({ length: 30 }, (_, index) => `ap-southeast-${index}`);
    const many = await hubWith(alarmsOf(regions), "ap-southeast-0");
    assert.deepEqual(namesOf(many), namesOf(made));
  });
});
