import {
  AthenaClient,
  CreateWorkGroupCommand,
  DeleteWorkGroupCommand,
  GetWorkGroupCommand,
  ListTagsForResourceCommand,
  TagResourceCommand,
  UntagResourceCommand,
  UpdateWorkGroupCommand,
  type WorkGroupState,
} from "@aws-sdk/client-athena";
import { ifKnownToAthena } from "../../athenaErrors";
import type { Aws } from "../../aws";
import { accountId } from "../../callerIdentity";
import { REGIONAL, resourceType, TAGGED, type Change, type Properties } from "../../resourceType";
import { tagChange, tagList, tagMap } from "../../tags";
import {
  configurationFromAws,
  configurationToAws,
  configurationUpdates,
  WORKGROUP_CONFIGURATION,
} from "../../workgroupConfiguration";

// A workgroup of Athena: under which rules its members query, and where the results go.

const properties = {
  ...REGIONAL,
  ...TAGGED,
  name: { type: "string", computed: true, replaces: true },
  description: { type: "string" },
  state: { type: "string", default: "ENABLED" },
  forceDestroy: { type: "boolean", setting: true, default: false },
  configuration: WORKGROUP_CONFIGURATION,
  arn: { type: "string", output: true },
} as const satisfies Properties;

export default resourceType({
  token: "aws:athena/workgroup:Workgroup",
  properties,
  naming: { property: "name", maxLength: 128 },

  async create(inputs, aws) {
    await aws.client(AthenaClient).send(
      new CreateWorkGroupCommand({
        Name: inputs.name,
        Description: inputs.description,
        Configuration: configurationToAws(inputs.configuration),
        Tags: tagList(inputs.tagsAll),
      }),
    );
    return inputs.name ?? "";
  },

  async complete(id, { state }, aws) {
    if (state !== "ENABLED") await setState(id, state, aws);
  },

  async read(id, _known, aws) {
    const athena = aws.client(AthenaClient);
    const call = athena.send(new GetWorkGroupCommand({ WorkGroup: id }));
    const found = (await ifKnownToAthena(call))?.WorkGroup;
    if (found === undefined) return undefined;
    const arn = `arn:aws:athena:${aws.region}:${await accountId(aws)}:workgroup/${id}`;
    const tags = await athena.send(new ListTagsForResourceCommand({ ResourceARN: arn }));
    return {
      name: found.Name,
      description: found.Description,
      state: found.State,
      configuration: configurationFromAws(found.Configuration),
      arn,
      tagsAll: tagMap(tags.Tags),
    };
  },

  async update(change, aws) {
    const { id, news, changed } = change;
    await aws.client(AthenaClient).send(
      new UpdateWorkGroupCommand({
        WorkGroup: id,
        Description: news.description ?? "",
        ConfigurationUpdates: news.configuration && configurationUpdates(news.configuration),
      }),
    );
    if (changed("state")) await setState(id, news.state, aws);
    if (changed("tagsAll")) await updateTags(change, aws);
  },

  async delete(id, { forceDestroy }, aws) {
    await aws
      .client(AthenaClient)
      .send(new DeleteWorkGroupCommand({ WorkGroup: id, RecursiveDeleteOption: forceDestroy }));
  },
});

async function setState(name: string, state: string, aws: Aws): Promise<void> {
  await aws
    .client(AthenaClient)
    .send(new UpdateWorkGroupCommand({ WorkGroup: name, State: state as WorkGroupState }));
}

async function updateTags({ olds, news }: Change<typeof properties>, aws: Aws): Promise<void> {
  const athena = aws.client(AthenaClient);
  const { set, remove } = tagChange(olds.tagsAll, news.tagsAll);
  const ResourceARN = olds.arn;
  if (remove.length > 0)
    await athena.send(new UntagResourceCommand({ ResourceARN, TagKeys: remove }));
  if (Object.keys(set).length > 0)
    await athena.send(new TagResourceCommand({ ResourceARN, Tags: tagList(set) }));
}
