// Lists what an account of the embedded AWS holds of the services that the program uses, so that "empty" can be proven.
import {
  AthenaClient,
  GetNamedQueryCommand,
  ListNamedQueriesCommand,
  ListWorkGroupsCommand,
} from "@aws-sdk/client-athena";
import { CloudTrailClient, ListTrailsCommand } from "@aws-sdk/client-cloudtrail";
import { CloudWatchClient, ListDashboardsCommand } from "@aws-sdk/client-cloudwatch";
import {
  CloudWatchLogsClient,
  DescribeLogGroupsCommand,
  DescribeQueryDefinitionsCommand,
} from "@aws-sdk/client-cloudwatch-logs";
import { DynamoDBClient, ListTablesCommand } from "@aws-sdk/client-dynamodb";
import {
  EventBridgeClient,
  ListEventBusesCommand,
  ListRulesCommand,
} from "@aws-sdk/client-eventbridge";
import { GetDatabasesCommand, GetTablesCommand, GlueClient } from "@aws-sdk/client-glue";
import { IAMClient, ListRolesCommand } from "@aws-sdk/client-iam";
import {
  DescribeKeyCommand,
  KMSClient,
  ListAliasesCommand,
  ListKeysCommand,
} from "@aws-sdk/client-kms";
import { LambdaClient, ListFunctionsCommand } from "@aws-sdk/client-lambda";
import { ListBucketsCommand, S3Client } from "@aws-sdk/client-s3";
import { ListSubscriptionsCommand, ListTopicsCommand, SNSClient } from "@aws-sdk/client-sns";
import { ListQueuesCommand, SQSClient } from "@aws-sdk/client-sqs";
import { alarmsIn } from "../local/replay/deployed";

type Listing = readonly (string | undefined)[];

/** What every AWS account has, or what the replay brings along. */
const NOT_OURS = /event-bus\/default$|alias\/replay\/|^workgroup \S+ primary$|\/on-call$/;

/**
 * Names or ARNs, sorted: keys, buckets, log groups, roles, topics, subscriptions, alarms, event buses, rules, queues, functions, trails,
 * saved queries, dashboards, DynamoDB tables, Glue databases and tables, Athena workgroups and their queries.
 * A key that is pending deletion counts as gone.
 */
export async function listEverything(regions: readonly string[]): Promise<readonly string[]> {
  const [home = ""] = regions;
  const found = await Promise.all([listGlobal(home), ...regions.map(listRegional)]);
  return found
    .flat()
    .filter((name) => name !== undefined)
    .filter((name) => !NOT_OURS.test(name))
    .sort();
}

async function listGlobal(region: string): Promise<Listing> {
  const { Buckets = [] } = await new S3Client({ region }).send(new ListBucketsCommand({}));
  const { Roles = [] } = await new IAMClient({ region }).send(new ListRolesCommand({}));
  return [...Buckets.map(({ Name }) => `bucket ${Name}`), ...Roles.map(({ Arn }) => Arn)];
}

async function listRegional(region: string): Promise<Listing> {
  const sns = new SNSClient({ region });
  const { Topics = [] } = await sns.send(new ListTopicsCommand({}));
  const { Subscriptions = [] } = await sns.send(new ListSubscriptionsCommand({}));
  const functions = await new LambdaClient({ region }).send(new ListFunctionsCommand({}));
  const queues = await new SQSClient({ region }).send(new ListQueuesCommand({}));
  const tables = await new DynamoDBClient({ region }).send(new ListTablesCommand({}));
  const logs = await new CloudWatchLogsClient({ region }).send(new DescribeLogGroupsCommand({}));
  const dashboards = await new CloudWatchClient({ region }).send(new ListDashboardsCommand({}));
  const trails = await new CloudTrailClient({ region }).send(new ListTrailsCommand({}));
  return [
    ...(await listKeys(region)),
    ...(await listBusesAndRules(region)),
    ...(await listQueries(region)),
    ...(await listTables(region)),
    ...Topics.map(({ TopicArn }) => TopicArn),
    ...Subscriptions.map(({ SubscriptionArn }) => SubscriptionArn),
    ...(await listAlarms(region)),
    ...(dashboards.DashboardEntries ?? []).map(({ DashboardArn }) => DashboardArn),
    ...(functions.Functions ?? []).map(({ FunctionArn }) => FunctionArn),
    ...(queues.QueueUrls ?? []),
    ...(tables.TableNames ?? []).map((name) => `table ${region} ${name}`),
    ...(logs.logGroups ?? []).map(({ arn }) => arn),
    ...(trails.Trails ?? []).map(({ TrailARN }) => TrailARN),
  ];
}

