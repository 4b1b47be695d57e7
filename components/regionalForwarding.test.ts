import assert from "node:assert/strict";
import { recordDetections } from "../detections/catalogue";
import type { RecordDetection } from "../detections/detection";
import { inputsOf, mockAws, namesOf, settled, type MadeResource } from "../tests/mockedAws";
import { RULE, TARGET, deadLetterQueueArn, delivery, mockedHub } from "../tests/mockedSurroundings";
import { callPatterns } from "./callPatterns";
import { RegionalForwarding } from "./regionalForwarding";

/** A read-only call that a rule can pick out. */
const read: RecordDetection = {
  id: "key-listed",
  title: "Keys were listed",
  severity: "info",
  why: "Somebody looks around.",
  runbook: "ask the caller.",
  calls: {
    eventSources: ["kms.amazonaws.com"],
    eventNames: ["ListKeys"],
    readOnly: true,
    forwardedIf: { userIdentity: { type: ["Root"] } },
    outcome: "any",
  },
  telling: { by: "message" },
  matching: [],
  notMatching: [],
};

async function forwardingOf(detections: readonly RecordDetection[]) {
  const made = await mockAws();
  const hub = mockedHub();
  new RegionalForwarding("kms-us-west-2", {
    region: "us-west-2",
    hub,
    detections,
    deadLetterQueueArn,
  });
  await settled();
  return made.filter(({ type }) => type === RULE || type === TARGET);
}

describe("RegionalForwarding", () => {
  let made: readonly MadeResource[];

  before(async () => {
    made = await forwardingOf([...recordDetections, read]);
  });

  it("makes a rule with a target for KMS's events, for alarms, and for each pattern of calls", () => {
    const calls = callPatterns([...recordDetections, read]).map(({ name }) => name);
    const rules = ["kms-events", "alarms", ...calls].map((name) => `kms-us-west-2-${name}`).sort();
    assert.deepEqual(namesOf(made), [
      ...rules.map((name) => `EventRule ${name}`),
      ...rules.map((name) => `EventTarget ${name}`),
    ]);
  });

  it("sends from the default bus of the region to the hub, with a role, and keeps what it cannot send", () => {
    for (const { inputs } of made.filter(({ type }) => type === RULE)) {
      assert.equal(inputs["region"], "us-west-2");
      assert.equal(inputs["eventBusName"], undefined);
    }
    for (const { name, inputs } of made.filter(({ type }) => type === TARGET)) {
      assert.deepEqual(inputs, {
        region: "us-west-2",
        rule: name,
        arn: "arn:EventBus:kms-hub",
        roleArn: "arn:Role:kms-hub-forwarding",
        ...delivery,
      });
    }
  });

  it("forwards KMS's three events", () => {
    const rule = inputsOf(made, RULE, "kms-us-west-2-kms-events");
    assert.deepEqual(JSON.parse(rule["eventPattern"]), {
      source: ["aws.kms"],
      "detail-type": [
        "KMS CMK Rotation",
        "KMS Imported Key Material Expiration",
        "KMS CMK Deletion",
      ],
    });
  });

  it("forwards every alarm that goes off and notifies people, of this stack and no other", () => {
    const rule = inputsOf(made, RULE, "kms-us-west-2-alarms");
    assert.deepEqual(JSON.parse(rule["eventPattern"]), {
      source: ["aws.cloudwatch"],
      "detail-type": ["CloudWatch Alarm State Change", "CloudWatch Alarm Contributor State Change"],
      detail: {
        alarmName: [
          { prefix: "kms-monitoring-test-critical-" },
          { prefix: "kms-monitoring-test-warning-" },
          { prefix: "kms-monitoring-test-info-" },
        ],
        state: { value: ["ALARM"], actionsSuppressedBy: [{ exists: false }] },
      },
    });
  });

  it("sees read-only calls by a rule of its own, since others do not get them", () => {
    const states = made
      .filter(({ type }) => type === RULE)
      .map(({ name, inputs }) => [name, inputs["state"]]);
    assert.deepEqual(
      states.filter(([, state]) => state !== undefined),
      [["kms-us-west-2-reads", "ENABLED_WITH_ALL_CLOUDTRAIL_MANAGEMENT_EVENTS"]],
    );
  });

  it("forwards no event that no message tells of, because the formatter would refuse it", async () => {
    const counted = recordDetections.map((detection): RecordDetection =>
      detection.kmsEvent === undefined
        ? detection
        : { ...detection, telling: { by: "count", threshold: 5, periodSeconds: 300 } },
    );
    const names = namesOf(await forwardingOf(counted));
    assert.ok(names.includes("EventRule kms-us-west-2-kms-calls"));
    assert.ok(!names.includes("EventRule kms-us-west-2-kms-events"));
  });

  it("forwards alarms only, if every detection on records is off", async () => {
    assert.deepEqual(namesOf(await forwardingOf([])), [
      "EventRule kms-us-west-2-alarms",
      "EventTarget kms-us-west-2-alarms",
    ]);
  });
});
