// Calls on the hub bus and by the roles, and who may take the roles.
import {
  HOME,
  ACCOUNT,
  STRANGER,
  ORGANIZATION,
  OTHER_ORGANIZATION,
  RANDOM,
  OWN_TRAIL,
  CLOUDTRAIL,
  EVENTS,
  OTHER_SERVICE,
  OUR_TRAIL,
  OTHER_TRAIL,
  OUR_ACCOUNT,
  OTHER_ACCOUNT,
  LOG_GROUP,
  call,
  role,
  type StatementCalls,
} from "./calls";

const BUS = `arn:aws:events:${HOME}:${ACCOUNT}:event-bus/kms-monitoring-hub-${RANDOM}`;
const STREAM = `${LOG_GROUP}:log-stream:${ACCOUNT}_CloudTrail_us-east-1`;

export const onBusAndRoles: readonly StatementCalls[] = [
  {
    policy: "EventBus kms-monitoring-hub",
    sid: "OwnAccount",
    allowed: call(role(ACCOUNT, "hub-forwarding"), "events:PutEvents", BUS),
    refused: {
      caller: role(STRANGER, "hub-forwarding"),
      action: "events:PutRule",
      resource: BUS.replace("-hub-", "-other-"),
    },
  },
  {
    policy: "Role kms-monitoring-hub-forwarding",
    sid: "RulesAssumeRole",
    allowed: call(EVENTS, "sts:AssumeRole", role(ACCOUNT, "hub-forwarding"), {
      ...OUR_ACCOUNT,
      "aws:SourceArn": `arn:aws:events:eu-west-1:${ACCOUNT}:rule/a`,
    }),
    refused: {
      caller: OTHER_SERVICE,
      action: "sts:TagSession",
      ...OTHER_ACCOUNT,
      "aws:SourceArn": `arn:aws:events:eu-west-1:${STRANGER}:rule/a`,
    },
  },
  {
    policy: "RolePolicy kms-monitoring-hub-forwarding",
    sid: "SendToHub",
    allowed: call(role(ACCOUNT, "hub-forwarding"), "events:PutEvents", BUS),
    refused: { action: "events:PutRule", resource: BUS.replace("-hub-", "-other-") },
  },
  {
    policy: "Role kms-monitoring-trail-delivery",
    sid: "TrailAssumesRole",
    modes: OWN_TRAIL,
    allowed: call(CLOUDTRAIL, "sts:AssumeRole", role(ACCOUNT, "trail-delivery"), {
      ...OUR_TRAIL,
      ...OUR_ACCOUNT,
    }),
    refused: {
      caller: OTHER_SERVICE,
      action: "sts:TagSession",
      ...OTHER_TRAIL,
      ...OTHER_ACCOUNT,
    },
  },
  {
    policy: "RolePolicy kms-monitoring-trail-delivery",
    sid: "TrailWritesLogStreams",
    modes: OWN_TRAIL,
    allowed: call(role(ACCOUNT, "trail-delivery"), "logs:PutLogEvents", STREAM),
    refused: {
      action: "logs:DeleteLogStream",
      resource: STREAM.replace("kms-monitoring-local", "other"),
    },
  },
  {
    policy: "RolePolicy kms-monitoring-trail-delivery",
    sid: "TrailWritesLogStreams",
    modes: ["organization"],
    allowed: call(role(ACCOUNT, "trail-delivery"), "logs:CreateLogStream", streamOf(ORGANIZATION)),
    refused: { resource: streamOf(OTHER_ORGANIZATION) },
  },
];

function streamOf(organization: string): string {
  return `${LOG_GROUP}:log-stream:${organization}_CloudTrail_us-east-1`;
}
