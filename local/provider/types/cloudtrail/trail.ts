import {
  AddTagsCommand,
  CloudTrailClient,
  CreateTrailCommand,
  DeleteTrailCommand,
  DescribeTrailsCommand,
  GetTrailStatusCommand,
  ListTagsCommand,
  RemoveTagsCommand,
  StartLoggingCommand,
  StopLoggingCommand,
  UpdateTrailCommand,
} from "@aws-sdk/client-cloudtrail";
import type { Aws } from "../../aws";
import { putInsightSelectors, readInsightSelectors } from "../../insightSelectors";
import { resourceType } from "../../resourceType";
import { retryWhile } from "../../retry";
import { putSelectors, readSelectors } from "../../selectors";
import { tagChange, tagList, tagMap } from "../../tags";
import {
  changedReferences,
  settingsFromAws,
  settingsToAws,
  TRAIL_PROPERTIES,
  type TrailChange,
} from "../../trailProperties";

// A CloudTrail trail, with its selectors and whether it logs. Their forms are in trailProperties.ts, selectors.ts and insightSelectors.ts.

export default resourceType({
  token: "aws:cloudtrail/trail:Trail",
  properties: TRAIL_PROPERTIES,
  naming: { property: "name", maxLength: 128 },
  idIsArn: true,

  async create(inputs, aws) {
    const command = new CreateTrailCommand({
      ...settingsToAws(inputs),
      Name: inputs.name,
      CloudWatchLogsLogGroupArn: inputs.cloudWatchLogsGroupArn,
      CloudWatchLogsRoleArn: inputs.cloudWatchLogsRoleArn,
      KmsKeyId: inputs.kmsKeyId,
      S3KeyPrefix: inputs.s3KeyPrefix,
      SnsTopicName: inputs.snsTopicName,
      TagsList: tagList(inputs.tagsAll),
    });
    const trail = await patiently(() => aws.client(CloudTrailClient).send(command));
    return trail.TrailARN ?? "";
  },

  async complete(id, inputs, aws) {
    if (inputs.enableLogging)
      await aws.client(CloudTrailClient).send(new StartLoggingCommand({ Name: id }));
    if (inputs.eventSelectors !== undefined || inputs.advancedEventSelectors !== undefined)
      await putSelectors(id, inputs, aws);
    if (inputs.insightSelectors !== undefined && inputs.insightSelectors.length > 0)
      await putInsightSelectors(id, inputs.insightSelectors, aws);
  },

  async read(id, _known, aws) {
    const cloudtrail = aws.client(CloudTrailClient);
    const answer = await cloudtrail.send(new DescribeTrailsCommand({ trailNameList: [id] }));
    const [trail] = answer.trailList ?? [];
    if (trail === undefined) return undefined;
    const status = await cloudtrail.send(new GetTrailStatusCommand({ Name: id }));
    const tags = await cloudtrail.send(new ListTagsCommand({ ResourceIdList: [id] }));
    return {
      ...settingsFromAws(trail),
      ...(await readSelectors(trail, aws)),
      insightSelectors: await readInsightSelectors(trail, aws),
      enableLogging: status.IsLogging,
      tagsAll: tagMap(tags.ResourceTagList?.[0]?.TagsList),
    };
  },

  async update(change, aws) {
    const cloudtrail = aws.client(CloudTrailClient);
    const { id, news, changed } = change;
    const settings = { Name: id, ...settingsToAws(news), ...changedReferences(change) };
    await patiently(() => cloudtrail.send(new UpdateTrailCommand(settings)));
    if (changed("eventSelectors", "advancedEventSelectors")) await putSelectors(id, news, aws);
    if (changed("insightSelectors"))
      await putInsightSelectors(id, news.insightSelectors ?? [], aws);
    if (changed("tagsAll")) await updateTags(change, aws);
    if (!changed("enableLogging")) return;
    await (news.enableLogging
      ? cloudtrail.send(new StartLoggingCommand({ Name: id }))
      : cloudtrail.send(new StopLoggingCommand({ Name: id })));
  },

  async delete(id, _known, aws) {
    await aws.client(CloudTrailClient).send(new DeleteTrailCommand({ Name: id }));
  },
});

/**
 * The real provider asks for two minutes, and only when the delivery role has not taken effect everywhere yet: a bucket policy
 * that CloudTrail does not accept is an error at once.
 * https://github.com/hashicorp/terraform-provider-aws/blob/main/internal/service/cloudtrail/trail.go
 */
function patiently<T>(call: () => Promise<T>): Promise<T> {
  return retryWhile(isRoleLate, call, { seconds: 4, firstPauseMilliseconds: 250 });
}

function isRoleLate(error: unknown): boolean {
  return (
    error instanceof Error &&
    /^InvalidCloudWatchLogs(Role|LogGroup)ArnException$/.test(error.name) &&
    error.message.includes("Access denied.")
  );
}

async function updateTags({ id, olds, news }: TrailChange, aws: Aws): Promise<void> {
  const cloudtrail = aws.client(CloudTrailClient);
  const { set, remove } = tagChange(olds.tagsAll, news.tagsAll);
  const removed = remove.map((Key) => ({ Key, Value: olds.tagsAll?.[Key] }));
  if (removed.length > 0)
    await cloudtrail.send(new RemoveTagsCommand({ ResourceId: id, TagsList: removed }));
  if (Object.keys(set).length > 0)
    await cloudtrail.send(new AddTagsCommand({ ResourceId: id, TagsList: tagList(set) }));
}
