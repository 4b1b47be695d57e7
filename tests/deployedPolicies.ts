// The program deployed in each of its modes, with every setting that adds a statement to a policy, and what AWS then holds.
import assert from "node:assert/strict";
import { readFileSync, writeFileSync } from "node:fs";
import path from "node:path";
import {
  CloudTrailClient,
  CreateTrailCommand,
  StartLoggingCommand,
} from "@aws-sdk/client-cloudtrail";
import { CloudWatchLogsClient, CreateLogGroupCommand } from "@aws-sdk/client-cloudwatch-logs";
import { DescribeOrganizationCommand, OrganizationsClient } from "@aws-sdk/client-organizations";
import { CreateBucketCommand, PutBucketPolicyCommand, S3Client } from "@aws-sdk/client-s3";
import { parse, stringify } from "yaml";
import { deployedResources } from "../audit/deployedStack";
import { readPolicyDocuments } from "../audit/policyDocuments";
import type { EmbeddedAws } from "./embeddedAws";
import type { Document, Statement } from "./judge";
import { ACCOUNT, ORGANIZATION, RANDOM, READER, type Mode } from "./policyCalls";

export interface Policy {
  /** Type and logical name of the resource that has it. */
  readonly name: string;
  readonly document: Document;
}

const STACK = ["--stack", "local"];
const EXISTING = "everything";

const ADMIT_TRAIL = {
  Version: "2012-10-17",
  Statement: [
    {
      Effect: "Allow",
      Principal: { Service: "cloudtrail.amazonaws.com" },
      Action: ["s3:GetBucketAcl", "s3:PutObject"],
      Resource: [`arn:aws:s3:::${EXISTING}`, `arn:aws:s3:::${EXISTING}/*`],
    },
  ],
};

/** Deploys over what is there, so that a later mode is a change of mode. */
export async function policiesOf(aws: EmbeddedAws, mode: Mode): Promise<readonly Policy[]> {
  const { Organization } = await new OrganizationsClient().send(new DescribeOrganizationCommand());
  const organizationId = Organization?.Id ?? "";
  if (mode === "existing") await createTrail();
  const config = configWith(aws, {
    "kms-monitoring:trail": settingsOf(mode, organizationId),
    "kms-monitoring:archive": { readers: [READER, organizationId] },
  });
  await succeed(aws, ["up", "--yes", "--skip-preview", ...STACK, "--config-file", config]);
  const exported = deployedResources(await succeed(aws, ["stack", "export", ...STACK]));
  const documents = await readPolicyDocuments(exported);
  return documents.map(({ name, text }) => {
    const alike = text
      .replaceAll(/(kms-monitoring-[a-z-]+)-[0-9a-f]{7}\b/g, `$1-${RANDOM}`)
      .replaceAll(organizationId, ORGANIZATION);
    return { name, document: withSids(JSON.parse(alike) as Document) };
  });
}

function settingsOf(mode: Mode, organizationId: string): object {
  switch (mode) {
    case "create":
      return { mode, notifyLogDelivery: true };
    case "organization":
      return { mode, organizationId, notifyLogDelivery: true };
    case "existing":
      return { mode, existingName: EXISTING };
  }
}

/** A trail that was there before the stack. */
async function createTrail(): Promise<void> {
  const logGroupName = "/everything";
  await new CloudWatchLogsClient().send(new CreateLogGroupCommand({ logGroupName }));
  const s3 = new S3Client();
  await s3.send(new CreateBucketCommand({ Bucket: EXISTING }));
  await s3.send(
    new PutBucketPolicyCommand({ Bucket: EXISTING, Policy: JSON.stringify(ADMIT_TRAIL) }),
  );
  const cloudTrail = new CloudTrailClient();
  await cloudTrail.send(
    new CreateTrailCommand({
      Name: EXISTING,
      S3BucketName: EXISTING,
      IsMultiRegionTrail: true,
      EnableLogFileValidation: true,
      CloudWatchLogsLogGroupArn: `arn:aws:logs:us-east-1:${ACCOUNT}:log-group:${logGroupName}:*`,
      CloudWatchLogsRoleArn: `arn:aws:iam::${ACCOUNT}:role/everything`,
    }),
  );
  await cloudTrail.send(new StartLoggingCommand({ Name: EXISTING }));
}

function configWith(aws: EmbeddedAws, settings: object): string {
  const file = path.join(aws.session.aws.stateDirectory, "Pulumi.other.yaml");
  const local = parse(readFileSync("Pulumi.local.yaml", "utf8")) as { config: object };
  writeFileSync(file, stringify({ ...local, config: { ...local.config, ...settings } }));
  return file;
}

/** Runs the engine and expects success; what it printed. */
async function succeed(aws: EmbeddedAws, args: readonly string[]): Promise<string> {
  const { code, stdout, stderr } = await aws.pulumi(args);
  assert.equal(code, 0, stdout + stderr);
  return stdout;
}

/** A statement without a Sid is known by its place, from 1. */
function withSids({ Statement }: Document): Document {
  return {
    Statement: Statement.map((statement, index): Statement => {
      return { ...statement, Sid: statement.Sid || String(index + 1) };
    }),
  };
}
