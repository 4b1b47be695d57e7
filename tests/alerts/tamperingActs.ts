// Acts against the monitoring itself, each with its effect on the deployed stack and the record that CloudTrail writes of it.
import {
  CloudTrailClient,
  DeleteTrailCommand,
  PutEventSelectorsCommand,
  StopLoggingCommand,
  UpdateTrailCommand,
} from "@aws-sdk/client-cloudtrail";
import {
  CloudWatchClient,
  DeleteAlarmsCommand,
  DisableAlarmActionsCommand,
} from "@aws-sdk/client-cloudwatch";
import {
  CloudWatchLogsClient,
  DeleteLogGroupCommand,
  DeleteMetricFilterCommand,
  DeleteSubscriptionFilterCommand,
  DescribeSubscriptionFiltersCommand,
} from "@aws-sdk/client-cloudwatch-logs";
import { DeleteTableCommand, DynamoDBClient, ListTablesCommand } from "@aws-sdk/client-dynamodb";
import {
  DeleteEventBusCommand,
  DisableRuleCommand,
  EventBridgeClient,
  RemoveTargetsCommand,
} from "@aws-sdk/client-eventbridge";
import { DisableKeyCommand, KMSClient, ScheduleKeyDeletionCommand } from "@aws-sdk/client-kms";
import {
  DeleteFunctionCommand,
  LambdaClient,
  PutFunctionConcurrencyCommand,
} from "@aws-sdk/client-lambda";
import {
  DeleteBucketPolicyCommand,
  DeletePublicAccessBlockCommand,
  S3Client,
} from "@aws-sdk/client-s3";
import {
  DeleteTopicCommand,
  ListSubscriptionsByTopicCommand,
  SNSClient,
  UnsubscribeCommand,
} from "@aws-sdk/client-sns";
import { DeleteQueueCommand, ListQueuesCommand, SQSClient } from "@aws-sdk/client-sqs";
import type { StackOutputs } from "../../components/outputs";
import type { CloudTrailRecord } from "../../detections/detection";
import { kmsRecord } from "../../detections/kmsRecord";
import { recordOf } from "../../detections/record";
import { alarmsIn, metricFiltersOf } from "../../local/replay/deployed";
import { rulesOn, targetsOf } from "../../local/replay/deployedRules";

export interface TamperingAct {
  /** Row of the table: what is tampered with. */
  readonly what: string;
  readonly act: string;
  /** Does it to the deployed stack. @returns the record of it. */
  readonly commit: (stack: StackOutputs) => Promise<CloudTrailRecord>;
}

const region = "us-east-1";

function call(
  service: string,
  eventName: string,
  requestParameters: CloudTrailRecord,
): CloudTrailRecord {
  const eventSource = `${service}.amazonaws.com`;
  return recordOf({ eventSource, eventName, requestParameters, awsRegion: region });
}

const management = { Field: "eventCategory", Equals: ["Management"] };

