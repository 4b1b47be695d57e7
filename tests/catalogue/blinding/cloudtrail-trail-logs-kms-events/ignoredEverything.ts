// Nothing of the trail is ever changed again.
import * as aws from "@pulumi/aws";

export = () => {
  new aws.cloudtrail.Trail(
    "audit",
    { s3BucketName: "acme-audit-logs", isMultiRegionTrail: true, enableLogFileValidation: true },
    { ignoreChanges: ["*"] },
  );
};
