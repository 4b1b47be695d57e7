// The organization's trail, with its archive in the same stack, after the deployment: every name is known.
import { resource, documentOf } from "../../policies/testing/resource";

const TRAIL_ARN = "arn:aws:cloudtrail:us-east-1:111122223333:trail/organization";
const bucket = "acme-organization-trail";
const CLOUDTRAIL = { Service: "cloudtrail.amazonaws.com" };
const THE_TRAIL = { StringEquals: { "aws:SourceArn": TRAIL_ARN } };

export const resources = [
  resource("aws:s3/bucket:Bucket", "archive", { bucket, forceDestroy: false }, { protect: true }),
  resource("aws:s3/bucketPublicAccessBlock:BucketPublicAccessBlock", "archive", {
    bucket,
    blockPublicAcls: true,
    blockPublicPolicy: true,
    ignorePublicAcls: true,
    restrictPublicBuckets: true,
  }),
  resource("aws:s3/bucketVersioning:BucketVersioning", "archive", {
    bucket,
    versioningConfiguration: { status: "Enabled" },
  }),
  resource("aws:s3/bucketPolicy:BucketPolicy", "archive", {
    bucket,
    policy: documentOf(
      {
        Effect: "Allow",
        Principal: CLOUDTRAIL,
        Action: "s3:GetBucketAcl",
        Resource: `arn:aws:s3:::${bucket}`,
        Condition: THE_TRAIL,
      },
      {
        Effect: "Allow",
        Principal: CLOUDTRAIL,
        Action: "s3:PutObject",
        Resource: `arn:aws:s3:::${bucket}/AWSLogs/*`,
        Condition: THE_TRAIL,
      },
    ),
  }),
  resource("aws:cloudtrail/trail:Trail", "organization", {
    name: "organization",
    s3BucketName: bucket,
    isMultiRegionTrail: true,
    isOrganizationTrail: true,
    includeGlobalServiceEvents: true,
    enableLogging: true,
    enableLogFileValidation: true,
    kmsKeyId: "arn:aws:kms:us-east-1:111122223333:key/1234abcd-12ab-34cd-56ef-1234567890ab",
    cloudWatchLogsGroupArn: "arn:aws:logs:us-east-1:111122223333:log-group:organization:*",
    cloudWatchLogsRoleArn: "arn:aws:iam::111122223333:role/organization-trail",
    eventSelectors: [
      {
        readWriteType: "All",
        includeManagementEvents: true,
        excludeManagementEventSources: [],
        dataResources: [{ type: "AWS::S3::Object", values: ["arn:aws:s3"] }],
      },
    ],
  }),
];
