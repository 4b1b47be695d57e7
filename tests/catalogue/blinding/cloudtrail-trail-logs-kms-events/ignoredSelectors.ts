// Right at first, but no later deployment takes back what somebody changes by hand.
import * as aws from "@pulumi/aws";

export = () => {
  new aws.cloudtrail.Trail(
    "audit",
    {
      s3BucketName: "acme-audit-logs",
      isMultiRegionTrail: true,
      enableLogFileValidation: true,
      eventSelectors: [{ readWriteType: "All", includeManagementEvents: true }],
    },
    { ignoreChanges: ["eventSelectors"] },
  );
};
