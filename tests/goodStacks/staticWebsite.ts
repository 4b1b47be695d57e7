// A website in a bucket that only CloudFront reads.
import { declared, policy } from "../declaredResource";

const BUCKET_ARN = "arn:aws:s3:::acme-website";

export const resources = [
  declared("aws:s3/bucket:Bucket", "website", { bucket: "acme-website", forceDestroy: true }),
  declared("aws:s3/bucketPublicAccessBlock:BucketPublicAccessBlock", "website", {
    bucket: "acme-website",
    blockPublicAcls: true,
    blockPublicPolicy: true,
    ignorePublicAcls: true,
    restrictPublicBuckets: true,
  }),
  declared("aws:cloudfront/originAccessControl:OriginAccessControl", "website", {
    originAccessControlOriginType: "s3",
    signingBehavior: "always",
    signingProtocol: "sigv4",
  }),
  declared("aws:s3/bucketPolicy:BucketPolicy", "website", {
    bucket: "acme-website",
    policy: policy({
      Effect: "Allow",
      Principal: { Service: "cloudfront.amazonaws.com" },
      Action: "s3:GetObject",
      Resource: `${BUCKET_ARN}/*`,
      Condition: {
        StringEquals: {
          "AWS:SourceArn": "arn:aws:cloudfront::111122223333:distribution/E1A2B3C4D5E6F7",
        },
      },
    }),
  }),
  declared("aws:cloudfront/distribution:Distribution", "website", { enabled: true }),
  declared("aws:s3/bucket:Bucket", "downloads", { bucket: "acme-downloads" }),
  declared("aws:s3/bucketPolicy:BucketPolicy", "downloads", {
    bucket: "acme-downloads",
    policy: policy({
      Effect: "Allow",
      Principal: "*",
      Action: "s3:GetObject",
      Resource: "arn:aws:s3:::acme-downloads/*",
    }),
  }),
];
