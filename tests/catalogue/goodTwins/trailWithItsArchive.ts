// The trail of a guide: bucket, key, log group and role are of the same stack, so most of its properties are not known at preview.
import * as aws from "@pulumi/aws";
import * as pulumi from "@pulumi/pulumi";

export = () => {
  const bucket = new aws.s3.Bucket("logs");
  new aws.s3.BucketPublicAccessBlock("logs", {
    bucket: bucket.bucket,
    blockPublicAcls: true,
    blockPublicPolicy: true,
    ignorePublicAcls: true,
    restrictPublicBuckets: true,
  });
  new aws.s3.BucketVersioning("logs", {
    bucket: bucket.bucket,
    versioningConfiguration: { status: "Enabled" },
  });
  const key = new aws.kms.Key("logs", { enableKeyRotation: true });
  const group = new aws.cloudwatch.LogGroup("audit", { retentionInDays: 365 });
  const role = new aws.iam.Role("delivery", {
    assumeRolePolicy: aws.iam.assumeRolePolicyForPrincipal({ Service: "cloudtrail.amazonaws.com" }),
  });
  new aws.cloudtrail.Trail("audit", {
    s3BucketName: bucket.bucket,
    kmsKeyId: key.arn,
    cloudWatchLogsGroupArn: pulumi.interpolate`${group.arn}:*`,
    cloudWatchLogsRoleArn: role.arn,
    isMultiRegionTrail: true,
    enableLogFileValidation: true,
  });
};
