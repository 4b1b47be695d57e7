// The same for one property of one selector.
import * as aws from "@pulumi/aws";

export = () => {
  new aws.cloudtrail.Trail(
    "audit",
    {
      s3BucketName: "acme-audit-logs",
      isMultiRegionTrail: true,
      enableLogFileValidation: true,
      eventSelectors: [{ readWriteType: "All", excludeManagementEventSources: [] }],
    },
    { ignoreChanges: ["eventSelectors[0].excludeManagementEventSources"] },
  );
};