export const tamperingActs: readonly TamperingAct[] = [
  {
    what: "event selectors",
    act: "PutEventSelectors that leaves out KMS",
    commit: async ({ trailName }) => {
      const selector = { ReadWriteType: "All", IncludeManagementEvents: true } as const;
      const ExcludeManagementEventSources = ["kms.amazonaws.com"];
      const EventSelectors = [{ ...selector, ExcludeManagementEventSources }];
      await new CloudTrailClient({ region }).send(
        new PutEventSelectorsCommand({ TrailName: trailName, EventSelectors }),
      );
      return call("cloudtrail", "PutEventSelectors", {
        trailName,
        eventSelectors: [
          {
            readWriteType: "All",
            includeManagementEvents: true,
            excludeManagementEventSources: ["kms.amazonaws.com"],
          },
        ],
      });
    },
  },
  {
    what: "event selectors",
    act: "PutEventSelectors with a field selector against KMS",
    commit: async ({ trailName }) => {
      const noKms = { Field: "eventSource", NotEquals: ["kms.amazonaws.com"] };
      await new CloudTrailClient({ region }).send(
        new PutEventSelectorsCommand({
          TrailName: trailName,
          AdvancedEventSelectors: [{ FieldSelectors: [management, noKms] }],
        }),
      );
      return call("cloudtrail", "PutEventSelectors", {
        trailName,
        advancedEventSelectors: [
          {
            fieldSelectors: [
              { field: "eventCategory", equals: ["Management"] },
              { field: "eventSource", notEquals: ["kms.amazonaws.com"] },
            ],
          },
        ],
      });
    },
  },
  {
    what: "event selectors",
    act: "PutEventSelectors without management events",
    commit: async ({ trailName }) => {
      const EventSelectors = [{ ReadWriteType: "All", IncludeManagementEvents: false } as const];
      await new CloudTrailClient({ region }).send(
        new PutEventSelectorsCommand({ TrailName: trailName, EventSelectors }),
      );
      return call("cloudtrail", "PutEventSelectors", {
        trailName,
        eventSelectors: [{ readWriteType: "All", includeManagementEvents: false }],
      });
    },
  },
  {
    what: "trail",
    act: "StopLogging",
    commit: async ({ trailName }) => {
      await new CloudTrailClient({ region }).send(new StopLoggingCommand({ Name: trailName }));
      return call("cloudtrail", "StopLogging", { name: trailName });
    },
  },
  {
    what: "trail",
    act: "DeleteTrail",
    commit: async ({ trailName }) => {
      await new CloudTrailClient({ region }).send(new DeleteTrailCommand({ Name: trailName }));
      return call("cloudtrail", "DeleteTrail", { name: trailName });
    },
  },
  {
    what: "trail",
    act: "UpdateTrail that drops the log group",
    commit: async ({ trailName }) => {
      await new CloudTrailClient({ region }).send(
        new UpdateTrailCommand({
          Name: trailName,
          CloudWatchLogsLogGroupArn: "",
          CloudWatchLogsRoleArn: "",
        }),
      );
      return call("cloudtrail", "UpdateTrail", { name: trailName, cloudWatchLogsLogGroupArn: "" });
    },
  },
  {
    what: "log group",
    act: "DeleteLogGroup",
    commit: async ({ logGroupName }) => {
      await new CloudWatchLogsClient({ region }).send(new DeleteLogGroupCommand({ logGroupName }));
      return call("logs", "DeleteLogGroup", { logGroupName });
    },
  },
  {
    what: "log group",
    act: "DeleteMetricFilter, of all filters",
    commit: async ({ logGroupName }) => {
      const client = new CloudWatchLogsClient({ region });
      const filters = await metricFiltersOf(region, logGroupName);
      for (const { filterName } of filters) {
        await client.send(new DeleteMetricFilterCommand({ logGroupName, filterName }));
      }
      const [filter] = filters;
      return call("logs", "DeleteMetricFilter", { logGroupName, filterName: filter?.filterName });
    },
  },
  {
    what: "log group",
    act: "DeleteSubscriptionFilter",
    commit: async ({ logGroupName }) => {
      const client = new CloudWatchLogsClient({ region });
      const { subscriptionFilters = [] } = await client.send(
        new DescribeSubscriptionFiltersCommand({ logGroupName }),
      );
      const filterName = subscriptionFilters[0]?.filterName;
      await client.send(new DeleteSubscriptionFilterCommand({ logGroupName, filterName }));
      return call("logs", "DeleteSubscriptionFilter", { logGroupName, filterName });
    },
  },
  {
    what: "alarms",
    act: "DeleteAlarms, of all alarms",
    commit: async () => {
      const client = new CloudWatchClient({ region });
      const { metricAlarms, compositeAlarms } = await alarmsIn(region);
      // An alarm that a composite one is about cannot be deleted before it.
      const alarmNames = [...compositeAlarms, ...metricAlarms].map(
        ({ AlarmName = "" }) => AlarmName,
      );
      for (const name of alarmNames) {
        await client.send(new DeleteAlarmsCommand({ AlarmNames: [name] }));
      }
      return call("monitoring", "DeleteAlarms", { alarmNames });
    },
  },
  {
    what: "alarms",
    act: "DisableAlarmActions, of all alarms",
    commit: async ({ alarmArns }) => {
      const alarmNames = Object.values(alarmArns)
        .flat()
        .map((arn) => arn.split(":")[6] ?? "");
      await new CloudWatchClient({ region }).send(
        new DisableAlarmActionsCommand({ AlarmNames: alarmNames }),
      );
      return call("monitoring", "DisableAlarmActions", { alarmNames });
    },
  },
  {
    what: "rules",
    act: "DisableRule, of all rules of the default bus",
    commit: async () => {
      const client = new EventBridgeClient({ region });
      const rules = await rulesOn(region, "default");
      for (const { Name } of rules) await client.send(new DisableRuleCommand({ Name }));
      return call("events", "DisableRule", { name: rules[0]?.Name });
    },
  },
  {
    what: "rules",
    act: "RemoveTargets, of all rules of the hub",
    commit: async ({ hubBusArn }) => {
      const client = new EventBridgeClient({ region });
      const EventBusName = hubBusArn.split("/")[1] ?? "";
      const rules = await rulesOn(region, EventBusName);
      for (const rule of rules) {
        const Ids = (await targetsOf(region, rule)).map(({ Id = "" }) => Id);
        await client.send(new RemoveTargetsCommand({ Rule: rule.Name, EventBusName, Ids }));
      }
      const rule = rules[0]?.Name;
      return call("events", "RemoveTargets", { rule, eventBusName: EventBusName });
    },
  },
  {
    what: "rules",
    act: "DeleteEventBus, of the hub",
    commit: async ({ hubBusArn }) => {
      const Name = hubBusArn.split("/")[1] ?? "";
      await new EventBridgeClient({ region }).send(new DeleteEventBusCommand({ Name }));
      return call("events", "DeleteEventBus", { name: Name });
    },
  },
  {
    what: "notifications",
    act: "DeleteTopic, of the critical topic",
    commit: async ({ alertTopicArns: { critical: topicArn } }) => {
      await new SNSClient({ region }).send(new DeleteTopicCommand({ TopicArn: topicArn }));
      return call("sns", "DeleteTopic", { topicArn });
    },
  },
  {
    what: "notifications",
    act: "Unsubscribe, of everybody from the critical topic",
    commit: async ({ alertTopicArns: { critical: TopicArn } }) => {
      const client = new SNSClient({ region });
      const { Subscriptions = [] } = await client.send(
        new ListSubscriptionsByTopicCommand({ TopicArn }),
      );
      for (const { SubscriptionArn } of Subscriptions) {
        await client.send(new UnsubscribeCommand({ SubscriptionArn }));
      }
      return call("sns", "Unsubscribe", { subscriptionArn: Subscriptions[0]?.SubscriptionArn });
    },
  },
  {
    what: "notifications",
    act: "DeleteTopic, of the watchdog's",
    commit: async ({ watchdogTopicArn: topicArn }) => {
      await new SNSClient({ region }).send(new DeleteTopicCommand({ TopicArn: topicArn }));
      return call("sns", "DeleteTopic", { topicArn });
    },
  },
  {
    what: "notifications",
    act: "DeleteQueue, of the dead-letter queue",
    commit: async ({ deadLetterQueueArns }) => {
      const client = new SQSClient({ region });
      const QueueNamePrefix = deadLetterQueueArns[region]?.split(":")[5];
      const { QueueUrls = [] } = await client.send(new ListQueuesCommand({ QueueNamePrefix }));
      for (const QueueUrl of QueueUrls) await client.send(new DeleteQueueCommand({ QueueUrl }));
      return call("sqs", "DeleteQueue", { queueUrl: QueueUrls[0] });
    },
  },
  {
    what: "archive",
    act: "DeleteBucketPolicy",
    commit: async ({ ownArchiveBucketName: bucketName }) => {
      await new S3Client({ region }).send(new DeleteBucketPolicyCommand({ Bucket: bucketName }));
      return call("s3", "DeleteBucketPolicy", { bucketName });
    },
  },
  {
    what: "archive",
    act: "DeletePublicAccessBlock",
    commit: async ({ ownArchiveBucketName: bucketName }) => {
      await new S3Client({ region }).send(
        new DeletePublicAccessBlockCommand({ Bucket: bucketName }),
      );
      return call("s3", "DeleteBucketPublicAccessBlock", { bucketName });
    },
  },
  {
    what: "monitoring key",
    act: "DisableKey",
    commit: async ({ keyArn }) => {
      await new KMSClient({ region }).send(new DisableKeyCommand({ KeyId: keyArn }));
      return kmsRecord({ eventName: "DisableKey", readOnly: false, keyArn });
    },
  },
  {
    what: "monitoring key",
    act: "ScheduleKeyDeletion",
    commit: async ({ keyArn }) => {
      await new KMSClient({ region }).send(new ScheduleKeyDeletionCommand({ KeyId: keyArn }));
      return kmsRecord({ eventName: "ScheduleKeyDeletion", readOnly: false, keyArn });
    },
  },
  {
    what: "formatter",
    act: "DeleteFunction",
    commit: async ({ messageFunctionArn: functionName }) => {
      await new LambdaClient({ region }).send(
        new DeleteFunctionCommand({ FunctionName: functionName }),
      );
      return call("lambda", "DeleteFunction20150331", { functionName });
    },
  },
  {
    what: "formatter",
    act: "PutFunctionConcurrency of 0",
    commit: async ({ messageFunctionArn: functionName }) => {
      await new LambdaClient({ region }).send(
        new PutFunctionConcurrencyCommand({
          FunctionName: functionName,
          ReservedConcurrentExecutions: 0,
        }),
      );
      return call("lambda", "PutFunctionConcurrency20171031", {
        functionName,
        reservedConcurrentExecutions: 0,
      });
    },
  },
  {
    what: "formatter",
    act: "DeleteTable",
    commit: async () => {
      const client = new DynamoDBClient({ region });
      const { TableNames: [tableName] = [] } = await client.send(new ListTablesCommand({}));
      await client.send(new DeleteTableCommand({ TableName: tableName }));
      return call("dynamodb", "DeleteTable", { tableName });
    },
  },
];
