import {
  CreateDatabaseCommand,
  DeleteDatabaseCommand,
  GetDatabaseCommand,
  GetTagsCommand,
  GlueClient,
  TagResourceCommand,
  UntagResourceCommand,
  UpdateDatabaseCommand,
  type DatabaseInput,
} from "@aws-sdk/client-glue";
import type { Aws } from "../../aws";
import { accountId } from "../../callerIdentity";
import {
  REGIONAL,
  resourceType,
  TAGGED,
  type Change,
  type Inputs,
  type Properties,
} from "../../resourceType";
import { tagChange } from "../../tags";

// A database of the Glue Data Catalog, in which Athena finds its tables.

const properties = {
  ...REGIONAL,
  ...TAGGED,
  catalogId: { type: "string", computed: true, replaces: true },
  name: { type: "string", computed: true, replaces: true },
  description: { type: "string" },
  locationUri: { type: "string", computed: true },
  parameters: { type: "map" },
  arn: { type: "string", output: true },
} as const satisfies Properties;

export default resourceType({
  token: "aws:glue/catalogDatabase:CatalogDatabase",
  properties,
  naming: { property: "name", maxLength: 255, lowerCase: true },

  async create(inputs, aws) {
    const CatalogId = inputs.catalogId ?? (await accountId(aws));
    const DatabaseInput = toAws(inputs, inputs.locationUri);
    await aws
      .client(GlueClient)
      .send(new CreateDatabaseCommand({ CatalogId, DatabaseInput, Tags: inputs.tagsAll }));
    return `${CatalogId}:${inputs.name}`;
  },

  async read(id, _known, aws) {
    const glue = aws.client(GlueClient);
    const { Database: database } = await glue.send(new GetDatabaseCommand(subject(id)));
    const { CatalogId } = subject(id);
    const arn = `arn:aws:glue:${aws.region}:${CatalogId}:database/${database?.Name}`;
    const { Tags: tagsAll } = await glue.send(new GetTagsCommand({ ResourceArn: arn }));
    return {
      catalogId: CatalogId,
      name: database?.Name,
      description: database?.Description,
      locationUri: database?.LocationUri,
      parameters: database?.Parameters,
      arn,
      tagsAll,
    };
  },

  async update(change, aws) {
    const { id, olds, news, changed } = change;
    const DatabaseInput = toAws(news, news.locationUri ?? olds.locationUri);
    if (changed("description", "locationUri", "parameters"))
      await aws
        .client(GlueClient)
        .send(new UpdateDatabaseCommand({ ...subject(id), DatabaseInput }));
    if (changed("tagsAll")) await updateTags(change, aws);
  },

  async delete(id, _known, aws) {
    await aws.client(GlueClient).send(new DeleteDatabaseCommand(subject(id)));
  },
});

/** An id is catalogId:name. */
function subject(id: string): { CatalogId: string; Name: string } {
  const [CatalogId = "", Name = ""] = id.split(":");
  return { CatalogId, Name };
}

function toAws(inputs: Inputs<typeof properties>, locationUri: string | undefined): DatabaseInput {
  return {
    Name: inputs.name,
    Description: inputs.description ?? "",
    LocationUri: locationUri,
    Parameters: inputs.parameters ?? {},
  };
}

async function updateTags({ olds, news }: Change<typeof properties>, aws: Aws): Promise<void> {
  const glue = aws.client(GlueClient);
  const { set, remove } = tagChange(olds.tagsAll, news.tagsAll);
  const ResourceArn = olds.arn;
  if (remove.length > 0)
    await glue.send(new UntagResourceCommand({ ResourceArn, TagsToRemove: remove }));
  if (Object.keys(set).length > 0)
    await glue.send(new TagResourceCommand({ ResourceArn, TagsToAdd: set }));
}
