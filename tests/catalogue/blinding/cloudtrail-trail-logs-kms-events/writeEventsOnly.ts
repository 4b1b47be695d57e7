// Reads are left out, and Decrypt is a read.
import * as aws from "@pulumi/aws";

export = () => {
  new aws.cloudtrail.Trail("audit", {
    s3BucketName: "acme-audit-logs",
    isMultiRegionTrail: true,
    enableLogFileValidation: true,
    eventSelectors: [{ readWriteType: "WriteOnly", includeManagementEvents: true }],
  });
};
