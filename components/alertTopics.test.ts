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
import { AlertTopics, type AlertTopicsArgs } from "./alertTopics";

const existing = "arn:aws:sns:us-east-1:111122223333:security-alerts";

async function topicsFor(
  args: Partial<AlertTopicsArgs>,
): Promise<{ made: readonly MadeResource[]; topics: AlertTopics }> {
  const made = await mockAws();
  const topics = new AlertTopics("kms", {
    account: new Account("us-east-1"),
    keyArn: "arn:key",
    existingTopicArns: {},
    subscriptions: [],
    ...args,
  });
  await settled();
  return { made, topics };
}

describe("AlertTopics", () => {
  it("makes an encrypted topic and its policy for each severity, and for alarms of controls", async () => {
    const { made } = await topicsFor({});
    assert.deepEqual(namesOf(made), [
      "Topic kms-controls",
      "Topic kms-critical",
      "Topic kms-info",
      "Topic kms-warning",
      "TopicPolicy kms-controls",
      "TopicPolicy kms-critical",
      "TopicPolicy kms-info",
      "TopicPolicy kms-warning",
    ]);
    assert.deepEqual(inputsOf(made, "aws:sns/topic:Topic", "kms-critical"), {
      kmsMasterKeyId: "arn:key",
    });
  });

  it("lets alarms and rules of this account and region publish, over TLS", async () => {
    const { made } = await topicsFor({});
    const { policy } = inputsOf(made, "aws:sns/topicPolicy:TopicPolicy", "kms-warning");
    const publish = { Action: "sns:Publish", Resource: "arn:Topic:kms-warning" };
    assert.deepEqual(statementOf(policy, "AlarmsPublish"), {
      Sid: "AlarmsPublish",
      Effect: "Allow",
      Principal: { Service: "cloudwatch.amazonaws.com" },
      ...publish,
      Condition: {
        StringEquals: { "aws:SourceAccount": "111122223333" },
        ArnLike: { "aws:SourceArn": "arn:aws:cloudwatch:us-east-1:111122223333:alarm:*" },
      },
    });
    assert.deepEqual(statementOf(policy, "RulesPublish"), {
      Sid: "RulesPublish",
      Effect: "Allow",
      Principal: { Service: "events.amazonaws.com" },
      ...publish,
    });
    assert.deepEqual(statementOf(policy, "OnlyOverTls"), {
      Sid: "OnlyOverTls",
      Effect: "Deny",
      Principal: "*",
      ...publish,
      Condition: { Bool: { "aws:SecureTransport": "false" } },
    });
  });

  it("uses an existing topic instead of a new one, and leaves its policy to its owner", async () => {
    const { made, topics } = await topicsFor({ existingTopicArns: { critical: existing } });
    assert.equal(await valueOf(topics.topicArns.critical), existing);
    assert.equal(await valueOf(topics.topicArns.info), "arn:Topic:kms-info");
    assert.deepEqual(namesOf(made), [
      "Topic kms-controls",
      "Topic kms-info",
      "Topic kms-warning",
      "TopicPolicy kms-controls",
      "TopicPolicy kms-info",
      "TopicPolicy kms-warning",
    ]);
  });

  it("subscribes each endpoint to the topics of its severities, existing ones included", async () => {
    const { made, topics } = await topicsFor({
      existingTopicArns: { critical: existing },
      subscriptions: [
        { protocol: "email", endpoint: "a@example.com", severities: ["critical", "info"] },
      ],
    });
    const type = "aws:sns/topicSubscription:TopicSubscription";
    assert.deepEqual(inputsOf(made, type, "kms-critical-email-a@example.com"), {
      topic: existing,
      protocol: "email",
      endpoint: "a@example.com",
    });
    assert.equal(
      inputsOf(made, type, "kms-info-email-a@example.com")["topic"],
      "arn:Topic:kms-info",
    );
    assert.equal(made.filter((resource) => resource.type === type).length, 2);
    // Nobody has to hear what only controls look for.
    assert.equal(await valueOf(topics.controlTopicArn), "arn:Topic:kms-controls");
  });

  it("keeps URLs, which may hold tokens, out of names and plain state", async () => {
    const { made } = await topicsFor({
      subscriptions: [
        { protocol: "https", endpoint: "https://example.com/?token=x", severities: ["info"] },
      ],
    });
    const { name, inputs } = made.find(({ type }) => type.endsWith(":TopicSubscription")) ?? {};
    assert.match(name ?? "", /^kms-info-https-[0-9a-f]{8}$/);
    // What Pulumi marks as secret travels in an envelope.
    assert.equal(inputs?.["endpoint"].value, "https://example.com/?token=x");
  });
});
