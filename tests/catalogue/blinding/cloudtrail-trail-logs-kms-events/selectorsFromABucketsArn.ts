// The whole list follows from an output, so nobody knows it before deployment.
import * as aws from "@pulumi/aws";

export = () => {
  const bucket = new aws.s3.Bucket("documents");
  new aws.cloudtrail.Trail("audit", {
    s3BucketName: "acme-audit-logs",
    isMultiRegionTrail: true,
    enableLogFileValidation: true,
    eventSelectors: bucket.arn.apply((arn) => [
      {
        excludeManagementEventSources: ["kms.amazonaws.com"],
        dataResources: [{ type: "AWS::S3::Object", values: [`${arn}/`] }],
      },
    ]),
  });
};
