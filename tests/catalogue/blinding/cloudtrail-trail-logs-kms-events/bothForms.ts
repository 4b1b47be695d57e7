// Both forms of selectors, of which CloudTrail accepts only one.
import * as aws from "@pulumi/aws";

export = () => {
  new aws.cloudtrail.Trail("audit", {
    s3BucketName: "acme-audit-logs",
    isMultiRegionTrail: true,
    enableLogFileValidation: true,
    eventSelectors: [{ readWriteType: "All", includeManagementEvents: true }],
    advancedEventSelectors: [
      { fieldSelectors: [{ field: "eventCategory", equals: ["Management"] }] },
    ],
  });
};
