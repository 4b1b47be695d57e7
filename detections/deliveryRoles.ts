// Detections on the stack's own roles, by which events are delivered. IAM is global: its events are in us-east-1.
// https://docs.aws.amazon.com/IAM/latest/UserGuide/cloudtrail-integration.html
import type { RecordDetection } from "./detection";
import { isOwnName, type Request, type SampleCall } from "./ownResources";
import { tampering } from "./ownTampering";

const IAM = "iam.amazonaws.com";

const roleName = "kms-monitoring-trail-delivery-1a2b3c4";

function on(eventName: string, more: Request = {}): SampleCall {
  return [eventName, { roleName, ...more }];
}

function onAnother([eventName, request]: SampleCall): SampleCall {
  return [eventName, { ...request, roleName: "orders-kms-monitoring" }];
}

const policyName = "kms-monitoring-trail-delivery";
const policyArn = "arn:aws:iam::111122223333:policy/deny-everything";
const weakened = [
  on("DeleteRole"),
  on("DeleteRolePolicy", { policyName }),
  on("DetachRolePolicy", { policyArn }),
];
const changed = [
  on("PutRolePolicy", { policyName, policyDocument: "{}" }),
  on("AttachRolePolicy", { policyArn }),
  on("UpdateAssumeRolePolicy", { policyDocument: "{}" }),
  on("PutRolePermissionsBoundary", { permissionsBoundary: policyArn }),
  on("UpdateRole", { maxSessionDuration: 3600 }),
];

/** What is watched of the stack's roles: without them no event reaches log group, hub or formatter. */
export const deliveryRoles: readonly RecordDetection[] = [
  {
    id: "delivery-role-weakened",
    title: "A role of the monitoring was deleted, or lost a policy",
    severity: "critical",
    why: "What is delivered by that role stops.",
    runbook: "put it back (pulumi up --refresh), and ask the caller.",
    ...tampering({
      eventSource: IAM,
      where: isOwnName("roleName"),
      calls: weakened,
      others: [...weakened.map(onAnother), ...changed],
    }),
  },
  {
    id: "delivery-role-changed",
    title: "A policy of a role of the monitoring was changed",
    severity: "warning",
    why: "A denial, or another trust policy, stops what is delivered by that role.",
    runbook: "compare it with the stack (pulumi preview --refresh).",
    ...tampering({
      eventSource: IAM,
      where: isOwnName("roleName"),
      calls: changed,
      others: [...changed.map(onAnother), ...weakened, on("TagRole")],
    }),
  },
];
