import assert from "node:assert/strict";
import { eventsRuleOnKmsHasTarget } from "../rules/eventsRuleOnKmsHasTarget";
import { eventsRuleOnKmsIsEnabled } from "../rules/eventsRuleOnKmsIsEnabled";
import { eventsTargetOnKmsHasDeadLetterQueue } from "../rules/eventsTargetOnKmsHasDeadLetterQueue";
import { resource } from "../testing/resource";
import { said } from "../testing/said";

// Which event rules are rules on KMS or CloudTrail, as the three policies on them see it.

const CALL = "AWS API Call via CloudTrail";
const calls = (...eventName: readonly unknown[]) => ({
  "detail-type": [CALL],
  detail: { eventName },
});
const source = (...matchers: readonly unknown[]) => ({ source: matchers });

/** How many of the policies refuse a rule with the pattern that is disabled and has no target, or one without a queue. */
function refusals(pattern: object): number {
  const eventPattern = JSON.stringify(pattern);
  const rule = resource("aws:cloudwatch/eventRule:EventRule", "r", {
    ...{ name: "r", eventPattern, state: "DISABLED" },
  });
  const target = resource("aws:cloudwatch/eventTarget:EventTarget", "t", { rule: "r" });
  return [
    ...said(eventsRuleOnKmsIsEnabled, [rule]),
    ...said(eventsRuleOnKmsHasTarget, [rule]),
    ...said(eventsTargetOnKmsHasDeadLetterQueue, [rule, target]),
  ].length;
}

describe("an event rule", () => {
  it("is one on KMS or CloudTrail by its source, however that is written", () => {
    for (const pattern of [
      source("aws.kms"),
      source("aws.ec2", "aws.cloudtrail"),
      source({ prefix: "aws.k" }),
      source({ prefix: { "equals-ignore-case": "AWS.K" } }),
      source({ suffix: ".kms" }),
      source({ suffix: { "equals-ignore-case": ".KMS" } }),
      source({ wildcard: "*.km*" }),
      source({ wildcard: "aws.cloud*l" }),
      source({ "equals-ignore-case": "AWS.KMS" }),
      source({ "anything-but": ["aws.ec2"] }),
      source({ "anything-but": "aws.s3" }),
      source({ "anything-but": { prefix: "aws.e" } }),
      source({ "anything-but": { suffix: ["2", "3"] } }),
      source({ "anything-but": { wildcard: "aws.s*" } }),
      source({ "anything-but": { "equals-ignore-case": ["AWS.EC2"] } }),
      { detail: { eventSource: [{ prefix: "kms." }] } },
      { detail: { eventSource: ["cloudtrail.amazonaws.com"] } },
      { $or: [source("aws.ec2"), source({ prefix: "aws.k" })] },
      { $or: [source("aws.kms"), { account: ["111122223333"] }] },
      { ...source("aws.kms"), detail: { eventName: ["TagResource"] } },
      { ...source({ prefix: "aws.kms" }), detail: { eventName: ["TagResource"] } },
    ]) {
      assert.equal(refusals(pattern), 3, JSON.stringify(pattern));
    }
  });

  it("is one by their calls, their types of events and their resources", () => {
    const key = "arn:aws-us-gov:kms:us-gov-west-1:444455556666:key/1234abcd";
    for (const pattern of [
      calls("DisableKey", "StopLogging"),
      calls("DeleteBucket", "DeleteTrail"),
      calls({ prefix: "ScheduleKey" }),
      calls({ wildcard: "*KeyPolicy" }),
      { "detail-type": ["AWS Service Event via CloudTrail"], detail: { eventName: ["RotateKey"] } },
      { "detail-type": ["KMS CMK Deletion"] },
      { "detail-type": [{ prefix: "KMS " }] },
      { "detail-type": [{ "equals-ignore-case": "kms cmk rotation" }] },
      { "detail-type": ["AWS Insight via CloudTrail"] },
      { ...source("aws.kms"), "detail-type": ["KMS Something New"] },
      { resources: [{ prefix: "arn:aws:kms:" }] },
      { resources: [{ wildcard: "arn:*:kms:*:444455556666:key/*" }] },
      { resources: [key] },
      { resources: ["arn:aws:cloudtrail:us-east-1:444455556666:trail/audit"] },
      { detail: { requestParameters: { keyId: [key] } } },
      { detail: { resources: { ARN: [{ prefix: key }] } } },
      { detail: { resources: { type: ["AWS::KMS::Key"] } } },
    ]) {
      assert.equal(refusals(pattern), 3, JSON.stringify(pattern));
    }
  });

  it("is none on events of other services", () => {
    for (const pattern of [
      source("aws.ec2"),
      source("aws.s3", "aws.health"),
      source({ prefix: "aws.e" }),
      source({ "anything-but": { prefix: "aws." } }),
      { ...source("aws.health"), detail: { service: ["KMS"] } },
      { ...source("aws.health"), resources: [{ prefix: "arn:aws:kms:" }] },
      {
        ...source("aws.config"),
        detail: { configurationItem: { resourceType: ["AWS::KMS::Key"] } },
      },
      { ...source("aws.s3"), ...calls("Decrypt") },
      { ...source("aws.cloudwatch"), "detail-type": ["CloudWatch Alarm State Change"] },
      { ...source("my.shop"), detail: { text: ["aws.kms"] } },
      { detail: { eventSource: ["iam.amazonaws.com", { prefix: "s3" }] } },
      { "detail-type": ["EC2 Instance State-change Notification"] },
      { resources: [{ prefix: "arn:aws:s3:" }] },
      { $or: [source("aws.ec2"), calls("RunInstances")] },
      calls("RunInstances", "CreateBucket"),
      calls("ConsoleLogin"),
    ]) {
      assert.equal(refusals(pattern), 0, JSON.stringify(pattern));
    }
  });

  it("is none on events of all services alike", () => {
    for (const pattern of [
      {},
      source({ exists: true }),
      source({ prefix: "" }),
      source({ prefix: "aws." }),
      source({ wildcard: "aws.*" }),
      source({ "anything-but": ["aws.kms"] }),
      { account: ["111122223333"] },
      { region: [{ "anything-but": ["us-east-1"] }] },
      { "detail-type": [CALL] },
      { "detail-type": [{ suffix: "via CloudTrail" }] },
      { "detail-type": [{ "anything-but": [CALL] }] },
      { resources: [{ prefix: "arn:aws:" }] },
      { detail: { errorCode: ["AccessDenied"] } },
      { detail: { userIdentity: { type: ["Root"] } } },
      calls("TagResource", "UntagResource"),
      calls({ prefix: "Delete" }),
      calls({ "anything-but": ["Decrypt"] }),
      calls({ wildcard: "*Policy*" }),
    ]) {
      assert.equal(refusals(pattern), 0, JSON.stringify(pattern));
    }
  });
});
