// Both kinds of transform, of the whole stack, which add tags to every trail.
import * as aws from "@pulumi/aws";
import * as pulumi from "@pulumi/pulumi";

export = () => {
  pulumi.runtime.registerResourceTransform(({ props, opts }) => ({
    props: { ...props, tags: { team: "audit" } },
    opts,
  }));
  pulumi.runtime.registerStackTransformation(({ props, opts }) => ({
    props: { ...(props as object), includeGlobalServiceEvents: true },
    opts,
  }));
  new aws.cloudtrail.Trail("audit", {
    s3BucketName: "acme-audit-logs",
    isMultiRegionTrail: true,
    enableLogFileValidation: true,
  });
};
