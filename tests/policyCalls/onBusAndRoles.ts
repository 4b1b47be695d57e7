// Calls on the hub bus and by the roles, and who may take the roles.
import {
  ACCOUNT,
  STRANGER,
  ORGANIZATION,
  OTHER_ORGANIZATION,
  OWN_TRAIL,
  CLOUDTRAIL,
  EVENTS,
  OTHER_SERVICE,
  OUR_TRAIL,
  OTHER_TRAIL,
  OUR_ACCOUNT,
  OTHER_ACCOUNT,
  LOG_GROUP,
  BUS,
  ALERT_STREAM,
  ALERT_BUS,
  call,
  role,
  type StatementCalls,
} from "./calls";

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
  ...["hub-forwarding", "alert-targets"].map((name) => ({
    policy: `Role kms-monitoring-${name}`,
    sid: "RulesAssumeRole",
    allowed: call(EVENTS, "sts:AssumeRole", role(ACCOUNT, name), {
      ...OUR_ACCOUNT,
      "aws:SourceArn": `arn:aws:events:eu-west-1:${ACCOUNT}:rule/a`,
    }),
    refused: {
      caller: OTHER_SERVICE,
      action: "sts:TagSession",
      ...OTHER_ACCOUNT,
      "aws:SourceArn": `arn:aws:events:eu-west-1:${STRANGER}:rule/a`,
    },
  })),
  {
    policy: "RolePolicy kms-monitoring-hub-forwarding",
    sid: "SendToHub",
    allowed: call(role(ACCOUNT, "hub-forwarding"), "events:PutEvents", BUS),
    refused: { action: "events:PutRule", resource: BUS.replace("-hub-", "-other-") },
  },
  {
    policy: "RolePolicy kms-monitoring-alert-targets",
    sid: "SendToStreams",
    allowed: call(role(ACCOUNT, "alert-targets"), "kinesis:PutRecord", ALERT_STREAM),
    refused: { action: "kinesis:DeleteStream", resource: ALERT_STREAM.replace("alerts", "other") },
  },
  {
    policy: "RolePolicy kms-monitoring-alert-targets",
    sid: "SendToBuses",
    allowed: call(role(ACCOUNT, "alert-targets"), "events:PutEvents", ALERT_BUS),
    refused: { action: "events:PutRule", resource: ALERT_BUS.replace("soc", "other") },
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
