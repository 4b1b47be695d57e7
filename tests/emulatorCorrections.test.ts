import assert from "node:assert/strict";
import {
  CloudWatchClient,
  DescribeAlarmsCommand,
  PutMetricAlarmCommand,
  PutMetricDataCommand,
  SetAlarmStateCommand,
} from "@aws-sdk/client-cloudwatch";
import {
  CreateEventBusCommand,
  DescribeEventBusCommand,
  EventBridgeClient,
  PutPermissionCommand,
  PutRuleCommand,
  PutTargetsCommand,
  type Target,
} from "@aws-sdk/client-eventbridge";
import { CreateKeyCommand, KMSClient } from "@aws-sdk/client-kms";
import {
  paginateGetResources,
  ResourceGroupsTaggingAPIClient,
} from "@aws-sdk/client-resource-groups-tagging-api";
import { CreateTopicCommand, SNSClient, SubscribeCommand } from "@aws-sdk/client-sns";
import { CreateQueueCommand, ReceiveMessageCommand, SQSClient } from "@aws-sdk/client-sqs";
import { keyLifecycle } from "../detections/keyLifecycle";
import { publishEvent } from "../local/replay/serviceEvents";
import { startEmbeddedAws, type EmbeddedAws } from "./embeddedAws";

const HOME = { region: "us-east-1" };
const OTHER = { region: "us-west-2" };
const ACCOUNT_ID = "111122223333";

