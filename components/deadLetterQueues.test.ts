import assert from "node:assert/strict";
import { eventsNotDelivered } from "../detections/ownHealth";
import {
  inputsOf,
  mockAws,
  namesOf,
  settled,
  valueOf,
  type MadeResource,
} from "../tests/mockedAws";
import { Account } from "./account";
import { DeadLetterQueues } from "./deadLetterQueues";

const QUEUE = "aws:sqs/queue:Queue";
const POLICY = "aws:sqs/queuePolicy:QueuePolicy";
const ALARM = "aws:cloudwatch/metricAlarm:MetricAlarm";
const HOME = "kms-us-east-1-undelivered";
const OTHER = "kms-us-west-2-undelivered";

describe("DeadLetterQueues", () => {
  let made: readonly MadeResource[];
  let queues: DeadLetterQueues;

  before(async () => {
    made = await mockAws();
    queues = new DeadLetterQueues("kms", {
      account: new Account("us-east-1"),
      regions: ["us-east-1", "us-west-2"],
      topicArns: { critical: "arn:critical", warning: "arn:warning", info: "arn:info" },
    });
    await settled();
  });

  it("makes a queue, its policy and an alarm in each region", () => {
    const types = ["MetricAlarm", "Queue", "QueuePolicy"];
    const titles = types.flatMap((type) => [HOME, OTHER].map((name) => `${type} ${name}`));
    assert.deepEqual(namesOf(made), titles);
  });

  it("keeps events for 14 days, encrypted by a key that nobody can disable", () => {
    for (const [name, region] of [
      [HOME, "us-east-1"],
      [OTHER, "us-west-2"],
    ] as const) {
      assert.deepEqual(inputsOf(made, QUEUE, name), {
        region,
        messageRetentionSeconds: 14 * 24 * 60 * 60,
        sqsManagedSseEnabled: true,
      });
    }
  });

  it("lets rules of this account and region send, and nobody without TLS", () => {
    const { policy, ...rest } = inputsOf(made, POLICY, OTHER);
    assert.deepEqual(rest, { region: "us-west-2", queueUrl: `https://${OTHER}` });
    assert.deepEqual(JSON.parse(policy), {
      Version: "2012-10-17",
      Statement: [
        {
          Sid: "RulesSend",
          Effect: "Allow",
          Principal: { Service: "events.amazonaws.com" },
          Action: "sqs:SendMessage",
          Resource: `arn:Queue:${OTHER}`,
          Condition: {
            StringEquals: { "aws:SourceAccount": "111122223333" },
            ArnLike: { "aws:SourceArn": "arn:aws:events:us-west-2:111122223333:rule/*" },
          },
        },
        {
          Sid: "OnlyOverTls",
          Effect: "Deny",
          Principal: "*",
          Action: "sqs:*",
          Resource: `arn:Queue:${OTHER}`,
          Condition: { Bool: { "aws:SecureTransport": "false" } },
        },
      ],
    });
  });

  it("alarms as soon as one event waits in the queue", () => {
    const { alarmDescription, ...alarm } = inputsOf(made, ALARM, HOME);
    assert.deepEqual(alarm, {
      region: "us-east-1",
      name: "kms-monitoring-test-critical-EventsNotDelivered-us-east-1",
      namespace: "AWS/SQS",
      metricName: "ApproximateNumberOfMessagesVisible",
      dimensions: { QueueName: HOME },
      statistic: "Maximum",
      period: 300,
      evaluationPeriods: 1,
      threshold: 1,
      comparisonOperator: "GreaterThanOrEqualToThreshold",
      treatMissingData: "notBreaching",
      alarmActions: ["arn:critical"],
      tags: { detection: "events-not-delivered" },
    });
    assert.match(String(alarmDescription), /read the messages in the dead-letter queue/);
  });

  it("gives alarms of other regions no topic: an alarm can notify only its own region", () => {
    assert.deepEqual(inputsOf(made, ALARM, OTHER)["alarmActions"], []);
    assert.deepEqual(
      queues.alarms.map(({ detection, severity, region }) => [detection, severity, region]),
      [
        [eventsNotDelivered, "critical", "us-east-1"],
        [eventsNotDelivered, "critical", "us-west-2"],
      ],
    );
  });

  it("names the queue of each region, and of no other", async () => {
    assert.equal(await valueOf(queues.queueArnIn("us-west-2")), `arn:Queue:${OTHER}`);
    assert.deepEqual(Object.keys(queues.queueArns()), ["us-east-1", "us-west-2"]);
    assert.throws(() => queues.queueArnIn("eu-west-1"), {
      message: "eu-west-1 is none of the regions",
    });
  });
});

describe("a rule that uses a dead-letter queue", () => {
  it("waits for the queue's policy, without which EventBridge drops what it cannot deliver", async () => {
    const order: string[] = [];
    const made = await mockAws({}, { slow: /queuePolicy/ });
    const queues = new DeadLetterQueues("kms", {
      account: new Account("us-east-1"),
      regions: ["us-east-1"],
      topicArns: { critical: "arn:critical", warning: "arn:warning", info: "arn:info" },
    });
    queues.queueArnIn("us-east-1").apply(() => order.push(...namesOf(made)));
    await settled();
    assert.ok(order.includes(`QueuePolicy ${HOME}`), order.join(", "));
  });
});
