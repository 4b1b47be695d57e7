// A trail that records S3's objects, and leaves out what somebody found too many: the events of KMS.
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
        dataResources: [{ type: "AWS::S3::Object", values: ["arn:aws:s3:::orders/"] }],
      },
    ],
  });
};
