import assert from "node:assert/strict";
import { gunzipSync } from "node:zlib";
import { setTimeout as sleep } from "node:timers/promises";
import {
  CloudWatchClient,
  DescribeAlarmsCommand,
  GetMetricStatisticsCommand,
  PutCompositeAlarmCommand,
  PutMetricAlarmCommand,
  SetAlarmStateCommand,
  type Datapoint,
  type StateValue,
} from "@aws-sdk/client-cloudwatch";
import {
  CloudWatchLogsClient,
  CreateLogGroupCommand,
  CreateLogStreamCommand,
  PutLogEventsCommand,
  PutSubscriptionFilterCommand,
} from "@aws-sdk/client-cloudwatch-logs";
import {
  EventBridgeClient,
  PutEventsCommand,
  PutRuleCommand,
  PutTargetsCommand,
  type RuleState,
  type Target,
} from "@aws-sdk/client-eventbridge";
import {
  CreateFunctionCommand,
  InvokeCommand,
  LambdaClient,
  PutFunctionConcurrencyCommand,
  PutFunctionEventInvokeConfigCommand,
  UpdateFunctionConfigurationCommand,
  waitUntilFunctionActiveV2,
  waitUntilFunctionUpdatedV2,
} from "@aws-sdk/client-lambda";
import {
  CreateTopicCommand,
  PublishCommand,
  SNSClient,
  SubscribeCommand,
} from "@aws-sdk/client-sns";
import {
  CreateQueueCommand,
  DeleteMessageCommand,
  ReceiveMessageCommand,
  SendMessageCommand,
  SQSClient,
  type Message,
} from "@aws-sdk/client-sqs";
import { zipSync } from "fflate";
import { passTime, publishEvent } from "../local/replay/serviceEvents";
import { startEmbeddedAws, type EmbeddedAws } from "./embeddedAws";

// What an alert goes through on its way: EventBridge, AWS Lambda, CloudWatch Logs, SQS and composite alarms.

const HOME = { region: "us-east-1" };
const ACCOUNT_ID = "111122223333";
/** AWS's seconds in one of this test's: local/emulator/clock.py. */
const SPEED = 60;

/** Puts each event that it gets into the queue of its name, through the endpoint that AWS Lambda gives it. */
const SEEN = `
  exports.handler = async (event) => {
    const { AWS_ENDPOINT_URL: endpoint, AWS_LAMBDA_FUNCTION_NAME: name } = process.env;
    const QueueUrl = endpoint + "/${ACCOUNT_ID}/" + name + "-seen";
    const MessageBody = JSON.stringify(event);
    const body = new URLSearchParams({ Action: "SendMessage", QueueUrl, MessageBody });
    await fetch(QueueUrl, { method: "POST", body });
    FAIL
  };`;

/** Puts a metric with a dimension, as the AWS SDK does in the Query protocol. */
const PUT_METRIC = `
  exports.handler = async () => {
    const body = new URLSearchParams({
      Action: "PutMetricData",
      Version: "2010-08-01",
      Namespace: "KmsMonitoring",
      "MetricData.member.1.MetricName": "Told",
      "MetricData.member.1.Value": "1",
      "MetricData.member.1.Dimensions.member.1.Name": "Detection",
      "MetricData.member.1.Dimensions.member.1.Value": "key-deleted",
    });
    const { AWS_ENDPOINT_URL, AWS_REGION, AWS_ACCESS_KEY_ID } = process.env;
    const scope = [AWS_ACCESS_KEY_ID, "20260101", AWS_REGION, "monitoring", "aws4_request"].join("/");
    const authorization = "AWS4-HMAC-SHA256 Credential=" + scope + ", SignedHeaders=host, Signature=0";
    await fetch(AWS_ENDPOINT_URL, { method: "POST", body, headers: { authorization } });
  };`;

