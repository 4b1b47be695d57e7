import assert from "node:assert/strict";
import { titleOf } from "../audit/deployedStack";
import { recordDetections } from "../detections/catalogue";
import type { RecordDetection } from "../detections/detection";
import { matchesFilterPattern } from "../filterPatterns/match";
import { parseFilterPattern } from "../filterPatterns/parse";
import { inputsOf, mockAws, namesOf, settled, type MadeResource } from "../tests/mockedAws";
import { mockedFormatter } from "../tests/mockedFormatter";
import { RULE, TARGET, deadLetterQueueArn, delivery, mockedHub } from "../tests/mockedSurroundings";
import { Account } from "./account";
import { FormatterInputs } from "./formatterInputs";

const PERMISSION = "aws:lambda/permission:Permission";
const SUBSCRIPTION_FILTER = "aws:cloudwatch/logSubscriptionFilter:LogSubscriptionFilter";
const OWN_TYPES = /:(EventRule|EventTarget|LogSubscriptionFilter|Permission|TopicSubscription)$/;

async function inputsFor(
  detections: readonly RecordDetection[],
  slow?: RegExp,
): Promise<readonly MadeResource[]> {
  const made = await mockAws({}, slow === undefined ? {} : { slow });
  const account = new Account("us-east-1");
  const hub = mockedHub();
  new FormatterInputs("kms", {
    account,
    hub,
    formatter: mockedFormatter({ hub }),
    detections,
    deadLetterQueueArn,
    logGroupName: "trail-logs",
    logGroupArn: "arn:trail-logs",
    controlTopicArn: "arn:controls",
  });
  await settled();
  return made.filter(({ type }) => OWN_TYPES.test(type));
}

const call = { function: "kms-messages", action: "lambda:InvokeFunction" };

