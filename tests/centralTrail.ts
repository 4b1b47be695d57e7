// The trail `central` that another team made, for stacks that use an existing one.
import {
  CloudTrailClient,
  CreateTrailCommand,
  PutEventSelectorsCommand,
  StartLoggingCommand,
} from "@aws-sdk/client-cloudtrail";
import { CloudWatchLogsClient, CreateLogGroupCommand } from "@aws-sdk/client-cloudwatch-logs";
import { CreateRoleCommand, IAMClient, PutRolePolicyCommand } from "@aws-sdk/client-iam";
import { CreateBucketCommand, PutBucketPolicyCommand, S3Client } from "@aws-sdk/client-s3";

const ACCOUNT = "111122223333";

/** Multi-region, validated, logging everything to a bucket and a log group of its own. */
export async function makeCentralTrail(region: string): Promise<void> {
  const s3 = new S3Client({ region, forcePathStyle: true });
  await s3.send(new CreateBucketCommand({ Bucket: "central-bucket" }));
  const principal = { Effect: "Allow", Principal: { Service: "cloudtrail.amazonaws.com" } };
  const bucket = "arn:aws:s3:::central-bucket";
  const Statement = [
    { ...principal, Action: "s3:GetBucketAcl", Resource: bucket },
    { ...principal, Action: "s3:PutObject", Resource: `${bucket}/AWSLogs/${ACCOUNT}/*` },
  ];
  const Policy = JSON.stringify({ Version: "2012-10-17", Statement });
  await s3.send(new PutBucketPolicyCommand({ Bucket: "central-bucket", Policy }));
  await new CloudWatchLogsClient({ region }).send(
    new CreateLogGroupCommand({ logGroupName: "central-logs" }),
  );
  const trust = JSON.stringify({
    Version: "2012-10-17",
    Statement: [{ ...principal, Action: "sts:AssumeRole" }],
  });
  const rights = JSON.stringify({
    Version: "2012-10-17",
    Statement: [
      {
        Effect: "Allow",
        Action: ["logs:CreateLogStream", "logs:PutLogEvents"],
        Resource: `arn:aws:logs:${region}:${ACCOUNT}:log-group:central-logs:log-stream:*`,
      },
    ],
  });
  const iam = new IAMClient({ region });
  const RoleName = "central-delivery";
  const { Role } = await iam.send(
    new CreateRoleCommand({ RoleName, AssumeRolePolicyDocument: trust }),
  );
  await iam.send(
    new PutRolePolicyCommand({ RoleName, PolicyName: RoleName, PolicyDocument: rights }),
  );
  const cloudtrail = new CloudTrailClient({ region });
  await cloudtrail.send(
    new CreateTrailCommand({
      Name: "central",
      S3BucketName: "central-bucket",
      IsMultiRegionTrail: true,
      EnableLogFileValidation: true,
      CloudWatchLogsLogGroupArn: `arn:aws:logs:${region}:${ACCOUNT}:log-group:central-logs:*`,
      CloudWatchLogsRoleArn: Role?.Arn,
    }),
  );
  await cloudtrail.send(new StartLoggingCommand({ Name: "central" }));
}

/** Excludes the events of these services from it. */
export async function excludeFromCentralTrail(
  region: string,
  ExcludeManagementEventSources: string[],
): Promise<void> {
  const selector = { ReadWriteType: "All" as const, IncludeManagementEvents: true };
  await new CloudTrailClient({ region }).send(
    new PutEventSelectorsCommand({
      TrailName: "central",
      EventSelectors: [{ ...selector, ExcludeManagementEventSources }],
    }),
  );
}
