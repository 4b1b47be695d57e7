// A Kubernetes cluster with secrets under a key, its nodes, and a role for one service account.
import { UNKNOWN } from "../../policies/rule";
import { resource, documentOf, trust } from "../../policies/testing/resource";

const managed = (name: string) => `arn:aws:iam::aws:policy/${name}`;
const ISSUER = "oidc.eks.us-east-1.amazonaws.com/id/EXAMPLED539D4633E53DE1B71EXAMPLE";

export const resources = [
  resource(
    "aws:kms/key:Key",
    "secrets",
    { enableKeyRotation: true, deletionWindowInDays: 30 },
    { protect: true },
  ),
  resource("aws:iam/role:Role", "cluster", {
    assumeRolePolicy: trust("eks"),
    managedPolicyArns: [managed("AmazonEKSClusterPolicy")],
  }),
  resource("aws:iam/role:Role", "nodes", {
    assumeRolePolicy: trust("ec2"),
    managedPolicyArns: [
      managed("AmazonEKSWorkerNodePolicy"),
      managed("AmazonEKS_CNI_Policy"),
      managed("AmazonEC2ContainerRegistryReadOnly"),
    ],
  }),
  resource("aws:eks/cluster:Cluster", "main", {
    roleArn: UNKNOWN,
    encryptionConfig: { provider: { keyArn: UNKNOWN }, resources: ["secrets"] },
    enabledClusterLogTypes: ["audit", "authenticator"],
  }),
  resource("aws:eks/nodeGroup:NodeGroup", "main", { clusterName: UNKNOWN, nodeRoleArn: UNKNOWN }),
  resource("aws:iam/role:Role", "external-dns", {
    assumeRolePolicy: documentOf({
      Effect: "Allow",
      Principal: { Federated: `arn:aws:iam::111122223333:oidc-provider/${ISSUER}` },
      Action: "sts:AssumeRoleWithWebIdentity",
      Condition: { StringEquals: { [`${ISSUER}:sub`]: "system:serviceaccount:dns:external-dns" } },
    }),
  }),
  resource("aws:iam/rolePolicy:RolePolicy", "external-dns", {
    role: UNKNOWN,
    policy: documentOf({
      Effect: "Allow",
      Action: ["route53:ChangeResourceRecordSets", "route53:ListResourceRecordSets"],
      Resource: "arn:aws:route53:::hostedzone/*",
    }),
  }),
];