describe("FormatterInputs", () => {
  let made: readonly MadeResource[];

  before(async () => {
    made = await inputsFor(recordDetections);
  });

  it("makes two rules, a subscription of the log group and one of the topic, each with a permission", () => {
    assert.deepEqual(namesOf(made), [
      "EventRule kms-heartbeat",
      "EventRule kms-messages",
      "EventTarget kms-heartbeat",
      "EventTarget kms-messages",
      "LogSubscriptionFilter kms-messages",
      "Permission kms-controls",
      "Permission kms-heartbeat",
      "Permission kms-log-group",
      "Permission kms-messages",
      "TopicSubscription kms-controls",
    ]);
  });

  it("calls the function with all events of the hub that it knows, read-only calls included", () => {
    const { eventPattern, ...rule } = inputsOf(made, RULE, "kms-messages");
    assert.deepEqual(rule, {
      eventBusName: "kms-hub",
      description: "KMS events and API calls of all watched regions, to be told",
      state: "ENABLED_WITH_ALL_CLOUDTRAIL_MANAGEMENT_EVENTS",
    });
    assert.deepEqual(JSON.parse(eventPattern), {
      $or: [
        {
          source: ["aws.kms"],
          "detail-type": [
            "KMS CMK Rotation",
            "KMS Imported Key Material Expiration",
            "KMS CMK Deletion",
          ],
        },
        {
          source: [{ prefix: "aws." }],
          "detail-type": ["AWS API Call via CloudTrail", "AWS Service Event via CloudTrail"],
        },
      ],
    });
    assert.deepEqual(inputsOf(made, TARGET, "kms-messages"), {
      eventBusName: "kms-hub",
      rule: "kms-messages",
      arn: "arn:Function:kms-messages",
      ...delivery,
    });
    assert.deepEqual(inputsOf(made, PERMISSION, "kms-messages"), {
      ...call,
      principal: "events.amazonaws.com",
      sourceArn: "arn:EventRule:kms-messages",
    });
  });

  it("wakes the function every five minutes from the default bus", () => {
    assert.deepEqual(inputsOf(made, RULE, "kms-heartbeat"), {
      description: "Wakes the function that writes the messages, so that its silence shows",
      scheduleExpression: "rate(5 minutes)",
    });
    assert.deepEqual(inputsOf(made, TARGET, "kms-heartbeat"), {
      rule: "kms-heartbeat",
      arn: "arn:Function:kms-messages",
      input: '{"heartbeat":true}',
      ...delivery,
    });
    assert.deepEqual(inputsOf(made, PERMISSION, "kms-heartbeat"), {
      ...call,
      principal: "events.amazonaws.com",
      sourceArn: "arn:EventRule:kms-heartbeat",
    });
  });

  it("subscribes the function to the trail's log group, and admits that group only", () => {
    const { filterPattern, ...filter } = inputsOf(made, SUBSCRIPTION_FILTER, "kms-messages");
    assert.deepEqual(filter, {
      logGroup: "trail-logs",
      destinationArn: "arn:Function:kms-messages",
    });
    assert.equal(typeof filterPattern, "string");
    assert.deepEqual(inputsOf(made, PERMISSION, "kms-log-group"), {
      ...call,
      principal: "logs.amazonaws.com",
      sourceArn: "arn:trail-logs:*",
      sourceAccount: "111122223333",
    });
  });

  it("subscribes the function to the topic of controls, which want a subscriber", () => {
    assert.deepEqual(
      inputsOf(made, "aws:sns/topicSubscription:TopicSubscription", "kms-controls"),
      { topic: "arn:controls", protocol: "lambda", endpoint: "arn:Function:kms-messages" },
    );
    assert.deepEqual(inputsOf(made, PERMISSION, "kms-controls"), {
      ...call,
      principal: "sns.amazonaws.com",
      sourceArn: "arn:controls",
    });
  });

  it("admits each caller before it is told to call", async () => {
    const late = await inputsFor(recordDetections, /permission/);
    const order = late.map(titleOf);
    for (const [permission, caller] of [
      ["Permission kms-messages", "EventTarget kms-messages"],
      ["Permission kms-heartbeat", "EventTarget kms-heartbeat"],
      ["Permission kms-log-group", "LogSubscriptionFilter kms-messages"],
      ["Permission kms-controls", "TopicSubscription kms-controls"],
    ] as const) {
      assert.ok(order.includes(permission) && order.includes(caller), order.join(", "));
      assert.ok(order.indexOf(permission) < order.indexOf(caller), order.join(", "));
    }
  });

  it("asks for no event that no message tells of, because the formatter would refuse it", async () => {
    const counted = recordDetections.map((detection): RecordDetection =>
      detection.kmsEvent === undefined
        ? detection
        : { ...detection, telling: { by: "count", threshold: 5, periodSeconds: 300 } },
    );
    const rule = inputsOf(await inputsFor(counted), RULE, "kms-messages");
    assert.deepEqual(JSON.parse(rule["eventPattern"])["detail-type"], [
      "AWS API Call via CloudTrail",
      "AWS Service Event via CloudTrail",
    ]);
  });

  it("leaves the log group alone if no message tells of anything: there is no pattern for nothing", async () => {
    const names = namesOf(await inputsFor([]));
    assert.deepEqual(
      names.filter((name) => /LogSubscriptionFilter|log-group/.test(name)),
      [],
    );
    assert.ok(names.includes("EventTarget kms-heartbeat"));
  });

  describe("subscribes with a pattern that", () => {
    let text: string;

    before(() => {
      text = String(inputsOf(made, SUBSCRIPTION_FILTER, "kms-messages")["filterPattern"]);
    });

    // parseFilterPattern keeps AWS's bounds too: https://docs.aws.amazon.com/AmazonCloudWatchLogs/latest/APIReference/API_PutSubscriptionFilter.html
    it("CloudWatch Logs takes", () => {
      assert.ok(text.length <= 1024, `${text.length} characters`);
      assert.notEqual(parseFilterPattern(text).kind, "everything");
    });

    for (const { id, telling, matching } of recordDetections) {
      if (telling.by !== "message") continue;
      it(`lets each record of ${id} through`, () => {
        const pattern = parseFilterPattern(text);
        assert.deepEqual(
          matching.filter((record) => !matchesFilterPattern(pattern, record)),
          [],
        );
      });
    }

    it("keeps out what is read all day, and the log streams of functions", () => {
      const pattern = parseFilterPattern(text);
      const [record] = recordDetections.flatMap(({ matching }) => matching);
      const everyday = [
        { eventSource: "kms.amazonaws.com", eventName: "Decrypt", readOnly: true },
        { eventSource: "logs.amazonaws.com", eventName: "CreateLogStream", readOnly: false },
        { eventSource: "ec2.amazonaws.com", eventName: "RunInstances", readOnly: false },
      ].map((fields) => ({ ...record, errorCode: undefined, errorMessage: undefined, ...fields }));
      assert.deepEqual(
        everyday.filter((one) => matchesFilterPattern(pattern, one)),
        [],
      );
    });
  });
});
