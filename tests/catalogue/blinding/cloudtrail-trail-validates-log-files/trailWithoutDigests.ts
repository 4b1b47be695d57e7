// A trail whose log files anybody with access to the bucket can change unnoticed.
import * as aws from "@pulumi/aws";

export = () => {
  new aws.cloudtrail.Trail("audit", {
    s3BucketName: "acme-audit-logs",
    isMultiRegionTrail: true,
    enableLogFileValidation: false,
  });
};
