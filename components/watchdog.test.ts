import assert from "node:assert/strict";
import {
  inputsOf,
  mockAws,
  namesOf,
  settled,
  statementOf,
  valueOf,
  type MadeResource,
} from "../tests/mockedAws";
import { Account } from "./account";
import { Watchdog } from "./watchdog";

const EMAIL = { protocol: "email", endpoint: "a@example.com" };

describe("Watchdog", () => {
  let made: readonly MadeResource[];
  let watchdog: Watchdog;

  before(async () => {
    made = await mockAws();
    watchdog = new Watchdog("kms", {
      account: new Account("us-east-1"),
      keyArn: "arn:key",
      functionName: "kms-messages",
      topicArns: { critical: "arn:critical", warning: "arn:warning", info: "arn:info" },
      subscriptions: [
        { ...EMAIL, severities: ["critical", "info"] },
        { protocol: "email", endpoint: "b@example.com", severities: ["warning"] },
      ],
      deadLetterQueueArn: "arn:queue",
    });
    await settled();
  });

  it("makes a topic, told to those who hear of critical alerts, and a rule that tells it", async () => {
    assert.deepEqual(namesOf(made), [
      "EventRule kms-watchdog",
      "EventTarget kms-watchdog",
      "Topic kms-watchdog",
      "TopicPolicy kms-watchdog",
      "TopicSubscription kms-watchdog-email-a@example.com",
    ]);
    assert.equal(await valueOf(watchdog.topicArn), "arn:Topic:kms-watchdog");
  });

  it("does not need the key that it watches", () => {
    assert.deepEqual(inputsOf(made, "aws:sns/topic:Topic", "kms-watchdog"), {});
    const { policy } = inputsOf(made, "aws:sns/topicPolicy:TopicPolicy", "kms-watchdog");
    assert.deepEqual(statementOf(policy, "RulesPublish"), {
      Sid: "RulesPublish",
      Effect: "Allow",
      Principal: { Service: "events.amazonaws.com" },
      Action: "sns:Publish",
      Resource: "arn:Topic:kms-watchdog",
    });
  });

  it("sees changes of the alert topics, their subscriptions, their key, and the function that writes the messages", () => {
    const rule = inputsOf(made, "aws:cloudwatch/eventRule:EventRule", "kms-watchdog");
    assert.equal(rule["eventBusName"], undefined);
    assert.deepEqual(JSON.parse(rule["eventPattern"]), {
      source: [{ prefix: "aws." }],
      "detail-type": ["AWS API Call via CloudTrail"],
      detail: {
        $or: [
          {
            eventSource: ["sns.amazonaws.com"],
            eventName: ["DeleteTopic", "SetTopicAttributes", "AddPermission", "RemovePermission"],
            requestParameters: { topicArn: ["arn:critical", "arn:warning", "arn:info"] },
          },
          {
            eventSource: ["sns.amazonaws.com"],
            eventName: ["Unsubscribe", "SetSubscriptionAttributes"],
            requestParameters: {
              subscriptionArn: [
                { prefix: "arn:critical:" },
                { prefix: "arn:warning:" },
                { prefix: "arn:info:" },
              ],
            },
          },
          {
            eventSource: ["sns.amazonaws.com"],
            eventName: ["PutDataProtectionPolicy"],
            requestParameters: { resourceArn: ["arn:critical", "arn:warning", "arn:info"] },
          },
          {
            eventSource: ["lambda.amazonaws.com"],
            eventName: [
              { prefix: "UpdateFunctionCode" },
              { prefix: "UpdateFunctionConfiguration" },
              { prefix: "DeleteFunction" },
              { prefix: "PutFunctionConcurrency" },
            ],
            requestParameters: {
              functionName: [{ suffix: "kms-messages" }, { wildcard: "*kms-messages:*" }],
            },
          },
          {
            eventSource: ["kms.amazonaws.com"],
            eventName: ["DisableKey", "ScheduleKeyDeletion", "PutKeyPolicy"],
            resources: { ARN: ["arn:key"] },
          },
        ],
      },
    });
  });

  it("says which call it was, by whom, and what to do first", () => {
    const type = "aws:cloudwatch/eventTarget:EventTarget";
    const { inputTransformer, ...target } = inputsOf(made, type, "kms-watchdog");
    assert.deepEqual(target, {
      rule: "kms-watchdog",
      arn: "arn:Topic:kms-watchdog",
      retryPolicy: { maximumEventAgeInSeconds: 3600, maximumRetryAttempts: 185 },
      deadLetterConfig: { arn: "arn:queue" },
    });
    assert.deepEqual(inputTransformer.inputPaths, {
      operation: "$.detail.eventName",
      caller: "$.detail.userIdentity.arn",
      error: "$.detail.errorCode",
      account: "$.account",
      time: "$.time",
    });
    // A text is a JSON string, in which EventBridge replaces what is in angle brackets.
    assert.equal(
      JSON.parse(inputTransformer.inputTemplate.replaceAll(/<(\w+)>/g, "($1)")),
      "CRITICAL: the way alerts take is being changed. (operation) by (caller), account (account), (time). Error, if it failed: (error). " +
        "First: look at the alert topics, their subscriptions, the monitoring key and the function that writes the messages; what detections find may not reach you. Runbook: docs/runbooks/alert-topic-changed.md",
    );
  });
});
