import { oneByOne, ACCOUNT, arn, KEY_ARN, OTHER_TAGS, TAGS, type Samples } from "./sample";

// Samples of the resource types of CloudTrail.

export const cloudTrail: Samples = {
  "aws:cloudtrail/trail:Trail": {
    inputs: {
      name: "sample-trail",
      s3BucketName: "sample-trail",
      cloudWatchLogsGroupArn: `${arn("logs", "log-group:sample-trail")}:*`,
      cloudWatchLogsRoleArn: `arn:aws:iam::${ACCOUNT}:role/sample-trail`,
      tags: TAGS,
    },
    updates: [
      ...oneByOne({
        s3BucketName: "sample-other-trail",
        s3KeyPrefix: "prefix",
        isMultiRegionTrail: true,
        includeGlobalServiceEvents: false,
        enableLogFileValidation: true,
        enableLogging: false,
        isOrganizationTrail: true,
        kmsKeyId: KEY_ARN,
        cloudWatchLogsGroupArn: `${arn("logs", "log-group:sample-other-trail")}:*`,
        cloudWatchLogsRoleArn: `arn:aws:iam::${ACCOUNT}:role/sample-other-trail`,
        snsTopicName: "sample-trail",
        insightSelectors: [{ insightType: "ApiCallRateInsight" }],
        tags: OTHER_TAGS,
        eventSelectors: [
          { readWriteType: "WriteOnly", excludeManagementEventSources: ["kms.amazonaws.com"] },
        ],
      }),
      {
        eventSelectors: undefined,
        advancedEventSelectors: [
          { name: "all", fieldSelectors: [{ field: "eventCategory", equals: ["Management"] }] },
          {
            name: "network",
            fieldSelectors: [
              { field: "eventCategory", equals: ["NetworkActivity"] },
              { field: "eventSource", equals: ["kms.amazonaws.com"] },
              { field: "errorCode", equals: ["VpceAccessDenied"] },
            ],
          },
          {
            name: "objects",
            fieldSelectors: [
              { field: "eventCategory", equals: ["Data"] },
              { field: "resources.type", equals: ["AWS::S3::Object"] },
              { field: "resources.ARN", notStartsWiths: ["arn:aws:s3:::sample-bucket/"] },
            ],
          },
        ],
      },
      {
        eventSelectors: [{ readWriteType: "ReadOnly", includeManagementEvents: false }],
        advancedEventSelectors: undefined,
      },
    ],
  },
};
