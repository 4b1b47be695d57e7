// The organization's trail, with its archive in the same stack, after the deployment: every name is known.
import { declared, policy } from "../declaredResource";

const TRAIL_ARN = "arn:aws:cloudtrail:us-east-1:111122223333:trail/organization";
const bucket = "acme-organization-trail";
const CLOUDTRAIL = { Service: "cloudtrail.amazonaws.com" };
const THE_TRAIL = { StringEquals: { "aws:SourceArn": TRAIL_ARN } };

export const resources = [
  declared("aws:s3/bucket:Bucket", "archive", { bucket, forceDestroy: false }, { protect: true }),
  declared("aws:s3/bucketPublicAccessBlock:BucketPublicAccessBlock", "archive", {
    bucket,
    blockPublicAcls: true,
    blockPublicPolicy: true,
    ignorePublicAcls: true,
    restrictPublicBuckets: true,
  }),
  declared("aws:s3/bucketVersioning:BucketVersioning", "archive", {
    bucket,
    versioningConfiguration: { status: "Enabled" },
  }),
  declared("aws:s3/bucketPolicy:BucketPolicy", "archive", {
    bucket,
    policy: policy(
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
  declared("aws:cloudtrail/trail:Trail", "organization", {
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
