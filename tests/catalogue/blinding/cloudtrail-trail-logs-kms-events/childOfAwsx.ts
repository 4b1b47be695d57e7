// What awsx.cloudtrail.Trail registers: a component with the real trail as its child.
import * as aws from "@pulumi/aws";
import * as pulumi from "@pulumi/pulumi";

class AwsxTrail extends pulumi.ComponentResource {
  constructor(name: string, args: Partial<aws.cloudtrail.TrailArgs>) {
    super("awsx:cloudtrail:Trail", name);
    const own = { s3BucketName: "acme-audit-logs", enableLogFileValidation: true };
    new aws.cloudtrail.Trail(name, { ...own, ...args }, { parent: this });
  }
}

export = () => {
  new AwsxTrail("audit", {
    isMultiRegionTrail: true,
    eventSelectors: [{ excludeManagementEventSources: ["kms.amazonaws.com"] }],
  });
};
