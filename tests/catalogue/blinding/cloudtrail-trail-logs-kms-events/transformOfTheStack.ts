// A transform of the whole stack adds the exclusion to one trail.
import * as aws from "@pulumi/aws";
import * as pulumi from "@pulumi/pulumi";

export = () => {
  pulumi.runtime.registerResourceTransform(({ type, name, props, opts }) => {
    if (type !== "aws:cloudtrail/trail:Trail" || name !== "organization") return undefined;
    const eventSelectors = [{ excludeManagementEventSources: ["kms.amazonaws.com"] }];
    return { props: { ...props, eventSelectors }, opts };
  });
  new aws.cloudtrail.Trail("organization", {
    s3BucketName: "acme-audit-logs",
    isMultiRegionTrail: true,
    enableLogFileValidation: true,
  });
};
