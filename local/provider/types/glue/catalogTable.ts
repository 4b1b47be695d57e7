import {
  CreateTableCommand,
  DeleteTableCommand,
  GetTableCommand,
  GlueClient,
  UpdateTableCommand,
  type TableInput,
} from "@aws-sdk/client-glue";
import { accountId } from "../../callerIdentity";
import {
  REGIONAL,
  resourceType,
  type Inputs,
  type Known,
  type Properties,
} from "../../resourceType";
import {
  columnFromAws,
  COLUMNS,
  columnToAws,
  descriptorFromAws,
  descriptorToAws,
  STORAGE_DESCRIPTOR,
} from "../../storageDescriptor";

// A table of the Glue Data Catalog: what Athena must know to read files as a table.

const properties = {
  ...REGIONAL,
  catalogId: { type: "string", computed: true, replaces: true },
  databaseName: { type: "string", required: true, replaces: true },
  name: { type: "string", computed: true, replaces: true },
  description: { type: "string" },
  owner: { type: "string" },
  parameters: { type: "map", computed: true },
  partitionKeys: COLUMNS,
  storageDescriptor: STORAGE_DESCRIPTOR,
  tableType: { type: "string", computed: true },
  viewExpandedText: { type: "string" },
  viewOriginalText: { type: "string" },
  arn: { type: "string", output: true },
} as const satisfies Properties;

export default resourceType({
  token: "aws:glue/catalogTable:CatalogTable",
  properties,
  naming: { property: "name", maxLength: 255, lowerCase: true },

  async create(inputs, aws) {
    const CatalogId = inputs.catalogId ?? (await accountId(aws));
    const DatabaseName = inputs.databaseName;
    await aws
      .client(GlueClient)
      .send(new CreateTableCommand({ CatalogId, DatabaseName, TableInput: toAws(inputs, {}) }));
    return `${CatalogId}:${DatabaseName}:${inputs.name}`;
  },

  async read(id, _known, aws) {
    const { CatalogId, DatabaseName, Name } = subject(id);
    const { Table: table } = await aws.client(GlueClient).send(new GetTableCommand(subject(id)));
    return {
      catalogId: CatalogId,
      databaseName: DatabaseName,
      name: table?.Name,
      description: table?.Description,
      owner: table?.Owner,
      parameters: table?.Parameters,
      partitionKeys: table?.PartitionKeys?.map(columnFromAws),
      storageDescriptor: descriptorFromAws(table?.StorageDescriptor),
      tableType: table?.TableType,
      viewExpandedText: table?.ViewExpandedText,
      viewOriginalText: table?.ViewOriginalText,
      arn: `arn:aws:glue:${aws.region}:${CatalogId}:table/${DatabaseName}/${Name}`,
    };
  },

  async update({ id, news, olds }, aws) {
    const { CatalogId, DatabaseName } = subject(id);
    await aws
      .client(GlueClient)
      .send(new UpdateTableCommand({ CatalogId, DatabaseName, TableInput: toAws(news, olds) }));
  },

  async delete(id, _known, aws) {
    await aws.client(GlueClient).send(new DeleteTableCommand(subject(id)));
  },
});

/** An id is catalogId:databaseName:name. */
function subject(id: string): { CatalogId: string; DatabaseName: string; Name: string } {
  const [CatalogId = "", DatabaseName = "", Name = ""] = id.split(":");
  return { CatalogId, DatabaseName, Name };
}

/** Glue replaces the whole table by what it is told; what the program leaves to AWS stays as it was. */
function toAws(inputs: Inputs<typeof properties>, olds: Known<typeof properties>): TableInput {
  return {
    Name: inputs.name,
    Description: inputs.description ?? "",
    Owner: inputs.owner ?? "",
    Parameters: inputs.parameters ?? olds.parameters,
    PartitionKeys: (inputs.partitionKeys ?? []).map(columnToAws),
    StorageDescriptor: descriptorToAws(inputs.storageDescriptor ?? olds.storageDescriptor),
    TableType: inputs.tableType ?? olds.tableType,
    ViewExpandedText: inputs.viewExpandedText ?? "",
    ViewOriginalText: inputs.viewOriginalText ?? "",
  };
}
