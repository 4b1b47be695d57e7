import {
  CreateTableCommand,
  DeleteTableCommand,
  DescribeContinuousBackupsCommand,
  DescribeTableCommand,
  DescribeTimeToLiveCommand,
  DynamoDBClient,
  ListTagsOfResourceCommand,
  UpdateTableCommand,
  type BillingMode,
  type ScalarAttributeType,
} from "@aws-sdk/client-dynamodb";
import { REGIONAL, resourceType, TAGGED, type Inputs, type Properties } from "../../resourceType";
import {
  setRecovery,
  setTimeToLive,
  TABLE_SETTINGS,
  tableIsReady,
  updateTableTags,
} from "../../tableSettings";
import { tagList, tagMap } from "../../tags";

// A DynamoDB table without indices, streams or replicas.

const properties = {
  ...REGIONAL,
  ...TAGGED,
  ...TABLE_SETTINGS,
  name: { type: "string", computed: true, replaces: true },
  hashKey: { type: "string", replaces: true },
  rangeKey: { type: "string", replaces: true },
  // Without indices only keys can be declared here, and keys cannot be changed.
  attributes: {
    type: "set",
    of: {
      type: "object",
      properties: {
        name: { type: "string", required: true },
        type: { type: "string", required: true },
      },
    },
    replaces: true,
  },
  billingMode: { type: "string", default: "PROVISIONED" },
  readCapacity: { type: "integer", computed: true },
  writeCapacity: { type: "integer", computed: true },
  deletionProtectionEnabled: { type: "boolean" },
  serverSideEncryption: {
    type: "object",
    computed: true,
    properties: { enabled: { type: "boolean", required: true }, kmsKeyArn: { type: "string" } },
  },
  arn: { type: "string", output: true },
} as const satisfies Properties;

type TableInputs = Inputs<typeof properties>;

export default resourceType({
  token: "aws:dynamodb/table:Table",
  properties,
  naming: { property: "name", maxLength: 255 },

  async create(inputs, aws) {
    await aws.client(DynamoDBClient).send(
      new CreateTableCommand({
        TableName: inputs.name,
        AttributeDefinitions: inputs.attributes?.map(({ name, type }) => ({
          AttributeName: name,
          AttributeType: type as ScalarAttributeType,
        })),
        KeySchema: [
          { AttributeName: inputs.hashKey, KeyType: "HASH" as const },
          { AttributeName: inputs.rangeKey, KeyType: "RANGE" as const },
        ].filter(({ AttributeName }) => AttributeName !== undefined),
        ...billing(inputs),
        DeletionProtectionEnabled: inputs.deletionProtectionEnabled,
        SSESpecification: encryption(inputs),
        Tags: tagList(inputs.tagsAll),
      }),
    );
    return inputs.name ?? "";
  },

  async complete(id, inputs, aws) {
    await tableIsReady(id, aws);
    if (inputs.ttl?.enabled === true) await setTimeToLive(id, inputs.ttl, aws);
    if (inputs.pointInTimeRecovery?.enabled === true) await setRecovery(id, true, aws);
  },

  async read(id, _known, aws) {
    const dynamodb = aws.client(DynamoDBClient);
    const TableName = id;
    const { Table: table = {} } = await dynamodb.send(new DescribeTableCommand({ TableName }));
    const life = await dynamodb.send(new DescribeTimeToLiveCommand({ TableName }));
    const backups = await dynamodb.send(new DescribeContinuousBackupsCommand({ TableName }));
    const tags = await dynamodb.send(
      new ListTagsOfResourceCommand({ ResourceArn: table.TableArn }),
    );
    const key = (type: "HASH" | "RANGE") =>
      table.KeySchema?.find(({ KeyType }) => KeyType === type)?.AttributeName;
    const { TimeToLiveStatus: lifeStatus, AttributeName: attributeName } =
      life.TimeToLiveDescription ?? {};
    const recovery = backups.ContinuousBackupsDescription?.PointInTimeRecoveryDescription;
    const encrypted = table.SSEDescription;
    return {
      name: table.TableName,
      hashKey: key("HASH"),
      rangeKey: key("RANGE"),
      attributes: table.AttributeDefinitions?.map(({ AttributeName: name = "", ...one }) => ({
        name,
        type: one.AttributeType ?? "",
      })),
      billingMode: table.BillingModeSummary?.BillingMode ?? "PROVISIONED",
      readCapacity: table.ProvisionedThroughput?.ReadCapacityUnits,
      writeCapacity: table.ProvisionedThroughput?.WriteCapacityUnits,
      deletionProtectionEnabled: table.DeletionProtectionEnabled,
      serverSideEncryption: {
        enabled: encrypted?.Status === "ENABLED",
        kmsKeyArn: encrypted?.Status === "ENABLED" ? encrypted.KMSMasterKeyArn : undefined,
      },
      ttl:
        lifeStatus === "ENABLED"
          ? { attributeName, enabled: true }
          : { attributeName: undefined, enabled: false },
      pointInTimeRecovery: { enabled: recovery?.PointInTimeRecoveryStatus === "ENABLED" },
      arn: table.TableArn,
      tagsAll: tagMap(tags.Tags),
    };
  },

  async update(change, aws) {
    const { id, news, olds, changed } = change;
    const dynamodb = aws.client(DynamoDBClient);
    // DynamoDB refuses an update of a table that says nothing new about its capacity.
    const updates = [
      changed("billingMode", "readCapacity", "writeCapacity") && billing(news),
      changed("deletionProtectionEnabled") && {
        DeletionProtectionEnabled: news.deletionProtectionEnabled ?? false,
      },
      changed("serverSideEncryption") && { SSESpecification: encryption(news) },
    ];
    for (const update of updates.filter((one) => one !== false)) {
      await dynamodb.send(new UpdateTableCommand({ TableName: id, ...update }));
      await tableIsReady(id, aws);
    }
    if (changed("ttl") && news.ttl !== undefined)
      await setTimeToLive(id, { ...olds.ttl, ...news.ttl }, aws);
    if (changed("pointInTimeRecovery"))
      await setRecovery(id, news.pointInTimeRecovery?.enabled ?? false, aws);
    if (changed("tagsAll")) await updateTableTags(change, aws);
  },

  async delete(id, _known, aws) {
    await aws.client(DynamoDBClient).send(new DeleteTableCommand({ TableName: id }));
  },
});

function billing({ billingMode, readCapacity, writeCapacity }: TableInputs) {
  const capacity = { ReadCapacityUnits: readCapacity, WriteCapacityUnits: writeCapacity };
  return {
    BillingMode: billingMode as BillingMode,
    ProvisionedThroughput: billingMode === "PROVISIONED" ? capacity : undefined,
  };
}

/** Without a key of the program's own, AWS's own key for DynamoDB is used. */
function encryption({ serverSideEncryption: wanted }: TableInputs) {
  if (wanted === undefined) return undefined;
  const key = wanted.kmsKeyArn;
  return {
    Enabled: wanted.enabled,
    SSEType: wanted.enabled ? ("KMS" as const) : undefined,
    KMSMasterKeyId: key,
  };
}
