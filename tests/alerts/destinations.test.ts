import assert from "node:assert/strict";
import { createServer, type Server } from "node:http";
import type { AddressInfo } from "node:net";
import { text } from "node:stream/consumers";
import {
  CreateEventBusCommand,
  EventBridgeClient,
  PutRuleCommand,
  PutTargetsCommand,
} from "@aws-sdk/client-eventbridge";
import { CreateFunctionCommand, LambdaClient } from "@aws-sdk/client-lambda";
import {
  CreateQueueCommand,
  GetQueueUrlCommand,
  ReceiveMessageCommand,
  SQSClient,
} from "@aws-sdk/client-sqs";
import { strToU8, zipSync } from "fflate";
import { recordDetections } from "../../detections/catalogue";
import { deliver } from "../../local/replay/cloudTrail";
import { freshRecord } from "../../local/replay/fresh";
import { AlertStack } from "./alertStack";

const region = "us-east-1";
const arn = (service: string, resource: string) =>
  `arn:aws:${service}:${region}:111122223333:${resource}`;

/** A function of another team, which shows what it was called with. */
const PAGE = `exports.handler = async (event) => {
  const { SQSClient, SendMessageCommand } = require("@aws-sdk/client-sqs");
  const QueueUrl = process.env.QUEUE_URL;
  await new SQSClient({}).send(new SendMessageCommand({ QueueUrl, MessageBody: JSON.stringify(event) }));
};`;

describe("destinations of alerts", () => {
  let stack: AlertStack;
  let hook: Server;
  const notifications: Record<string, string>[] = [];

  before(async () => {
    hook = createServer((request, response) => {
      void text(request).then(async (body) => {
        const message = JSON.parse(body) as Record<string, string>;
        if (message["SubscribeURL"] !== undefined) await fetch(message["SubscribeURL"]);
        else notifications.push(message);
        response.end();
      });
    });
    await new Promise<void>((listening) => hook.listen(0, "127.0.0.1", listening));
    const endpoint = `http://127.0.0.1:${(hook.address() as AddressInfo).port}/`;
    stack = await AlertStack.deploy(
      {
        alertTargets: [
          { arn: arn("sqs", "machines") },
          { arn: arn("lambda", "function:page"), severities: ["critical"] },
          { arn: arn("events", "event-bus/soc"), severities: ["critical"] },
        ],
        alertSubscriptions: [
          { protocol: "sqs", endpoint: arn("sqs", "on-call") },
          { protocol: "http", endpoint, severities: ["critical"] },
          { protocol: "lambda", endpoint: arn("lambda", "function:page"), severities: ["warning"] },
        ],
      },
      { makeFirst: makeDestinations },
    );
  });
  afterEach(() => stack.restore());
  after(async () => {
    hook.close();
    await stack.stop();
  });

  async function happens(id: string): Promise<void> {
    const detection = recordDetections.find((one) => one.id === id);
    assert.ok(detection);
    await deliver([freshRecord(detection.matching[0] ?? {}, stack.deployed)], stack.home);
    await stack.heard();
  }

  it("get a critical act: queue, function and bus as an event, an HTTP endpoint as a custom notification", async () => {
    await happens("key-disabled");
    for (const queue of ["machines", "paged", "soc"]) {
      const [event, ...others] = await bodiesIn(queue);
      assert.deepEqual(others, [], queue);
      assert.deepEqual(
        [event?.source, event?.["detail-type"], event?.detail?.detection],
        ["kms-monitoring", "KMS Monitoring Alert", "key-disabled"],
        queue,
      );
    }
    assert.equal(notifications.length, 1);
    const notification = JSON.parse(notifications[0]?.["Message"] ?? "");
    assert.deepEqual(
      [notification.source, notification.metadata.additionalContext.detection],
      ["custom", "key-disabled"],
    );
  });

  it("get of a warning what their severities say: the queue an event, the function a message", async () => {
    await happens("key-policy-changed");
    const [event] = await bodiesIn("machines");
    assert.equal(event?.detail?.detection, "key-policy-changed");
    const [called, ...others] = await bodiesIn("paged");
    assert.deepEqual(others, []);
    const message = JSON.parse(called?.Records?.[0]?.Sns.Message ?? "") as { detection: string };
    assert.equal(message.detection, "key-policy-changed");
    assert.deepEqual(await bodiesIn("soc"), []);
    assert.equal(notifications.length, 1);
  });
});

interface Body {
  readonly source?: string;
  readonly "detail-type"?: string;
  readonly detail?: { readonly detection: string };
  readonly Records?: readonly { readonly Sns: { readonly Message: string } }[];
}

/** What other teams have: queues, a function, and a bus with a rule. */
async function makeDestinations(): Promise<void> {
  const sqs = new SQSClient({ region });
  await sqs.send(new CreateQueueCommand({ QueueName: "machines" }));
  await sqs.send(new CreateQueueCommand({ QueueName: "soc" }));
  const { QueueUrl = "" } = await sqs.send(new CreateQueueCommand({ QueueName: "paged" }));
  await new LambdaClient({ region }).send(
    new CreateFunctionCommand({
      FunctionName: "page",
      Runtime: "nodejs22.x",
      Handler: "index.handler",
      Role: "arn:aws:iam::111122223333:role/page",
      Code: { ZipFile: zipSync({ "index.js": strToU8(PAGE) }) },
      Environment: { Variables: { QUEUE_URL: QueueUrl } },
    }),
  );
  const events = new EventBridgeClient({ region });
  await events.send(new CreateEventBusCommand({ Name: "soc" }));
  const rule = { Name: "all", EventBusName: "soc" };
  const EventPattern = JSON.stringify({ account: ["111122223333"] });
  await events.send(new PutRuleCommand({ ...rule, EventPattern }));
  const Targets = [{ Id: "queue", Arn: arn("sqs", "soc") }];
  await events.send(new PutTargetsCommand({ Rule: "all", EventBusName: "soc", Targets }));
}

async function bodiesIn(QueueName: string): Promise<readonly Body[]> {
  const sqs = new SQSClient({ region });
  const { QueueUrl } = await sqs.send(new GetQueueUrlCommand({ QueueName }));
  const { Messages = [] } = await sqs.send(
    new ReceiveMessageCommand({ QueueUrl, MaxNumberOfMessages: 10, WaitTimeSeconds: 2 }),
  );
  return Messages.map(({ Body = "" }) => JSON.parse(Body) as Body);
}
