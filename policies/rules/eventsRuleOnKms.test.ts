import assert from "node:assert/strict";
import { SECRET, UNKNOWN } from "../rule";
import { eventsRuleOnKmsHasTarget } from "./eventsRuleOnKmsHasTarget";
import { eventsRuleOnKmsIsEnabled } from "./eventsRuleOnKmsIsEnabled";
import { eventsTargetOnKmsHasDeadLetterQueue } from "./eventsTargetOnKmsHasDeadLetterQueue";
import { resource } from "../testing/resource";
import { said } from "../testing/said";

// The rules on event rules and their targets, which share one small stack.

const DELETIONS = JSON.stringify({ source: ["aws.kms"], "detail-type": ["KMS CMK Deletion"] });
const API_CALLS = JSON.stringify({ detail: { eventSource: ["cloudtrail.amazonaws.com"] } });
const OTHERS = JSON.stringify({ source: ["aws.ec2"] });
/** As JSON that no recursion reads to its end, and more of it than any pattern has. */
const DEEP = `{"source":${"[".repeat(2e5)}${"]".repeat(2e5)}}`;
const eventRule = (props: object = {}) =>
  resource("aws:cloudwatch/eventRule:EventRule", "deletions", {
    name: "deletions-1a2b",
    eventPattern: DELETIONS,
    ...props,
  });
const target = (props: object = {}) =>
  resource("aws:cloudwatch/eventTarget:EventTarget", "target", {
    rule: "deletions-1a2b",
    arn: "arn:aws:sns:us-east-1:111122223333:alerts",
    ...props,
  });

describe("events-rule-on-kms-is-enabled", () => {
  it("allows a rule in any state but disabled", () => {
    assert.equal(eventsRuleOnKmsIsEnabled.level, "mandatory");
    for (const state of [undefined, "ENABLED", "ENABLED_WITH_ALL_CLOUDTRAIL_MANAGEMENT_EVENTS"]) {
      assert.deepEqual(said(eventsRuleOnKmsIsEnabled, [eventRule({ state })]), []);
    }
    assert.deepEqual(said(eventsRuleOnKmsIsEnabled, [eventRule({ isEnabled: true })]), []);
  });

  it("refuses a rule that is disabled, or may be, by either property", () => {
    for (const eventPattern of [DELETIONS, API_CALLS, UNKNOWN, SECRET, "{", "[]", DEEP]) {
      const rule = eventRule({ eventPattern, state: "DISABLED", isEnabled: false });
      assert.deepEqual(said(eventsRuleOnKmsIsEnabled, [rule]), [
        'deletions: state is not "ENABLED"',
        "deletions: isEnabled is not true",
      ]);
    }
    assert.deepEqual(said(eventsRuleOnKmsIsEnabled, [eventRule({ state: UNKNOWN })]), [
      "deletions: state is not known at preview",
    ]);
  });

  it("leaves rules on other events and on a schedule alone", () => {
    for (const eventPattern of [OTHERS, undefined, null, ""]) {
      const rule = eventRule({ eventPattern, state: "DISABLED" });
      assert.deepEqual(said(eventsRuleOnKmsIsEnabled, [rule]), []);
    }
  });
});

describe("events-rule-on-kms-has-target", () => {
  const NONE = ["deletions: has no target in its stack"];

  it("allows a rule that a target names, on the same bus and in the same region", () => {
    assert.equal(eventsRuleOnKmsHasTarget.level, "mandatory");
    assert.deepEqual(said(eventsRuleOnKmsHasTarget, [eventRule(), target()]), []);
    const bus = "arn:aws:events:us-east-1:111122223333:event-bus/hub";
    const onBus = [eventRule({ eventBusName: "hub" }), target({ eventBusName: bus })];
    assert.deepEqual(said(eventsRuleOnKmsHasTarget, onBus), []);
    const onDefault = [eventRule({ eventBusName: "default" }), target()];
    assert.deepEqual(said(eventsRuleOnKmsHasTarget, onDefault), []);
  });

  it("refuses a rule without a target, and one whose target is another rule's", () => {
    assert.deepEqual(said(eventsRuleOnKmsHasTarget, [eventRule()]), NONE);
    for (const other of [{ rule: "x" }, { eventBusName: "hub" }]) {
      assert.deepEqual(said(eventsRuleOnKmsHasTarget, [eventRule(), target(other)]), NONE);
    }
    const elsewhere = [eventRule({ region: "us-east-1" }), target({ region: "us-west-2" })];
    assert.deepEqual(said(eventsRuleOnKmsHasTarget, elsewhere), NONE);
  });

  it("refuses one whose pattern nobody can read", () => {
    for (const eventPattern of [UNKNOWN, SECRET, "{", DEEP]) {
      assert.deepEqual(said(eventsRuleOnKmsHasTarget, [eventRule({ eventPattern })]), NONE);
    }
  });

  it("is not put off by a target of a rule that is not known yet", () => {
    const stack = [eventRule(), target({ rule: UNKNOWN })];
    assert.deepEqual(said(eventsRuleOnKmsHasTarget, stack), NONE);
    assert.deepEqual(said(eventsRuleOnKmsHasTarget, [...stack, target()]), []);
  });

  it("waits for names that are not known yet, and leaves other rules alone", () => {
    const unnamed = [eventRule({ name: UNKNOWN }), target({ rule: UNKNOWN })];
    assert.deepEqual(said(eventsRuleOnKmsHasTarget, unnamed), []);
    assert.deepEqual(said(eventsRuleOnKmsHasTarget, [eventRule({ eventPattern: OTHERS })]), []);
  });
});

describe("events-target-on-kms-has-dead-letter-queue", () => {
  const NONE = [
    "target: deadLetterConfig.arn is not set, so an event that cannot be delivered is lost",
  ];

  it("allows a queue, even one that is not known yet", () => {
    assert.equal(eventsTargetOnKmsHasDeadLetterQueue.level, "advisory");
    for (const arn of ["arn:aws:sqs:us-east-1:111122223333:dead", UNKNOWN]) {
      const stack = [eventRule(), target({ deadLetterConfig: { arn } })];
      assert.deepEqual(said(eventsTargetOnKmsHasDeadLetterQueue, stack), []);
    }
  });

  it("asks for a queue where there is none", () => {
    for (const deadLetterConfig of [undefined, null, {}, { arn: "" }]) {
      const stack = [eventRule(), target({ deadLetterConfig })];
      assert.deepEqual(said(eventsTargetOnKmsHasDeadLetterQueue, stack), NONE);
    }
  });

  it("leaves targets of other rules alone", () => {
    const stack = [eventRule({ eventPattern: OTHERS }), target()];
    assert.deepEqual(said(eventsTargetOnKmsHasDeadLetterQueue, stack), []);
  });
});
