// KMS events are many and cost money, so somebody left them out.
import * as aws from "@pulumi/aws";

export = () => {
  new aws.cloudtrail.Trail("audit", {
    s3BucketName: "acme-audit-logs",
    isMultiRegionTrail: true,
    enableLogFileValidation: true,
    eventSelectors: [
      {
        readWriteType: "All",
        includeManagementEvents: true,
        excludeManagementEventSources: ["kms.amazonaws.com", "rdsdata.amazonaws.com"],
      },
    ],
  });
};
