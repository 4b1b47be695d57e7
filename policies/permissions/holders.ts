import { SECRET, UNKNOWN, type Resource } from "../rule";
import { isRecord } from "../values";

// Where resources have policy documents, policies of AWS, and the principals that get them: paths of properties, in which
// `[]` stands for every item of a list.

export interface Holder {
  readonly documents?: readonly string[];
  /** ARNs of managed policies. */
  readonly attached?: readonly string[];
  /** Names or ARNs of the users, groups, roles or permission sets. */
  readonly principals?: readonly string[];
  /** Names of the policy, beside the resource's own. */
  readonly names?: readonly string[];
}

const POLICY = ["policy"];
const DOCUMENT = ["policyDocument"];
const ARNS = ["managedPolicyArns[]"];
const INLINE = ["policies[].policyDocument"];

/** Resources that give permissions to users, groups, roles and permission sets. */
export const IDENTITY_POLICIES: Readonly<Record<string, Holder>> = {
  "aws:iam/policy:Policy": { documents: POLICY, names: ["name"] },
  "aws:iam/rolePolicy:RolePolicy": { documents: POLICY, names: ["name"], principals: ["role"] },
  "aws:iam/userPolicy:UserPolicy": { documents: POLICY, names: ["name"], principals: ["user"] },
  "aws:iam/groupPolicy:GroupPolicy": { documents: POLICY, names: ["name"], principals: ["group"] },
  "aws:iam/role:Role": {
    documents: ["inlinePolicies[].policy"],
    attached: ARNS,
    principals: ["name"],
  },
  "aws:iam/policyAttachment:PolicyAttachment": {
    attached: ["policyArn"],
    principals: ["roles[]", "users[]", "groups[]"],
  },
  "aws:iam/rolePolicyAttachment:RolePolicyAttachment": {
    attached: ["policyArn"],
    principals: ["role"],
  },
  "aws:iam/userPolicyAttachment:UserPolicyAttachment": {
    attached: ["policyArn"],
    principals: ["user"],
  },
  "aws:iam/groupPolicyAttachment:GroupPolicyAttachment": {
    attached: ["policyArn"],
    principals: ["group"],
  },
  "aws:iam/rolePolicyAttachmentsExclusive:RolePolicyAttachmentsExclusive": {
    attached: ["policyArns[]"],
    principals: ["roleName"],
  },
  "aws:iam/userPolicyAttachmentsExclusive:UserPolicyAttachmentsExclusive": {
    attached: ["policyArns[]"],
    principals: ["userName"],
  },
  "aws:iam/groupPolicyAttachmentsExclusive:GroupPolicyAttachmentsExclusive": {
    attached: ["policyArns[]"],
    principals: ["groupName"],
  },
  "aws:ssoadmin/permissionSetInlinePolicy:PermissionSetInlinePolicy": {
    documents: ["inlinePolicy"],
    principals: ["permissionSetArn"],
  },
  "aws:ssoadmin/managedPolicyAttachment:ManagedPolicyAttachment": {
    attached: ["managedPolicyArn"],
    principals: ["permissionSetArn"],
  },
  "aws:ssoadmin/managedPolicyAttachmentsExclusive:ManagedPolicyAttachmentsExclusive": {
    attached: ARNS,
    principals: ["permissionSetArn"],
  },
  "aws-native:iam:ManagedPolicy": { documents: DOCUMENT, names: ["managedPolicyName"] },
  "aws-native:iam:RolePolicy": {
    documents: DOCUMENT,
    names: ["policyName"],
    principals: ["roleName"],
  },
  "aws-native:iam:UserPolicy": {
    documents: DOCUMENT,
    names: ["policyName"],
    principals: ["userName"],
  },
  "aws-native:iam:GroupPolicy": {
    documents: DOCUMENT,
    names: ["policyName"],
    principals: ["groupName"],
  },
  "aws-native:iam:Role": { documents: INLINE, attached: ARNS, principals: ["roleName"] },
  "aws-native:iam:User": { documents: INLINE, attached: ARNS, principals: ["userName"] },
  "aws-native:iam:Group": { documents: INLINE, attached: ARNS, principals: ["groupName"] },
  "aws-native:sso:PermissionSet": {
    documents: ["inlinePolicy"],
    attached: ["managedPolicies[]"],
    principals: ["name"],
  },
};

/** Resources that admit callers to themselves, without keys. `aws:cloudtrail` has none. */
export const RESOURCE_POLICIES: Readonly<Record<string, Holder>> = {
  "aws:s3/bucketPolicy:BucketPolicy": { documents: POLICY },
  "aws:s3/bucket:Bucket": { documents: POLICY },
  "aws:s3/bucketV2:BucketV2": { documents: POLICY },
  "aws:sns/topicPolicy:TopicPolicy": { documents: POLICY },
  "aws:sns/topic:Topic": { documents: POLICY },
  "aws:sqs/queuePolicy:QueuePolicy": { documents: POLICY },
  "aws:sqs/queue:Queue": { documents: POLICY },
  "aws:cloudwatch/eventBusPolicy:EventBusPolicy": { documents: POLICY },
  "aws:cloudwatch/logResourcePolicy:LogResourcePolicy": { documents: DOCUMENT },
  "aws-native:s3:BucketPolicy": { documents: DOCUMENT },
  "aws-native:sns:TopicPolicy": { documents: DOCUMENT },
  "aws-native:sns:TopicInlinePolicy": { documents: DOCUMENT },
  "aws-native:sqs:QueuePolicy": { documents: DOCUMENT },
  "aws-native:sqs:QueueInlinePolicy": { documents: DOCUMENT },
  "aws-native:events:EventBus": { documents: POLICY },
  "aws-native:logs:ResourcePolicy": { documents: DOCUMENT },
  "aws-native:cloudtrail:ResourcePolicy": { documents: ["resourcePolicy"] },
};

export const KEY_POLICIES: Readonly<Record<string, Holder>> = {
  "aws:kms/key:Key": { documents: POLICY },
  "aws:kms/externalKey:ExternalKey": { documents: POLICY },
  "aws:kms/replicaKey:ReplicaKey": { documents: POLICY },
  "aws:kms/replicaExternalKey:ReplicaExternalKey": { documents: POLICY },
  "aws:kms/keyPolicy:KeyPolicy": { documents: POLICY },
  "aws-native:kms:Key": { documents: ["keyPolicy"] },
  "aws-native:kms:ReplicaKey": { documents: ["keyPolicy"] },
};

export interface Held {
  readonly path: string;
  readonly value: unknown;
}

/** What stands at a path; a list or object on the way that is unknown, a secret or wrong stands for what is in it. */
export function heldAt({ props }: Resource, path: string): readonly Held[] {
  const steps = path
    .split(".")
    .flatMap((step) => (step.endsWith("[]") ? [step.slice(0, -2), "[]"] : [step]));
  return steps
    .reduce<readonly Held[]>(
      (held, step) => held.flatMap((each) => next(each, step)),
      [{ path: "", value: props }],
    )
    .filter(({ value }) => value !== undefined && value !== null);
}

function next({ path, value }: Held, step: string): readonly Held[] {
  if (value === UNKNOWN || value === SECRET) return [{ path, value }];
  if (step !== "[]") {
    return isRecord(value)
      ? [{ path: path === "" ? step : `${path}.${step}`, value: value[step] }]
      : [{ path, value }];
  }
  return Array.isArray(value)
    ? value.map((item: unknown, index) => ({ path: `${path}[${index}]`, value: item }))
    : [{ path, value }];
}
