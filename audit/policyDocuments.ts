// Every policy document that a deployed stack holds, read back from AWS, so that what is judged is what AWS would judge by.
import { EventBridgeClient, DescribeEventBusCommand } from "@aws-sdk/client-eventbridge";
import { GetRoleCommand, GetRolePolicyCommand, IAMClient } from "@aws-sdk/client-iam";
import { GetKeyPolicyCommand, KMSClient } from "@aws-sdk/client-kms";
import { GetBucketPolicyCommand, S3Client } from "@aws-sdk/client-s3";
import { GetTopicAttributesCommand, SNSClient } from "@aws-sdk/client-sns";
import { GetQueueAttributesCommand, SQSClient } from "@aws-sdk/client-sqs";
import { titleOf, type DeployedResource } from "./deployedStack";

export interface PolicyDocument {
  /** Title of the resource that has it. */
  readonly name: string;
  readonly kind: PolicyKind;
  /** JSON. */
  readonly text: string;
}

export type PolicyKind = "resource" | "trust" | "role";

interface Reader {
  readonly kind: PolicyKind;
  /** @param id As the engine knows the resource. */
  readonly read: (id: string, region: string | undefined) => Promise<string | undefined>;
}

const READERS: Readonly<Record<string, Reader>> = {
  "aws:kms/key:Key": { kind: "resource", read: keyPolicy },
  "aws:s3/bucket:Bucket": { kind: "resource", read: bucketPolicy },
  "aws:sns/topic:Topic": { kind: "resource", read: topicPolicy },
  "aws:sqs/queue:Queue": { kind: "resource", read: queuePolicy },
  "aws:cloudwatch/eventBus:EventBus": { kind: "resource", read: busPolicy },
  "aws:iam/role:Role": { kind: "trust", read: trustPolicy },
  "aws:iam/rolePolicy:RolePolicy": { kind: "role", read: rolePolicy },
};

/** Types whose document is read with the resource that it belongs to. */
const READ_ELSEWHERE = [
  "aws:s3/bucketPolicy:BucketPolicy",
  "aws:sns/topicPolicy:TopicPolicy",
  "aws:sqs/queuePolicy:QueuePolicy",
  "aws:cloudwatch/eventBusPolicy:EventBusPolicy",
];

/** @throws Error when a resource has no document, or has one that nobody here would read. */
export async function readPolicyDocuments(
  resources: readonly DeployedResource[],
): Promise<readonly PolicyDocument[]> {
  refuseUnknown(resources);
  const documents: PolicyDocument[] = [];
  for (const resource of resources) {
    const reader = READERS[resource.type];
    if (reader === undefined) continue;
    const title = titleOf(resource);
    const text = await reader.read(resource.id, regionOf(resource));
    if (!text) throw new Error(`${title} has no policy document.`);
    documents.push({ name: title, kind: reader.kind, text });
  }
  return documents;
}

/** Undefined: the region of the stack. */
function regionOf({ inputs }: DeployedResource): string | undefined {
  const { region } = inputs;
  return typeof region === "string" ? region : undefined;
}

function refuseUnknown(resources: readonly DeployedResource[]): void {
  for (const { type, name, inputs } of resources) {
    if (type in READERS || READ_ELSEWHERE.includes(type)) continue;
    for (const [property, value] of Object.entries(inputs)) {
      if (typeof value === "string" && /"Statement"\s*:/.test(value)) {
        throw new Error(`${property} of ${type} ${name} is a policy document that is not read.`);
      }
    }
  }
}

async function keyPolicy(KeyId: string): Promise<string | undefined> {
  return (await new KMSClient().send(new GetKeyPolicyCommand({ KeyId }))).Policy;
}

async function bucketPolicy(Bucket: string): Promise<string | undefined> {
  return (await new S3Client().send(new GetBucketPolicyCommand({ Bucket }))).Policy;
}

async function topicPolicy(TopicArn: string): Promise<string | undefined> {
  const found = await new SNSClient().send(new GetTopicAttributesCommand({ TopicArn }));
  return found.Attributes?.["Policy"];
}

async function queuePolicy(
  QueueUrl: string,
  region: string | undefined,
): Promise<string | undefined> {
  const client = new SQSClient(region === undefined ? {} : { region });
  const found = await client.send(
    new GetQueueAttributesCommand({ QueueUrl, AttributeNames: ["Policy"] }),
  );
  return found.Attributes?.["Policy"];
}

async function busPolicy(Name: string): Promise<string | undefined> {
  return (await new EventBridgeClient().send(new DescribeEventBusCommand({ Name }))).Policy;
}

async function trustPolicy(RoleName: string): Promise<string | undefined> {
  const { Role } = await new IAMClient().send(new GetRoleCommand({ RoleName }));
  return decodeURIComponent(Role?.AssumeRolePolicyDocument ?? "");
}

async function rolePolicy(id: string): Promise<string | undefined> {
  const [RoleName, PolicyName] = id.split(":");
  const found = await new IAMClient().send(new GetRolePolicyCommand({ RoleName, PolicyName }));
  return decodeURIComponent(found.PolicyDocument ?? "");
}
