import assert from "node:assert/strict";
import { inputsOf, mockAws, namesOf, settled, statementOf } from "../tests/mockedAws";
import { Account } from "./account";
import { DeliveryTopic } from "./deliveryTopic";
import { trailIdentity } from "./trailIdentity";

describe("DeliveryTopic", () => {
  it("takes what the trail says of its log files over TLS only", async () => {
    const made = await mockAws();
    const ownTrail = trailIdentity(new Account("us-east-1"), "kms-test", undefined);
    new DeliveryTopic("kms", { ownTrail, keyArn: "arn:key" });
    await settled();
    assert.deepEqual(namesOf(made), ["Topic kms-log-delivery", "TopicPolicy kms-log-delivery"]);
    const { policy } = inputsOf(made, "aws:sns/topicPolicy:TopicPolicy", "kms-log-delivery");
    assert.deepEqual(statementOf(policy, "OnlyOverTls"), {
      Sid: "OnlyOverTls",
      Effect: "Deny",
      Principal: "*",
      Action: "sns:Publish",
      Resource: "arn:Topic:kms-log-delivery",
      Condition: { Bool: { "aws:SecureTransport": "false" } },
    });
  });
});
