// The excluded source comes from an asynchronous function.
import * as aws from "@pulumi/aws";

const noisySource = () => Promise.resolve("kms.amazonaws.com");

export = () => {
  new aws.cloudtrail.Trail("audit", {
    s3BucketName: "acme-audit-logs",
    isMultiRegionTrail: true,
    enableLogFileValidation: true,
    eventSelectors: [{ excludeManagementEventSources: [noisySource()] }],
  });
};
