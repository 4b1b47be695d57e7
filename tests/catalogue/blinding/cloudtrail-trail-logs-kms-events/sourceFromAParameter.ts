// One source in a nested list is the output of another resource.
import * as aws from "@pulumi/aws";

export = () => {
  const noisy = new aws.ssm.Parameter("noisy-source", { type: "String" });
  new aws.cloudtrail.Trail("audit", {
    s3BucketName: "acme-audit-logs",
    isMultiRegionTrail: true,
    enableLogFileValidation: true,
    eventSelectors: [{ excludeManagementEventSources: ["rdsdata.amazonaws.com", noisy.value] }],
  });
};
