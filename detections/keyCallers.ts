// Detections on who calls KMS, told by alarms on the number of calls: one alone says little.
import { alice, onBehalfOf, root, service, sessionOf } from "./callers";
import type { RecordDetection } from "./detection";
import { denied, disabled, inS3, pendingDeletion } from "./keyUseSamples";
import { KMS_EVENT_SOURCE, kmsRecord, sampleKeyArn } from "./kmsRecord";
import { recordOf } from "./record";

const keyArn = sampleKeyArn;

/**
 * Calls that were denied, by number: one alone is an everyday mistake. AWS Config, which reads what it may not decrypt,
 * would drown all others (aws-samples/baseline-environment-on-aws, pull request 51). So would the stack's own inventory, which asks about
 * keys whose policies do not let it; but only what it asks, should somebody come to have its role.
 * https://docs.aws.amazon.com/kms/latest/developerguide/ct-decrypt.html
 */
const kmsCallsDenied: RecordDetection = {
  id: "kms-calls-denied",
  title: "Many KMS calls were denied",
  severity: "warning",
  why: "Somebody tries keys that they may not use, or a policy change cut off a program that needs its key.",
  runbook: "count the denied calls by caller and key in the trail's log group (errorCode).",
  calls: {
    eventSources: [KMS_EVENT_SOURCE],
    eventNames: [],
    readOnly: true,
    outcome: "failed",
    where:
      // The last is of a VPC endpoint's policy, in a network activity event.
      '(($.errorCode = "AccessDenied*") || ($.errorCode = "*UnauthorizedOperation") || ($.errorCode = "VpceAccessDenied")) && ' +
      '(($.userIdentity.invokedBy NOT EXISTS) || ($.userIdentity.invokedBy != "config.amazonaws.com")) && ' +
      "(($.userIdentity.sessionContext.sessionIssuer.userName NOT EXISTS) || " +
      '($.userIdentity.sessionContext.sessionIssuer.userName != "AWSServiceRoleForConfig")) && ' +
      "(($.userIdentity.sessionContext.sessionIssuer.userName NOT EXISTS) || " +
      '($.userIdentity.sessionContext.sessionIssuer.userName != "{{prefix}}-inventory-*") || ' +
      '(($.eventName != "DescribeKey") && ($.eventName != "GetKeyRotationStatus") && ($.eventName != "GetKeyLastUsage")))',
  },
  telling: { by: "count", threshold: 10, periodSeconds: 300 },
  matching: [
    kmsRecord({ eventName: "Decrypt", readOnly: true, ...denied }),
    kmsRecord({
      eventName: "PutKeyPolicy",
      readOnly: false,
      ...denied,
      errorCode: "AccessDeniedException",
      userIdentity: sessionOf("deployer"),
    }),
    kmsRecord({
      eventName: "CreateGrant",
      readOnly: false,
      ...denied,
      errorCode: "Client.UnauthorizedOperation",
      userIdentity: onBehalfOf(sessionOf("deployer"), "ec2.amazonaws.com"),
    }),
    // https://docs.aws.amazon.com/awscloudtrail/latest/userguide/logging-network-events-with-cloudtrail.html
    {
      ...kmsRecord({ eventName: "Decrypt", readOnly: true, ...denied }),
      errorCode: "VpceAccessDenied",
      eventType: "AwsVpceEvent",
      eventCategory: "NetworkActivity",
    },
    kmsRecord({
      eventName: "Decrypt",
      readOnly: true,
      ...denied,
      userIdentity: sessionOf("kms-monitoring-inventory-1a2b3c4"),
    }),
    kmsRecord({
      eventName: "DescribeKey",
      readOnly: true,
      ...denied,
      userIdentity: sessionOf("orders-inventory"),
    }),
  ],
  notMatching: [
    kmsRecord({
      eventName: "DescribeKey",
      readOnly: true,
      ...denied,
      userIdentity: sessionOf("kms-monitoring-inventory-1a2b3c4"),
    }),
    kmsRecord({ eventName: "Decrypt", readOnly: true, keyArn }),
    kmsRecord({ eventName: "Decrypt", readOnly: true, ...disabled }),
    kmsRecord({ eventName: "Decrypt", readOnly: true, ...pendingDeletion }),
    kmsRecord({
      eventName: "Decrypt",
      readOnly: true,
      ...denied,
      userIdentity: sessionOf("AWSServiceRoleForConfig"),
    }),
    kmsRecord({
      eventName: "Decrypt",
      readOnly: true,
      ...denied,
      userIdentity: onBehalfOf(sessionOf("recorder"), "config.amazonaws.com"),
    }),
    inS3(kmsRecord({ eventName: "Decrypt", readOnly: true, ...denied })),
  ],
};

/**
 * Told by an alarm on the number: a look around in the console is many calls, and root disabling a key is told as such.
 * https://docs.aws.amazon.com/IAM/latest/UserGuide/root-user-best-practices.html
 */
const rootUsedKms: RecordDetection = {
  id: "root-used-kms",
  title: "The root user used KMS",
  severity: "warning",
  why: "Root can undo any key policy that trusts the account, and nobody should work as root.",
  runbook: "find out who signed in as root, and what for (userIdentity.type Root).",
  calls: {
    eventSources: [KMS_EVENT_SOURCE],
    eventNames: [],
    readOnly: true,
    outcome: "any",
    byPeople: true,
    where: '$.userIdentity.type = "Root"',
  },
  telling: { by: "count", threshold: 1, periodSeconds: 300 },
  matching: [
    kmsRecord({ eventName: "Decrypt", readOnly: true, keyArn, userIdentity: root }),
    kmsRecord({ eventName: "ListKeys", readOnly: true, keyArn, userIdentity: root }),
    kmsRecord({ eventName: "CreateKey", readOnly: false, keyArn, userIdentity: root }),
    kmsRecord({ eventName: "Decrypt", readOnly: true, ...denied, userIdentity: root }),
  ],
  notMatching: [
    kmsRecord({ eventName: "Decrypt", readOnly: true, keyArn, userIdentity: alice() }),
    kmsRecord({
      eventName: "Decrypt",
      readOnly: true,
      keyArn,
      userIdentity: onBehalfOf(root, "s3.amazonaws.com"),
    }),
    kmsRecord({
      eventName: "GenerateDataKey",
      readOnly: true,
      keyArn,
      userIdentity: service("cloudtrail.amazonaws.com"),
    }),
    recordOf({
      eventSource: "s3.amazonaws.com",
      eventName: "ListBuckets",
      readOnly: true,
      userIdentity: root,
    }),
  ],
};

/** What is watched of those who call KMS. */
export const keyCallers: readonly RecordDetection[] = [kmsCallsDenied, rootUsedKms];
