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
  type Trail,
} from "@aws-sdk/client-cloudtrail";
import type { Aws } from "../../aws";
import {
  REGIONAL,
  resourceType,
  TAGGED,
  type Change,
  type Inputs,
  type Properties,
} from "../../resourceType";
import { tagChange, tagList, tagMap } from "../../tags";
import { ADVANCED_SELECTORS, BASIC_SELECTORS, putSelectors, readSelectors } from "../../selectors";

// A CloudTrail trail, with its event selectors and whether it logs. The selectors themselves are in local/provider/selectors.ts.

const properties = {
  ...REGIONAL,
  ...TAGGED,
  name: { type: "string", computed: true, replaces: true },
  s3BucketName: { type: "string", required: true },
  s3KeyPrefix: { type: "string" },
  isMultiRegionTrail: { type: "boolean", default: false },
  includeGlobalServiceEvents: { type: "boolean", default: true },
  enableLogFileValidation: { type: "boolean", default: false },
  enableLogging: { type: "boolean", default: true },
  isOrganizationTrail: { type: "boolean", default: false },
  kmsKeyId: { type: "string" },
  cloudWatchLogsGroupArn: { type: "string" },
  cloudWatchLogsRoleArn: { type: "string" },
  snsTopicName: { type: "string" },
  eventSelectors: { ...BASIC_SELECTORS, conflictsWith: ["advancedEventSelectors"] },
  advancedEventSelectors: ADVANCED_SELECTORS,
  insightSelectors: {
    type: "set",
    of: { type: "object", properties: { insightType: { type: "string", required: true } } },
    recorded: "the emulator has no PutInsightSelectors",
  },
  arn: { type: "string", output: true },
  homeRegion: { type: "string", output: true },
  snsTopicArn: { type: "string", output: true },
} as const satisfies Properties;

type TrailInputs = Inputs<typeof properties>;

export default resourceType({
  token: "aws:cloudtrail/trail:Trail",
  properties,
  naming: { property: "name", maxLength: 128 },

  async create(inputs, aws) {
    const trail = await aws.client(CloudTrailClient).send(
      new CreateTrailCommand({
        ...settingsOf(inputs),
        Name: inputs.name,
        CloudWatchLogsLogGroupArn: inputs.cloudWatchLogsGroupArn,
        CloudWatchLogsRoleArn: inputs.cloudWatchLogsRoleArn,
        KmsKeyId: inputs.kmsKeyId,
        S3KeyPrefix: inputs.s3KeyPrefix,
        SnsTopicName: inputs.snsTopicName,
        TagsList: tagList(inputs.tagsAll),
      }),
    );
    return trail.TrailARN ?? "";
  },

  async complete(id, inputs, aws) {
    if (inputs.eventSelectors !== undefined || inputs.advancedEventSelectors !== undefined)
      await putSelectors(id, inputs, aws);
    if (inputs.enableLogging)
      await aws.client(CloudTrailClient).send(new StartLoggingCommand({ Name: id }));
  },

  async read(id, known, aws) {
    const cloudtrail = aws.client(CloudTrailClient);
    const answer = await cloudtrail.send(new DescribeTrailsCommand({ trailNameList: [id] }));
    const [trail] = answer.trailList ?? [];
    if (trail === undefined) return undefined;
    const status = await cloudtrail.send(new GetTrailStatusCommand({ Name: id }));
    const tags = await cloudtrail.send(new ListTagsCommand({ ResourceIdList: [id] }));
    return {
      ...fromAws(trail),
      ...(await readSelectors(trail, known.eventSelectors !== undefined, aws)),
      enableLogging: status.IsLogging,
      tagsAll: tagMap(tags.ResourceTagList?.[0]?.TagsList),
    };
  },

  async update(change, aws) {
    const cloudtrail = aws.client(CloudTrailClient);
    const { id, news, changed } = change;
    await cloudtrail.send(
      new UpdateTrailCommand({ Name: id, ...settingsOf(news), ...changedReferences(change) }),
    );
    if (changed("eventSelectors", "advancedEventSelectors")) await putSelectors(id, news, aws);
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

function settingsOf(inputs: TrailInputs) {
  return {
    S3BucketName: inputs.s3BucketName,
    IsMultiRegionTrail: inputs.isMultiRegionTrail,
    IncludeGlobalServiceEvents: inputs.includeGlobalServiceEvents,
    EnableLogFileValidation: inputs.enableLogFileValidation,
    IsOrganizationTrail: inputs.isOrganizationTrail,
  };
}

/** What UpdateTrail must only be told when it changes; an empty text takes the old value away. */
function changedReferences({ news, changed }: Change<typeof properties>) {
  return {
    ...(changed("cloudWatchLogsGroupArn", "cloudWatchLogsRoleArn") && {
      CloudWatchLogsLogGroupArn: news.cloudWatchLogsGroupArn ?? "",
      CloudWatchLogsRoleArn: news.cloudWatchLogsRoleArn ?? "",
    }),
    ...(changed("kmsKeyId") && { KmsKeyId: news.kmsKeyId ?? "" }),
    ...(changed("s3KeyPrefix") && { S3KeyPrefix: news.s3KeyPrefix ?? "" }),
    ...(changed("snsTopicName") && { SnsTopicName: news.snsTopicName ?? "" }),
  };
}

function fromAws(trail: Trail) {
  return {
    name: trail.Name,
    s3BucketName: trail.S3BucketName,
    s3KeyPrefix: trail.S3KeyPrefix,
    isMultiRegionTrail: trail.IsMultiRegionTrail,
    includeGlobalServiceEvents: trail.IncludeGlobalServiceEvents,
    enableLogFileValidation: trail.LogFileValidationEnabled,
    isOrganizationTrail: trail.IsOrganizationTrail,
    kmsKeyId: trail.KmsKeyId,
    cloudWatchLogsGroupArn: trail.CloudWatchLogsLogGroupArn,
    cloudWatchLogsRoleArn: trail.CloudWatchLogsRoleArn,
    snsTopicName: trail.SnsTopicName,
    snsTopicArn: trail.SnsTopicARN,
    arn: trail.TrailARN,
    homeRegion: trail.HomeRegion,
  };
}

async function updateTags({ id, olds, news }: Change<typeof properties>, aws: Aws): Promise<void> {
  const cloudtrail = aws.client(CloudTrailClient);
  const { set, remove } = tagChange(olds.tagsAll, news.tagsAll);
  const removed = remove.map((Key) => ({ Key, Value: olds.tagsAll?.[Key] }));
  if (removed.length > 0)
    await cloudtrail.send(new RemoveTagsCommand({ ResourceId: id, TagsList: removed }));
  if (Object.keys(set).length > 0)
    await cloudtrail.send(new AddTagsCommand({ ResourceId: id, TagsList: tagList(set) }));
}