async function listAlarms(region: string): Promise<Listing> {
  const { metricAlarms, compositeAlarms } = await alarmsIn(region);
  return [...metricAlarms, ...compositeAlarms].map(({ AlarmArn }) => AlarmArn);
}

async function listKeys(region: string): Promise<Listing> {
  const client = new KMSClient({ region });
  const { Keys = [] } = await client.send(new ListKeysCommand({}));
  const { Aliases = [] } = await client.send(new ListAliasesCommand({}));
  const keys = await Promise.all(
    Keys.map(({ KeyId }) => client.send(new DescribeKeyCommand({ KeyId }))),
  );
  return keys
    .map(({ KeyMetadata }) => KeyMetadata)
    .filter((key) => key?.KeyState !== "PendingDeletion" && key?.KeyManager === "CUSTOMER")
    .map((key) => {
      const alias = Aliases.find(({ TargetKeyId }) => TargetKeyId === key?.KeyId);
      return `${key?.Arn} ${alias?.AliasName ?? ""}`.trim();
    });
}

async function listBusesAndRules(region: string): Promise<Listing> {
  const client = new EventBridgeClient({ region });
  const { EventBuses = [] } = await client.send(new ListEventBusesCommand({}));
  const rules = await Promise.all(
    EventBuses.map(({ Name }) => client.send(new ListRulesCommand({ EventBusName: Name }))),
  );
  return [
    ...EventBuses.map(({ Arn }) => Arn),
    ...rules.flatMap(({ Rules = [] }) => Rules.map(({ Arn }) => Arn)),
  ];
}

async function listQueries(region: string): Promise<Listing> {
  const logs = new CloudWatchLogsClient({ region });
  const { queryDefinitions = [] } = await logs.send(new DescribeQueryDefinitionsCommand({}));
  const athena = new AthenaClient({ region });
  const { WorkGroups = [] } = await athena.send(new ListWorkGroupsCommand({}));
  const { NamedQueryIds = [] } = await athena.send(new ListNamedQueriesCommand({}));
  const named = await Promise.all(
    NamedQueryIds.map((NamedQueryId) => athena.send(new GetNamedQueryCommand({ NamedQueryId }))),
  );
  return [
    ...queryDefinitions.map(({ name }) => `query definition ${region} ${name}`),
    ...WorkGroups.map(({ Name }) => `workgroup ${region} ${Name}`),
    ...named.map(({ NamedQuery }) => `named query ${region} ${NamedQuery?.Name}`),
  ];
}

async function listTables(region: string): Promise<Listing> {
  const glue = new GlueClient({ region });
  const { DatabaseList = [] } = await glue.send(new GetDatabasesCommand({}));
  const tables = await Promise.all(
    DatabaseList.map(({ Name }) => glue.send(new GetTablesCommand({ DatabaseName: Name }))),
  );
  return [
    ...DatabaseList.map(({ Name }) => `database ${region} ${Name}`),
    ...tables.flatMap(({ TableList = [] }) =>
      TableList.map(({ DatabaseName, Name }) => `table ${region} ${DatabaseName}.${Name}`),
    ),
  ];
}
