import assert from "node:assert/strict";
import {
  inputsOf,
  mockAws,
  namesOf,
  settled,
  valueOf,
  type MadeResource,
} from "../tests/mockedAws";
import { Account } from "./account";
import { EventHub } from "./eventHub";

describe("EventHub", () => {
  let made: readonly MadeResource[];
  let hub: EventHub;

  before(async () => {
    made = await mockAws();
    hub = new EventHub("kms", { account: new Account("us-east-1") });
    await settled();
  });

  it("makes a bus with its policy, and a role for the rules that send to it", async () => {
    assert.deepEqual(namesOf(made), [
      "EventBus kms-hub",
      "EventBusPolicy kms-hub",
      "Role kms-hub-forwarding",
      "RolePolicy kms-hub-forwarding",
    ]);
    assert.equal(await valueOf(hub.busArn), "arn:EventBus:kms-hub");
    assert.equal(await valueOf(hub.busName), "kms-hub");
    assert.equal(await valueOf(hub.forwardingRoleArn), "arn:Role:kms-hub-forwarding");
  });

  it("lets rules of this account put events on the hub through the role, and no other account", () => {
    const role = inputsOf(made, "aws:iam/role:Role", "kms-hub-forwarding");
    assert.deepEqual(JSON.parse(role["assumeRolePolicy"]).Statement, [
      {
        Sid: "RulesAssumeRole",
        Effect: "Allow",
        Principal: { Service: "events.amazonaws.com" },
        Action: "sts:AssumeRole",
        Condition: {
          StringEquals: { "aws:SourceAccount": "111122223333" },
          ArnLike: { "aws:SourceArn": "arn:aws:events:*:111122223333:rule/*" },
        },
      },
    ]);
    const rights = inputsOf(made, "aws:iam/rolePolicy:RolePolicy", "kms-hub-forwarding");
    assert.deepEqual(JSON.parse(rights["policy"]).Statement, [
      {
        Sid: "SendToHub",
        Effect: "Allow",
        Action: "events:PutEvents",
        Resource: "arn:EventBus:kms-hub",
      },
    ]);
    const bus = inputsOf(made, "aws:cloudwatch/eventBusPolicy:EventBusPolicy", "kms-hub");
    assert.deepEqual(JSON.parse(bus["policy"]).Statement, [
      {
        Sid: "OwnAccount",
        Principal: { AWS: "arn:aws:iam::111122223333:root" },
        Effect: "Allow",
        Action: "events:PutEvents",
        Resource: "arn:EventBus:kms-hub",
      },
    ]);
  });
});
