// A transform among the trail's own options adds the exclusion.
import * as aws from "@pulumi/aws";

const eventSelectors = [{ excludeManagementEventSources: ["kms.amazonaws.com"] }];

export = () => {
  new aws.cloudtrail.Trail(
    "audit",
    { s3BucketName: "acme-audit-logs", isMultiRegionTrail: true, enableLogFileValidation: true },
    { transforms: [({ props, opts }) => ({ props: { ...props, eventSelectors }, opts })] },
  );
};
