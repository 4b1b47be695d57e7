// Resources that the monitoring needs, which another account may delete or change.
import * as aws from "@pulumi/aws";

const STRANGER = "arn:aws:iam::999999999999:root";
const allowing = (Action: string, Resource: string, Principal: object | string) =>
  JSON.stringify({
    Version: "2012-10-17",
    Statement: [{ Effect: "Allow", Principal, Action, Resource }],
  });

export const family = {
  bucketOfAnotherAccount: () => {
    const bucket = "acme-audit-logs";
    const policy = allowing("s3:DeleteObject*", `arn:aws:s3:::${bucket}/*`, { AWS: STRANGER });
    new aws.s3.BucketPolicy("audit", { bucket, policy });
  },
  topicOfEverybody: () => {
    const arn = "arn:aws:sns:us-east-1:111122223333:alerts";
    new aws.sns.TopicPolicy("alerts", { arn, policy: allowing("sns:*", arn, "*") });
  },
};
