import {
  CloudWatchLogsClient,
  CreateLogGroupCommand,
  DeleteLogGroupCommand,
  DeleteRetentionPolicyCommand,
  DescribeLogGroupsCommand,
  ListTagsForResourceCommand,
  PutRetentionPolicyCommand,
  TagResourceCommand,
  UntagResourceCommand,
  type LogGroupClass,
} from "@aws-sdk/client-cloudwatch-logs";
import type { Aws } from "../../aws";
import { REGIONAL, resourceType, TAGGED, type Change, type Properties } from "../../resourceType";
import { tagChange } from "../../tags";

// A CloudWatch Logs log group.

const properties = {
  ...REGIONAL,
  ...TAGGED,
  name: { type: "string", computed: true, replaces: true },
  namePrefix: { type: "string", computed: true, replaces: true },
  retentionInDays: { type: "integer", default: 0 },
  // A new group gets its key in the emulator, too; only another key for an old group does not.
  kmsKeyId: { type: "string", recorded: "the emulator has no AssociateKmsKey" },
  logGroupClass: { type: "string", computed: true, replaces: true },
  deletionProtectionEnabled: {
    type: "boolean",
    computed: true,
    recorded: "the emulator has no deletion protection of log groups",
  },
  skipDestroy: { type: "boolean", setting: true, default: false },
  arn: { type: "string", output: true },
} as const satisfies Properties;

export default resourceType({
  token: "aws:cloudwatch/logGroup:LogGroup",
  properties,
  naming: { property: "name", prefixProperty: "namePrefix", maxLength: 512 },

  async create(inputs, aws) {
    await aws.client(CloudWatchLogsClient).send(
      new CreateLogGroupCommand({
        logGroupName: inputs.name,
        kmsKeyId: inputs.kmsKeyId,
        logGroupClass: inputs.logGroupClass as LogGroupClass,
        tags: Object.keys(inputs.tagsAll).length === 0 ? undefined : inputs.tagsAll,
      }),
    );
    return inputs.name ?? "";
  },

  async complete(id, inputs, aws) {
    if (inputs.retentionInDays !== 0) await setRetention(id, inputs.retentionInDays, aws);
  },

  async read(id, known, aws) {
    const logs = aws.client(CloudWatchLogsClient);
    const answer = await logs.send(new DescribeLogGroupsCommand({ logGroupNamePrefix: id }));
    const group = answer.logGroups?.find((one) => one.logGroupName === id);
    if (group === undefined) return undefined;
    const arn = group.arn?.replace(/:\*$/, "");
    const tags = await logs.send(new ListTagsForResourceCommand({ resourceArn: arn }));
    return {
      name: group.logGroupName,
      namePrefix: known.namePrefix,
      retentionInDays: group.retentionInDays,
      logGroupClass: group.logGroupClass,
      arn,
      tagsAll: tags.tags,
    };
  },

  async update(change, aws) {
    const { id, news, changed } = change;
    if (changed("retentionInDays")) await setRetention(id, news.retentionInDays, aws);
    if (changed("tagsAll")) await updateTags(change, aws);
  },

  async delete(id, known, aws) {
    if (known.skipDestroy === true) return;
    await aws.client(CloudWatchLogsClient).send(new DeleteLogGroupCommand({ logGroupName: id }));
  },
});

/** 0 days is how the real provider says "for ever". */
async function setRetention(
  logGroupName: string,
  retentionInDays: number,
  aws: Aws,
): Promise<void> {
  const logs = aws.client(CloudWatchLogsClient);
  if (retentionInDays === 0) await logs.send(new DeleteRetentionPolicyCommand({ logGroupName }));
  else await logs.send(new PutRetentionPolicyCommand({ logGroupName, retentionInDays }));
}

async function updateTags({ olds, news }: Change<typeof properties>, aws: Aws): Promise<void> {
  const logs = aws.client(CloudWatchLogsClient);
  const { set, remove } = tagChange(olds.tagsAll, news.tagsAll);
  const resourceArn = olds.arn;
  if (remove.length > 0)
    await logs.send(new UntagResourceCommand({ resourceArn, tagKeys: remove }));
  if (Object.keys(set).length > 0)
    await logs.send(new TagResourceCommand({ resourceArn, tags: set }));
}
