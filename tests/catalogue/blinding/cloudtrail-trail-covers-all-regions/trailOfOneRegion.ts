// A trail as the SDK makes it by default: it sees one region.
import * as aws from "@pulumi/aws";

export = () => {
  new aws.cloudtrail.Trail("audit", {
    s3BucketName: "acme-audit-logs",
    enableLogFileValidation: true,
  });
};
