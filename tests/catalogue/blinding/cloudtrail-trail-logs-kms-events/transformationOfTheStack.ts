// The older kind of transform, which runs before the resource is registered.
import * as aws from "@pulumi/aws";
import * as pulumi from "@pulumi/pulumi";

export = () => {
  pulumi.runtime.registerStackTransformation(({ type, props, opts }) => {
    if (type !== "aws:cloudtrail/trail:Trail") return undefined;
    const eventSelectors = [{ readWriteType: "WriteOnly" }];
    return { props: { ...(props as object), eventSelectors }, opts };
  });
  new aws.cloudtrail.Trail("audit", {
    s3BucketName: "acme-audit-logs",
    isMultiRegionTrail: true,
    enableLogFileValidation: true,
  });
};
