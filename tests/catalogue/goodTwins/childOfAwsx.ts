// What awsx.cloudtrail.Trail registers: a component with the real trail as its child.
import * as aws from "@pulumi/aws";
import * as pulumi from "@pulumi/pulumi";

class AwsxTrail extends pulumi.ComponentResource {
  constructor(name: string, args: aws.cloudtrail.TrailArgs) {
    super("awsx:cloudtrail:Trail", name);
    new aws.cloudtrail.Trail(name, { enableLogFileValidation: true, ...args }, { parent: this });
  }
}

export = () => {
  new AwsxTrail("audit", { s3BucketName: "acme-audit-logs", isMultiRegionTrail: true });
};