describe("what local/emulator/ adds to ministack", function () {
  let aws: EmbeddedAws;
  let queueUrl: string | undefined;
  const queueArn = `arn:aws:sqs:us-east-1:${ACCOUNT_ID}:events`;

  before(async () => {
    aws = await startEmbeddedAws();
    Object.assign(process.env, aws.environment);
    const queue = new CreateQueueCommand({ QueueName: "events" });
    queueUrl = (await new SQSClient(HOME).send(queue)).QueueUrl;
  });

  after(() => aws.stop());

  /** What waits in the queue, parsed. */
  async function received(): Promise<readonly unknown[]> {
    const receive = new ReceiveMessageCommand({ QueueUrl: queueUrl, MaxNumberOfMessages: 10 });
    const { Messages = [] } = await new SQSClient(HOME).send(receive);
    return Messages.map(({ Body = "" }) => JSON.parse(Body) as unknown);
  }

  async function rule(
    client: EventBridgeClient,
    name: string,
    pattern: object,
    target: Partial<Target>,
    bus = "default",
  ): Promise<void> {
    const EventPattern = JSON.stringify(pattern);
    await client.send(new PutRuleCommand({ Name: name, EventBusName: bus, EventPattern }));
    const Targets = [{ Id: name, Arn: queueArn, ...target }];
    await client.send(new PutTargetsCommand({ Rule: name, EventBusName: bus, Targets }));
  }

  it("evaluates an alarm on the metric with its own dimensions only", async () => {
    const client = new CloudWatchClient(HOME);
    const metric = { Namespace: "AWS/KMS", MetricName: "SecondsUntilKeyMaterialExpiration" };
    const dimension = (Value: string) => [{ Name: "KeyId", Value }];
    await client.send(
      new PutMetricAlarmCommand({
        AlarmName: "one-key",
        ...metric,
        Dimensions: dimension("a"),
        Statistic: "Minimum",
        Period: 60,
        EvaluationPeriods: 1,
        Threshold: 100,
        ComparisonOperator: "LessThanOrEqualToThreshold",
      }),
    );
    const put = (keyId: string, Value: number) =>
      client.send(
        new PutMetricDataCommand({
          Namespace: metric.Namespace,
          MetricData: [{ MetricName: metric.MetricName, Dimensions: dimension(keyId), Value }],
        }),
      );
    const state = async () => {
      const answer = await client.send(new DescribeAlarmsCommand({ AlarmNames: ["one-key"] }));
      return answer.MetricAlarms?.[0]?.StateValue;
    };
    await put("b", 1);
    assert.equal(await state(), "INSUFFICIENT_DATA");
    await put("a", 200);
    assert.equal(await state(), "OK");
    await put("a", 1);
    assert.equal(await state(), "ALARM");
  });

  it("keeps the metric queries of an alarm", async () => {
    const client = new CloudWatchClient(HOME);
    const Metrics = [{ Id: "q", Expression: "SELECT MIN(m) FROM n", Period: 60, ReturnData: true }];
    await client.send(
      new PutMetricAlarmCommand({
        AlarmName: "query",
        Metrics,
        EvaluationPeriods: 1,
        Threshold: 1,
        ComparisonOperator: "LessThanThreshold",
      }),
    );
    const { MetricAlarms = [] } = await client.send(
      new DescribeAlarmsCommand({ AlarmNames: ["query"] }),
    );
    assert.deepEqual(MetricAlarms[0]?.Metrics, Metrics);
    assert.equal(MetricAlarms[0]?.MetricName, undefined);
    assert.equal(MetricAlarms[0]?.Period, undefined);
  });

  it("keeps the band that takes the place of an alarm's threshold", async () => {
    const client = new CloudWatchClient(HOME);
    const Metric = { Namespace: "n", MetricName: "m" };
    const Metrics = [
      { Id: "m", MetricStat: { Metric, Period: 300, Stat: "Sum" }, ReturnData: true },
      { Id: "band", Expression: "ANOMALY_DETECTION_BAND(m, 3)", ReturnData: true },
    ];
    await client.send(
      new PutMetricAlarmCommand({
        AlarmName: "band",
        Metrics,
        EvaluationPeriods: 1,
        ThresholdMetricId: "band",
        ComparisonOperator: "LessThanLowerOrGreaterThanUpperThreshold",
      }),
    );
    const { MetricAlarms = [] } = await client.send(
      new DescribeAlarmsCommand({ AlarmNames: ["band"] }),
    );
    assert.equal(MetricAlarms[0]?.ThresholdMetricId, "band");
    assert.equal(MetricAlarms[0]?.Threshold, undefined);
    assert.deepEqual(MetricAlarms[0]?.Metrics?.[1], Metrics[1]);
  });

  it("tells in the Query protocol, too, all that an alarm has", async () => {
    await new CloudWatchClient(HOME).send(
      new PutMetricAlarmCommand({
        AlarmName: "told in Query",
        AlarmActions: [queueArn, `${queueArn}<&>`],
        ActionsEnabled: false,
        Metrics: [
          { Id: "q", Expression: "SELECT MIN(m) FROM n", ReturnData: true, Period: 60 },
          { Id: "r", Expression: "q / 2" },
        ],
        EvaluationPeriods: 1,
        Threshold: 1,
        ComparisonOperator: "LessThanThreshold",
      }),
    );
    const body = new URLSearchParams({
      Action: "DescribeAlarms",
      Version: "2010-08-01",
      "AlarmNames.member.1": "told in Query",
      "AlarmNames.member.2": "absent",
    });
    const answer = await (await fetch(aws.endpoint, { method: "POST", body })).text();
    const told = (name: string) =>
      [...answer.matchAll(new RegExp(`<${name}>(.*?)</${name}>`, "g"))].map(([, inner]) => inner);
    assert.deepEqual(told("AlarmName"), ["told in Query"]);
    assert.deepEqual(told("ActionsEnabled"), ["false"]);
    assert.deepEqual(told("AlarmActions"), [
      `<member>${queueArn}</member><member>${queueArn}&lt;&amp;&gt;</member>`,
    ]);
    assert.deepEqual(told("Metrics"), [
      "<member><Id>q</Id><Expression>SELECT MIN(m) FROM n</Expression>" +
        "<ReturnData>true</ReturnData><Period>60</Period></member>" +
        "<member><Id>r</Id><Expression>q / 2</Expression></member>",
    ]);
    assert.deepEqual(told("MetricName"), []);
    assert.match(String(told("StateUpdatedTimestamp")), /^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\dZ$/);
  });

  it("gives a key the id that its tag names, and other keys ids of their own", async () => {
    const client = new KMSClient(OTHER);
    const TagValue = "0987dcba-09fe-87dc-65ba-ab0987654321";
    const named = await client.send(
      new CreateKeyCommand({ Tags: [{ TagKey: "_custom_id_", TagValue }] }),
    );
    assert.equal(named.KeyMetadata?.KeyId, TagValue);
    const other = await client.send(new CreateKeyCommand({}));
    assert.notEqual(other.KeyMetadata?.KeyId, TagValue);
  });

  it("answers page by page which keys of a region have all of the tags", async () => {
    const create = async (region: object, tags: Readonly<Record<string, string>>) => {
      const Tags = Object.entries(tags).map(([TagKey, TagValue]) => ({ TagKey, TagValue }));
      const created = await new KMSClient(region).send(new CreateKeyCommand({ Tags }));
      return created.KeyMetadata?.Arn ?? "";
    };
    const both = { team: "payments", stage: "prod" };
    const wanted: string[] = [];
    for (let count = 0; count < 5; count++) wanted.push(await create(OTHER, both));
    await create(OTHER, { team: "payments" });
    await create(OTHER, { ...both, stage: "test" });
    await create(HOME, both);
    const client = new ResourceGroupsTaggingAPIClient(OTHER);
    const TagFilters = Object.entries(both).map(([Key, Value]) => ({ Key, Values: [Value] }));
    const pages: (readonly string[])[] = [];
    const all = paginateGetResources(
      { client, pageSize: 2 },
      { ResourceTypeFilters: ["kms:key"], TagFilters },
    );
    for await (const { ResourceTagMappingList = [] } of all) {
      pages.push(ResourceTagMappingList.map(({ ResourceARN = "" }) => ResourceARN));
    }
    assert.deepEqual(
      pages.map((page) => page.length),
      [2, 2, 1],
    );
    assert.deepEqual(pages.flat(), wanted.sort());
  });

  it("carries an event of a service to a bus of another region, as it was", async () => {
    const home = new EventBridgeClient(HOME);
    await home.send(new CreateEventBusCommand({ Name: "hub" }));
    const Arn = `arn:aws:events:us-east-1:${ACCOUNT_ID}:event-bus/hub`;
    const pattern = { source: ["aws.kms"] };
    const RoleArn = `arn:aws:iam::${ACCOUNT_ID}:role/forwarding`;
    await rule(new EventBridgeClient(OTHER), "forward", pattern, { Arn, RoleArn });
    await rule(home, "whole", pattern, {}, "hub");
    const [event] = keyLifecycle[0]?.kmsEvent?.matching ?? [];
    assert.ok(event);
    await publishEvent(event);
    assert.deepEqual(await received(), [event]);
  });

  it("takes a bus policy as a whole", async () => {
    const client = new EventBridgeClient(HOME);
    const statement = { Sid: "s", Effect: "Allow", Principal: { AWS: ACCOUNT_ID } };
    const Policy = JSON.stringify({ Version: "2012-10-17", Statement: [statement] });
    await client.send(new PutPermissionCommand({ EventBusName: "hub", Policy }));
    const bus = await client.send(new DescribeEventBusCommand({ Name: "hub" }));
    assert.deepEqual(JSON.parse(bus.Policy ?? ""), JSON.parse(Policy));
  });

  it("answers the ARN of a subscription that waits for its confirmation", async () => {
    const client = new SNSClient(HOME);
    const { TopicArn } = await client.send(new CreateTopicCommand({ Name: "topic" }));
    const endpoint = { Protocol: "https", Endpoint: "https://127.0.0.1:1/hook" };
    const { SubscriptionArn } = await client.send(
      new SubscribeCommand({ TopicArn, ...endpoint, ReturnSubscriptionArn: true }),
    );
    assert.match(SubscriptionArn ?? "", /^arn:aws:sns:us-east-1:111122223333:topic:/);
  });

  it("knows array indices in the input paths of a target", async () => {
    const InputTransformer = {
      InputPathsMap: { key: "$.resources[0]" },
      InputTemplate: '{"key": <key>}',
    };
    const pattern = { source: ["aws.kms"], "detail-type": ["KMS CMK Deletion"] };
    await rule(new EventBridgeClient(HOME), "index", pattern, { InputTransformer });
    const [deleted] = keyLifecycle[2]?.kmsEvent?.matching ?? [];
    assert.ok(deleted);
    await publishEvent({ ...deleted, region: "us-east-1" });
    assert.deepEqual(await received(), [{ key: deleted.resources[0] }]);
  });

  it("sends an alarm's change of state to EventBridge, even if its actions are disabled", async () => {
    const pattern = {
      source: ["aws.cloudwatch"],
      "detail-type": ["CloudWatch Alarm State Change"],
      detail: { alarmName: ["silent"], state: { value: ["ALARM"] } },
    };
    await rule(new EventBridgeClient(HOME), "states", pattern, {
      InputPath: "$.detail.state.reason",
    });
    const client = new CloudWatchClient(HOME);
    await client.send(
      new PutMetricAlarmCommand({
        AlarmName: "silent",
        ActionsEnabled: false,
        Namespace: "n",
        MetricName: "m",
        Statistic: "Sum",
        Period: 60,
        EvaluationPeriods: 1,
        Threshold: 1,
        ComparisonOperator: "GreaterThanThreshold",
      }),
    );
    const change = { AlarmName: "silent", StateValue: "ALARM", StateReason: "told" } as const;
    await client.send(new SetAlarmStateCommand(change));
    assert.deepEqual(await received(), ["told"]);
  });
});
