// A trail for S3 objects, without management events.
import * as aws from "@pulumi/aws";

export = () => {
  new aws.cloudtrail.Trail("objects", {
    s3BucketName: "acme-audit-logs",
    isMultiRegionTrail: true,
    enableLogFileValidation: true,
    eventSelectors: [
      {
        readWriteType: "All",
        includeManagementEvents: false,
        dataResources: [{ type: "AWS::S3::Object", values: ["arn:aws:s3"] }],
      },
    ],
  });
};
