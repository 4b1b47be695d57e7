// A website in a bucket that only CloudFront reads.
import { resource, documentOf } from "../../policies/testing/resource";

const BUCKET_ARN = "arn:aws:s3:::acme-website";

export const resources = [
  resource("aws:s3/bucket:Bucket", "website", { bucket: "acme-website", forceDestroy: true }),
  resource("aws:s3/bucketPublicAccessBlock:BucketPublicAccessBlock", "website", {
    bucket: "acme-website",
    blockPublicAcls: true,
    blockPublicPolicy: true,
    ignorePublicAcls: true,
    restrictPublicBuckets: true,
  }),
  resource("aws:cloudfront/originAccessControl:OriginAccessControl", "website", {
    originAccessControlOriginType: "s3",
    signingBehavior: "always",
    signingProtocol: "sigv4",
  }),
  resource("aws:s3/bucketPolicy:BucketPolicy", "website", {
    bucket: "acme-website",
    policy: documentOf({
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
  resource("aws:cloudfront/distribution:Distribution", "website", { enabled: true }),
  resource("aws:s3/bucket:Bucket", "downloads", { bucket: "acme-downloads" }),
  resource("aws:s3/bucketPolicy:BucketPolicy", "downloads", {
    bucket: "acme-downloads",
    policy: documentOf({
      Effect: "Allow",
      Principal: "*",
      Action: "s3:GetObject",
      Resource: "arn:aws:s3:::acme-downloads/*",
    }),
  }),
];