describe("what local/emulator/ adds to ministack for alerts", function () {
  let aws: EmbeddedAws;

  before(async () => {
    aws = await startEmbeddedAws();
    Object.assign(process.env, aws.environment);
  });

  after(async () => {
    await aws.stop();
  });

  function arn(service: string, resource: string): string {
    return `arn:aws:${service}:${HOME.region}:${ACCOUNT_ID}:${resource}`;
  }

  function urlOf(name: string): string {
    return `${aws.endpoint}/${ACCOUNT_ID}/${name}`;
  }

  async function queue(QueueName: string): Promise<string> {
    await new SQSClient(HOME).send(new CreateQueueCommand({ QueueName }));
    return arn("sqs", QueueName);
  }

  /** Takes what is in a queue now. */
  async function takenNow(name: string): Promise<readonly Message[]> {
    const [client, QueueUrl] = [new SQSClient(HOME), urlOf(name)];
    const messages: Message[] = [];
    for (;;) {
      const receive = { QueueUrl, MaxNumberOfMessages: 10, MessageAttributeNames: ["All"] };
      const { Messages = [] } = await client.send(new ReceiveMessageCommand(receive));
      if (Messages.length === 0) return messages;
      for (const { ReceiptHandle } of Messages) {
        await client.send(new DeleteMessageCommand({ QueueUrl, ReceiptHandle }));
      }
      messages.push(...Messages);
    }
  }

  /** Takes all that ever comes into a queue. */
  async function taken(name: string): Promise<readonly Message[]> {
    await passTime();
    return takenNow(name);
  }

  async function bodies(name: string): Promise<unknown[]> {
    return (await taken(name)).map(({ Body = "" }) => JSON.parse(Body) as unknown);
  }

  async function makeFunction(FunctionName: string, code: string): Promise<string> {
    const client = new LambdaClient(HOME);
    await queue(`${FunctionName}-seen`);
    await client.send(
      new CreateFunctionCommand({
        FunctionName,
        Role: `arn:aws:iam::${ACCOUNT_ID}:role/formatter`,
        Runtime: "nodejs22.x",
        Handler: "index.handler",
        Timeout: 30,
        Code: { ZipFile: zipSync({ "index.js": Buffer.from(code) }) },
      }),
    );
    await waitUntilFunctionActiveV2({ client, maxWaitTime: 30 }, { FunctionName });
    return arn("lambda", `function:${FunctionName}`);
  }

  async function rule(
    name: string,
    target: Partial<Target>,
    State: RuleState = "ENABLED",
    source = name,
  ): Promise<void> {
    const client = new EventBridgeClient(HOME);
    const EventPattern = JSON.stringify({ source: [source] });
    await client.send(new PutRuleCommand({ Name: name, EventPattern, State }));
    const Targets = [{ Id: name, Arn: undefined, ...target }];
    await client.send(new PutTargetsCommand({ Rule: name, Targets }));
  }

  async function event(Source: string): Promise<void> {
    const Entries = [{ Source, DetailType: "sample", Detail: JSON.stringify({ a: 1 }) }];
    await new EventBridgeClient(HOME).send(new PutEventsCommand({ Entries }));
  }

  async function metricAlarm(
    AlarmName: string,
    Namespace: string,
    MetricName: string,
    dimension: readonly [string, string],
  ): Promise<void> {
    const [Name, Value] = dimension;
    await new CloudWatchClient(HOME).send(
      new PutMetricAlarmCommand({
        AlarmName,
        Namespace,
        MetricName,
        Dimensions: [{ Name, Value }],
        Statistic: "Sum",
        Period: 60,
        EvaluationPeriods: 1,
        Threshold: 1,
        ComparisonOperator: "GreaterThanOrEqualToThreshold",
      }),
    );
  }

  async function setState(AlarmName: string, StateValue: StateValue): Promise<void> {
    const change = { AlarmName, StateValue, StateReason: `${AlarmName} is ${StateValue}` };
    await new CloudWatchClient(HOME).send(new SetAlarmStateCommand(change));
  }

  /** The alarm's state as soon as it is the wanted one, or the last one. */
  async function stateOf(AlarmName: string, wanted: StateValue): Promise<string | undefined> {
    const client = new CloudWatchClient(HOME);
    const deadline = Date.now() + 10_000;
    for (;;) {
      const answer = await client.send(new DescribeAlarmsCommand({ AlarmNames: [AlarmName] }));
      const state = answer.MetricAlarms?.[0]?.StateValue;
      if (state === wanted || Date.now() > deadline) return state;
      await sleep(20);
    }
  }

  describe("a composite alarm with an actions suppressor", () => {
    const SUPPRESSED = { ActionsSuppressorWaitPeriod: 180, ActionsSuppressorExtensionPeriod: 120 };

    /** An alarm on `name`-child that `name`-told suppresses, whose actions go to the queue `name`. */
    async function suppressed(name: string, tellsOk = false): Promise<void> {
      await metricAlarm(`${name}-child`, "Sample", name, ["A", "child"]);
      await metricAlarm(`${name}-told`, "Sample", name, ["A", "told"]);
      const { TopicArn } = await new SNSClient(HOME).send(new CreateTopicCommand({ Name: name }));
      const Endpoint = await queue(name);
      await new SNSClient(HOME).send(new SubscribeCommand({ TopicArn, Protocol: "sqs", Endpoint }));
      await new CloudWatchClient(HOME).send(
        new PutCompositeAlarmCommand({
          AlarmName: name,
          AlarmRule: `ALARM("${name}-child")`,
          AlarmActions: [TopicArn ?? ""],
          OKActions: tellsOk ? [TopicArn ?? ""] : [],
          ActionsSuppressor: `${name}-told`,
          ...SUPPRESSED,
        }),
      );
    }

    async function told(name: string): Promise<number> {
      return (await taken(name)).length;
    }

    async function toldWithin(seconds: number, name: string): Promise<number> {
      await sleep((seconds / SPEED) * 1000);
      return (await takenNow(name)).length;
    }

    async function suppressedBy(name: string): Promise<string | undefined> {
      const describe = new DescribeAlarmsCommand({
        AlarmNames: [name],
        AlarmTypes: ["CompositeAlarm"],
      });
      const answer = await new CloudWatchClient(HOME).send(describe);
      return answer.CompositeAlarms?.[0]?.ActionsSuppressedBy;
    }

    it("acts after the wait period when its suppressor has stayed quiet, and not before", async () => {
      await suppressed("unsuppressed");
      await setState("unsuppressed-child", "ALARM");
      assert.equal(await suppressedBy("unsuppressed"), "WaitPeriod");
      assert.equal(await toldWithin(60, "unsuppressed"), 0);
      assert.equal(await told("unsuppressed"), 1);
      assert.equal(await suppressedBy("unsuppressed"), undefined);
    });

    it("waits no second while a function works, however slow the machine is", async () => {
      await makeFunction(
        "slow",
        SEEN.replace("FAIL", "await new Promise((end) => setTimeout(end, 5000));"),
      );
      await suppressed("patient");
      await new LambdaClient(HOME).send(
        new InvokeCommand({ FunctionName: "slow", InvocationType: "Event" }),
      );
      await setState("patient-child", "ALARM");
      assert.equal(await toldWithin(240, "patient"), 0);
      assert.equal(await told("patient"), 1);
    });

    it("does not act when its suppressor goes into ALARM within the wait period", async () => {
      await suppressed("late");
      await setState("late-child", "ALARM");
      await setState("late-told", "ALARM");
      assert.equal(await suppressedBy("late"), "Alarm");
      assert.equal(await told("late"), 0);
    });

    it("acts after the extension period when its suppressor has left ALARM, if it is still in ALARM", async () => {
      await suppressed("extended");
      await setState("extended-told", "ALARM");
      await setState("extended-child", "ALARM");
      assert.equal(await told("extended"), 0);
      await setState("extended-told", "OK");
      assert.equal(await suppressedBy("extended"), "ExtensionPeriod");
      assert.equal(await told("extended"), 1);
    });

    it("does not act when it is back in its state before its actions are due", async () => {
      await suppressed("short", true);
      assert.equal(await told("short"), 1, "a new alarm goes to OK");
      await setState("short-child", "ALARM");
      await setState("short-child", "OK");
      assert.equal(await told("short"), 0);
    });

    it("gives its suppressor back in the Query protocol and in the SDK's", async () => {
      await suppressed("described");
      const describe = new DescribeAlarmsCommand({
        AlarmNames: ["described"],
        AlarmTypes: ["CompositeAlarm"],
      });
      const [alarm] = (await new CloudWatchClient(HOME).send(describe)).CompositeAlarms ?? [];
      assert.equal(alarm?.ActionsSuppressor, "described-told");
      assert.equal(alarm.ActionsSuppressorWaitPeriod, 180);
      assert.equal(alarm.ActionsSuppressorExtensionPeriod, 120);
      const body = new URLSearchParams({
        Action: "DescribeAlarms",
        Version: "2010-08-01",
        "AlarmNames.member.1": "described",
        "AlarmTypes.member.1": "CompositeAlarm",
      });
      const answer = await (await fetch(aws.endpoint, { method: "POST", body })).text();
      const found = /<ActionsSuppressor>.*<\/ActionsSuppressorExtensionPeriod>/.exec(answer)?.[0];
      assert.equal(
        found,
        "<ActionsSuppressor>described-told</ActionsSuppressor>" +
          "<ActionsSuppressorWaitPeriod>180</ActionsSuppressorWaitPeriod>" +
          "<ActionsSuppressorExtensionPeriod>120</ActionsSuppressorExtensionPeriod>",
      );
    });
  });

  describe("EventBridge", () => {
    it("delivers to a function that fails with what AWS Lambda does then: again after 1 and 2 minutes, and on", async () => {
      const Arn = await makeFunction("failing", SEEN.replace("FAIL", 'throw new Error("no");'));
      const Destination = await queue("failed");
      await new LambdaClient(HOME).send(
        new PutFunctionEventInvokeConfigCommand({
          FunctionName: "failing",
          DestinationConfig: { OnFailure: { Destination } },
        }),
      );
      await rule("to-failing", { Arn });
      await event("to-failing");
      await sleep((150 / SPEED) * 1000);
      assert.deepEqual(await takenNow("failed"), []);
      const [record] = (await bodies("failed")) as [FailureRecord];
      assert.equal((await taken("failing-seen")).length, 3);
      assert.equal(record.requestContext.condition, "RetriesExhausted");
      assert.equal(record.requestContext.approximateInvokeCount, 3);
      assert.equal(record.requestContext.functionArn, `${Arn}:$LATEST`);
      assert.equal(record.requestPayload.source, "to-failing");
      assert.equal(record.responsePayload?.errorMessage, "no");
    });

    it("does not try again when the function's settings say so", async () => {
      const Arn = await makeFunction("once", SEEN.replace("FAIL", 'throw new Error("no");'));
      const Destination = await queue("once-failed");
      await new LambdaClient(HOME).send(
        new PutFunctionEventInvokeConfigCommand({
          FunctionName: "once",
          MaximumRetryAttempts: 0,
          DestinationConfig: { OnFailure: { Destination } },
        }),
      );
      await rule("to-once", { Arn });
      await event("to-once");
      const [record] = (await bodies("once-failed")) as [FailureRecord];
      assert.equal(record.requestContext.approximateInvokeCount, 1);
      assert.equal((await taken("once-seen")).length, 1);
    });

    it("hands an event on at once when nothing may run of the function", async () => {
      const Arn = await makeFunction("throttled", SEEN.replace("FAIL", ""));
      const Destination = await queue("throttled-failed");
      const client = new LambdaClient(HOME);
      const FunctionName = "throttled";
      await client.send(
        new PutFunctionConcurrencyCommand({ FunctionName, ReservedConcurrentExecutions: 0 }),
      );
      await client.send(
        new PutFunctionEventInvokeConfigCommand({
          FunctionName,
          DestinationConfig: { OnFailure: { Destination } },
        }),
      );
      await metricAlarm("throttles", "AWS/Lambda", "Throttles", ["FunctionName", FunctionName]);
      await rule("to-throttled", { Arn });
      await event("to-throttled");
      const [record] = (await bodies("throttled-failed")) as [FailureRecord];
      assert.equal(record.requestPayload.source, "to-throttled");
      assert.equal(await stateOf("throttles", "ALARM"), "ALARM");
    });

    for (const [what, target] of [
      ["function", arn("lambda", "function:gone")],
      ["queue", arn("sqs", "gone")],
      ["topic", arn("sns", "gone")],
      ["bus", arn("events", "event-bus/gone")],
    ] as const)
      for (const RetryPolicy of [undefined, { MaximumRetryAttempts: 5 }])
        it(`makes a dead letter of an event for a ${what} that is gone, ${RetryPolicy === undefined ? "without" : "with"} a retry policy`, async () => {
          const name = `gone-${what}-${RetryPolicy === undefined ? "plain" : "retried"}`;
          const DeadLetterConfig = { Arn: await queue(name) };
          await metricAlarm(name, "AWS/SQS", "ApproximateNumberOfMessagesVisible", [
            "QueueName",
            name,
          ]);
          await rule(name, { Arn: target, DeadLetterConfig, RetryPolicy });
          await event(name);
          assert.equal(await stateOf(name, "ALARM"), "ALARM");
          const [letter] = await taken(name);
          const { source, detail } = JSON.parse(letter?.Body ?? "") as Record<string, unknown>;
          assert.deepEqual({ source, detail }, { source: name, detail: { a: 1 } });
          const attributes = Object.entries(letter?.MessageAttributes ?? {});
          assert.deepEqual(
            Object.fromEntries(attributes.map(([key, { StringValue }]) => [key, StringValue])),
            {
              RULE_ARN: arn("events", `rule/${name}`),
              TARGET_ARN: target,
              ERROR_CODE: "NO_RESOURCE",
              ERROR_MESSAGE: `The target ${target} does not exist.`,
            },
          );
        });

    it("matches rules in both states of those that are enabled, and no disabled one", async () => {
      const Arn = await queue("matched");
      for (const [name, state] of [
        ["all-events", "ENABLED_WITH_ALL_CLOUDTRAIL_MANAGEMENT_EVENTS"],
        ["no-events", "DISABLED"],
        ["most-events", "ENABLED"],
      ] as const) {
        await rule(name, { Arn }, state);
        await event(name);
      }
      const events = (await bodies("matched")) as { readonly source: string }[];
      assert.deepEqual(
        events.map(({ source }) => source),
        ["all-events", "most-events"],
      );
    });

    it("shows read-only calls only to rules in the state for them, and other calls to both", async () => {
      const Arn = await queue("calls");
      await rule("read-calls", { Arn }, "ENABLED_WITH_ALL_CLOUDTRAIL_MANAGEMENT_EVENTS", "aws.kms");
      await rule("write-calls", { Arn }, "ENABLED", "aws.kms");
      for (const readOnly of [true, false]) {
        const call = { eventName: readOnly ? "Decrypt" : "DisableKey", readOnly };
        await publishEvent({
          version: "0",
          id: call.eventName,
          "detail-type": "AWS API Call via CloudTrail",
          source: "aws.kms",
          account: ACCOUNT_ID,
          time: "2026-01-01T00:00:00Z",
          region: "us-east-1",
          resources: [],
          detail: call,
        });
      }
      const events = (await bodies("calls")) as { readonly id: string }[];
      assert.deepEqual(events.map(({ id }) => id).sort(), ["Decrypt", "DisableKey", "DisableKey"]);
    });
  });

  describe("AWS Lambda", () => {
    it("counts each invocation once, wherever it comes from, and its errors", async () => {
      const Arn = await makeFunction("counted", SEEN.replace("FAIL", 'throw new Error("no");'));
      const client = new LambdaClient(HOME);
      await client.send(
        new PutFunctionEventInvokeConfigCommand({
          FunctionName: "counted",
          MaximumRetryAttempts: 0,
        }),
      );
      const dimension = ["FunctionName", "counted"] as const;
      await metricAlarm("errors", "AWS/Lambda", "Errors", dimension);
      await rule("to-counted", { Arn });
      await event("to-counted");
      assert.equal(await stateOf("errors", "ALARM"), "ALARM");
      const { FunctionError } = await client.send(new InvokeCommand({ FunctionName: "counted" }));
      assert.equal(FunctionError, "Unhandled");
      assert.equal(await sum("Invocations", "counted"), 2);
      assert.equal(await sum("Errors", "counted"), 2);
      assert.equal(await sum("Throttles", "counted"), 0);
    });

    it("leaves an event that it fails on in the function's dead-letter queue, as it came", async () => {
      const TargetArn = await queue("letters");
      await makeFunction("letting", 'exports.handler = async () => { throw new Error("no"); };');
      const client = new LambdaClient(HOME);
      const FunctionName = "letting";
      await client.send(
        new UpdateFunctionConfigurationCommand({ FunctionName, DeadLetterConfig: { TargetArn } }),
      );
      await waitUntilFunctionUpdatedV2({ client, maxWaitTime: 30 }, { FunctionName });
      await client.send(
        new InvokeCommand({ FunctionName, InvocationType: "Event", Payload: '{"a":1}' }),
      );
      const [letter] = await taken("letters");
      assert.equal(letter?.Body, '{"a": 1}');
      assert.equal(letter.MessageAttributes?.["ErrorCode"]?.StringValue, "200");
      assert.equal(letter.MessageAttributes["ErrorMessage"]?.StringValue, "no");
    });

    it("brings the AWS SDK to functions, which reaches this AWS, and no other package", async () => {
      await makeFunction(
        "sdk",
        `const { SQSClient, SendMessageCommand } = require("@aws-sdk/client-sqs");
        exports.handler = async () => {
          const QueueUrl = process.env.AWS_ENDPOINT_URL + "/${ACCOUNT_ID}/sdk-seen";
          await new SQSClient({}).send(new SendMessageCommand({ QueueUrl, MessageBody: '"sdk"' }));
        };`,
      );
      const client = new LambdaClient(HOME);
      const sent = await client.send(new InvokeCommand({ FunctionName: "sdk" }));
      assert.equal(sent.FunctionError, undefined);
      assert.deepEqual(await bodies("sdk-seen"), ["sdk"]);
      await makeFunction("zod", 'require("zod"); exports.handler = async () => undefined;');
      const refused = await client.send(new InvokeCommand({ FunctionName: "zod" }));
      assert.equal(refused.FunctionError, "Unhandled");
    });

    it("is tried again for what a topic sends it", async () => {
      const Endpoint = await makeFunction(
        "control",
        SEEN.replace("FAIL", 'throw new Error("no");'),
      );
      const client = new SNSClient(HOME);
      const { TopicArn } = await client.send(new CreateTopicCommand({ Name: "control" }));
      await client.send(new SubscribeCommand({ TopicArn, Protocol: "lambda", Endpoint }));
      await client.send(new PublishCommand({ TopicArn, Message: "told" }));
      const events = (await bodies("control-seen")) as FromTopic[];
      assert.deepEqual(
        events.map(({ Records: [record] }) => record.Sns.Message),
        ["told", "told", "told"],
      );
    });

    it("reaches this AWS, so that alarms watch the metrics that a function puts, with their dimensions", async () => {
      await metricAlarm("put", "KmsMonitoring", "Told", ["Detection", "key-deleted"]);
      await metricAlarm("put-other", "KmsMonitoring", "Told", ["Detection", "other"]);
      await makeFunction("putting", PUT_METRIC);
      const client = new LambdaClient(HOME);
      await client.send(new InvokeCommand({ FunctionName: "putting" }));
      assert.equal(await stateOf("put", "ALARM"), "ALARM");
      assert.equal(await stateOf("put-other", "INSUFFICIENT_DATA"), "INSUFFICIENT_DATA");
    });
  });

  describe("SQS", () => {
    it("tells CloudWatch how many messages wait, when one is sent or deleted", async () => {
      await queue("measured");
      const QueueUrl = urlOf("measured");
      const client = new SQSClient(HOME);
      for (const MessageBody of ["1", "2"])
        await client.send(new SendMessageCommand({ QueueUrl, MessageBody }));
      await taken("measured");
      const metric = "ApproximateNumberOfMessagesVisible";
      assert.deepEqual(await values("AWS/SQS", metric, ["QueueName", "measured"]), {
        Maximum: 2,
        Minimum: 0,
        SampleCount: 5,
      });
    });
  });

  describe("CloudWatch Logs", () => {
    const logGroupName = "trail";
    const filterName = "alerts";

    before(async () => {
      const client = new CloudWatchLogsClient(HOME);
      await client.send(new CreateLogGroupCommand({ logGroupName }));
      await client.send(new CreateLogStreamCommand({ logGroupName, logStreamName: "stream" }));
      const destinationArn = await makeFunction("subscriber", SEEN.replace("FAIL", ""));
      const filter = { logGroupName, filterName, filterPattern: "", destinationArn };
      await client.send(new PutSubscriptionFilterCommand(filter));
    });

    async function sendOn(told: object): Promise<number> {
      const url = `${aws.endpoint}/_local/subscription`;
      return (await fetch(url, { method: "POST", body: JSON.stringify(told) })).status;
    }

    it("sends nothing on by itself when records are put", async () => {
      const logEvents = [{ timestamp: Date.now(), message: "{}" }];
      const stream = { logGroupName, logStreamName: "stream" };
      await new CloudWatchLogsClient(HOME).send(new PutLogEventsCommand({ ...stream, logEvents }));
      assert.deepEqual(await bodies("subscriber-seen"), []);
    });

    it("sends on what the replay says that a filter matches, as subscribers get it", async () => {
      const logEvents = [{ id: "1", timestamp: 1_700_000_000_000, message: '{"a":1}' }];
      const told = { region: HOME.region, logGroupName, filterName, logStream: "s", logEvents };
      assert.equal(await sendOn(told), 204);
      const [seen] = (await bodies("subscriber-seen")) as {
        readonly awslogs: { data: string };
      }[];
      const data = gunzipSync(Buffer.from(seen?.awslogs.data ?? "", "base64"));
      assert.deepEqual(JSON.parse(data.toString()), {
        messageType: "DATA_MESSAGE",
        owner: ACCOUNT_ID,
        logGroup: logGroupName,
        logStream: "s",
        subscriptionFilters: [filterName],
        logEvents,
      });
    });

    it("answers 404 for a filter that is not there", async () => {
      const told = { region: HOME.region, logGroupName, logStream: "s", logEvents: [] };
      assert.equal(await sendOn({ ...told, filterName: "none" }), 404);
    });
  });

  async function sum(metric: string, name: string): Promise<number | undefined> {
    const found = await statistics("AWS/Lambda", metric, ["FunctionName", name]);
    return found?.Sum;
  }

  async function values(namespace: string, metric: string, dimension: readonly [string, string]) {
    const found = await statistics(namespace, metric, dimension);
    return {
      Maximum: found?.Maximum,
      Minimum: found?.Minimum,
      SampleCount: found?.SampleCount,
    };
  }

  async function statistics(
    Namespace: string,
    MetricName: string,
    [Name, Value]: readonly [string, string],
  ): Promise<Datapoint | undefined> {
    const { Datapoints = [] } = await new CloudWatchClient(HOME).send(
      new GetMetricStatisticsCommand({
        Namespace,
        MetricName,
        Dimensions: [{ Name, Value }],
        StartTime: new Date(Date.now() - 3_600_000),
        EndTime: new Date(Date.now() + 3_600_000),
        Period: 86_400,
        Statistics: ["Sum", "Maximum", "Minimum", "SampleCount"],
      }),
    );
    return Datapoints[0];
  }
});

/** https://docs.aws.amazon.com/lambda/latest/dg/with-sns.html */
interface FromTopic {
  readonly Records: readonly [{ readonly Sns: { readonly Message: string } }];
}

/** https://docs.aws.amazon.com/lambda/latest/dg/invocation-async-retain-records.html */
interface FailureRecord {
  readonly requestContext: {
    readonly functionArn: string;
    readonly condition: string;
    readonly approximateInvokeCount: number;
  };
  readonly requestPayload: { readonly source: string };
  readonly responsePayload?: { readonly errorMessage: string };
}
