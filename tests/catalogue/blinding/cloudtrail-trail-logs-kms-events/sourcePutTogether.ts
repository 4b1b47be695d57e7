// No text of the program says "kms.amazonaws.com".
import * as aws from "@pulumi/aws";
import * as pulumi from "@pulumi/pulumi";

export = () => {
  const domain = pulumi.output("amazonaws.com");
  const source = pulumi.all(["kms", domain]).apply((parts) => parts.join("."));
  new aws.cloudtrail.Trail("audit", {
    s3BucketName: "acme-audit-logs",
    isMultiRegionTrail: true,
    enableLogFileValidation: true,
    eventSelectors: [{ excludeManagementEventSources: [source] }],
  });
};
