import type { Trail } from "@aws-sdk/client-cloudtrail";
import { INSIGHT_SELECTORS } from "./insightSelectors";
import { REGIONAL, TAGGED, type Change, type Inputs, type Properties } from "./resourceType";
import { ADVANCED_SELECTORS, BASIC_SELECTORS } from "./selectors";

// The settings of a trail, as the program writes them and as CloudTrail takes them.

export const TRAIL_PROPERTIES = {
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
  insightSelectors: INSIGHT_SELECTORS,
  arn: { type: "string", output: true },
  homeRegion: { type: "string", output: true },
  snsTopicArn: { type: "string", output: true },
} as const satisfies Properties;

export type TrailInputs = Inputs<typeof TRAIL_PROPERTIES>;
export type TrailChange = Change<typeof TRAIL_PROPERTIES>;

/** What CreateTrail and UpdateTrail are told alike. */
export function settingsToAws(inputs: TrailInputs) {
  return {
    S3BucketName: inputs.s3BucketName,
    IsMultiRegionTrail: inputs.isMultiRegionTrail,
    IncludeGlobalServiceEvents: inputs.includeGlobalServiceEvents,
    EnableLogFileValidation: inputs.enableLogFileValidation,
    IsOrganizationTrail: inputs.isOrganizationTrail,
  };
}

/** What UpdateTrail must only be told when it changes; an empty text takes the old value away. */
export function changedReferences({ news, changed }: TrailChange) {
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

export function settingsFromAws(trail: Trail) {
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
    snsTopicName: topicName(trail),
    snsTopicArn: trail.SnsTopicARN,
    arn: trail.TrailARN,
    homeRegion: trail.HomeRegion,
  };
}

/** As in the real provider: the name, unless the topic is elsewhere. */
function topicName({ SnsTopicARN: arn, TrailARN = "" }: Trail): string | undefined {
  const [, , , region, account, name] = arn?.split(":") ?? [];
  const [, , , ownRegion, ownAccount] = TrailARN.split(":");
  return region === ownRegion && account === ownAccount ? name : arn;
}
