// A trail that leaves global services out, as guides once had it for all regions but one.
import * as aws from "@pulumi/aws";

export = () => {
  new aws.cloudtrail.Trail("audit", {
    s3BucketName: "acme-audit-logs",
    isMultiRegionTrail: true,
    includeGlobalServiceEvents: false,
    enableLogFileValidation: true,
  });
};
