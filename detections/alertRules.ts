// Detections on the stack's own EventBridge rules and bus, whose names begin with the stack's prefix.
// https://docs.aws.amazon.com/eventbridge/latest/userguide/logging-using-cloudtrail.html
import type { RecordDetection } from "./detection";
import { isOwn, isOwnName, type SampleCall } from "./ownResources";
import { tampering } from "./ownTampering";

// AWS's own samples say events.amazonaws.com; some rule sets look for eventbridge.amazonaws.com.
const EVENTS = "events.amazonaws.com";
const otherSources = ["eventbridge.amazonaws.com"];

const own = "kms-monitoring-key-rotated-1a2b3c4";
const ownBus = "kms-monitoring-hub-1a2b3c4";
const ownBusArn = `arn:aws:events:us-west-2:111122223333:event-bus/${ownBus}`;
const another = "orders-kms-monitoring";

// AWS shows a record of PutRule only (name). The other fields are the parameters of the API, written as PutRule's are.
const isOwnRule = `(${isOwnName("name")} || ${isOwnName("rule")})`;
const isOwnBus = `(${isOwnName("name")} || ${isOwn("eventBusName", "/")})`;
const state = "$.requestParameters.state";

const ruleDisabled: readonly SampleCall[] = [
  ["DisableRule", { name: own }],
  ["DisableRule", { name: own, eventBusName: ownBus }],
  ["DeleteRule", { name: own, force: true }],
  ["RemoveTargets", { rule: own, ids: ["kms-monitoring-hub"] }],
  ["PutRule", { name: own, state: "DISABLED", eventPattern: "{}" }],
];
const ruleChanged: readonly SampleCall[] = [
  ["PutRule", { name: own, state: "ENABLED", eventPattern: "{}" }],
  ["PutRule", { name: own, eventPattern: "{}" }],
  ["PutTargets", { rule: own, targets: [] }],
  // Whoever adds a rule of another name to the bus hears every alert, too.
  ["PutRule", { name: another, eventBusName: ownBus, eventPattern: "{}" }],
  ["PutTargets", { rule: another, eventBusName: ownBusArn, targets: [] }],
];
const onOtherRules: readonly SampleCall[] = [
  ["DisableRule", { name: another }],
  ["DeleteRule", { name: another, eventBusName: ownBus }],
  ["RemoveTargets", { rule: another, ids: [own] }],
  ["PutRule", { name: another, state: "DISABLED" }],
  ["PutRule", { name: another, state: "ENABLED" }],
  ["PutTargets", { rule: another, targets: [{ id: own, arn: ownBusArn }] }],
  ["EnableRule", { name: own }],
];
const busDeleted: readonly SampleCall[] = [
  ["DeleteEventBus", { name: ownBus }],
  ["RemovePermission", { eventBusName: ownBus, statementId: "organization" }],
  ["RemovePermission", { eventBusName: ownBusArn, removeAllPermissions: true }],
];
const busChanged: readonly SampleCall[] = [
  ["PutPermission", { eventBusName: ownBus, statementId: "everybody", principal: "*" }],
  ["PutPermission", { eventBusName: ownBusArn, statementId: "everybody", principal: "*" }],
  ["UpdateEventBus", { name: ownBus, description: "" }],
];
const onOtherBuses: readonly SampleCall[] = [
  ["DeleteEventBus", { name: another }],
  ["RemovePermission", { eventBusName: another, statementId: "organization" }],
  ["RemovePermission", { statementId: "on-the-default-bus" }],
  ["PutPermission", { eventBusName: another, principal: "*" }],
  ["UpdateEventBus", { name: another }],
];

/** What is watched of the stack's rules and bus. A rule cannot tell of its own end: the log group's filter must. */
export const alertRules: readonly RecordDetection[] = [
  {
    id: "alert-rule-disabled",
    title: "A rule of the monitoring was deleted, disabled or lost its target",
    severity: "critical",
    why: "Events of that region or kind no longer reach anybody.",
    runbook: "make it anew (pulumi up --refresh), and ask the caller.",
    ...tampering({
      eventSource: EVENTS,
      otherSources,
      where: `${isOwnRule} && (($.eventName != "PutRule") || (${state} = "DISABLED"))`,
      calls: ruleDisabled,
      others: [...onOtherRules, ...ruleChanged, ...busDeleted],
    }),
  },
  {
    id: "alert-rule-changed",
    title: "A rule of the monitoring was changed or added, or got another target",
    severity: "warning",
    why: "Another pattern or target can keep events from whoever should be told, or hand them to somebody else.",
    runbook: "compare it with the stack (pulumi preview --refresh).",
    ...tampering({
      eventSource: EVENTS,
      otherSources,
      where: `(${isOwnRule} || ${isOwn("eventBusName", "/")}) && ((${state} NOT EXISTS) || (${state} != "DISABLED"))`,
      calls: ruleChanged,
      others: [...onOtherRules, ...ruleDisabled, ...busChanged],
    }),
  },
  {
    id: "alert-bus-deleted",
    title: "The event bus of the monitoring was deleted, or refuses events",
    severity: "critical",
    why: "Events of other regions and accounts no longer reach anybody.",
    runbook: "make it anew (pulumi up --refresh), and ask the caller.",
    ...tampering({
      eventSource: EVENTS,
      otherSources,
      where: isOwnBus,
      calls: busDeleted,
      others: [...onOtherBuses, ...busChanged, ...ruleDisabled],
    }),
  },
  {
    id: "alert-bus-changed",
    title: "The event bus of the monitoring was changed",
    severity: "warning",
    why: "Strangers may send it events, or its key may keep events from being delivered.",
    runbook: "compare it with the stack (pulumi preview --refresh).",
    ...tampering({
      eventSource: EVENTS,
      otherSources,
      where: isOwnBus,
      calls: busChanged,
      others: [...onOtherBuses, ...busDeleted, ...ruleChanged],
    }),
  },
];
