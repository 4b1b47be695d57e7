// Roles of a build service: one that deploys an application, one that only reads, and a permissions boundary.
import { UNKNOWN } from "../../policies/rule";
import { resource, documentOf } from "../../policies/testing/resource";

const GITHUB = "token.actions.githubusercontent.com";
const trustGithub = (subject: string) =>
  documentOf({
    Effect: "Allow",
    Principal: { Federated: `arn:aws:iam::111122223333:oidc-provider/${GITHUB}` },
    Action: "sts:AssumeRoleWithWebIdentity",
    Condition: {
      StringEquals: { [`${GITHUB}:aud`]: "sts.amazonaws.com", [`${GITHUB}:sub`]: subject },
    },
  });

export const resources = [
  resource("aws:iam/openIdConnectProvider:OpenIdConnectProvider", "github", {
    url: `https://${GITHUB}`,
    clientIdLists: ["sts.amazonaws.com"],
  }),
  resource("aws:iam/role:Role", "deploy", {
    assumeRolePolicy: trustGithub("repo:acme/shop:environment:production"),
  }),
  resource("aws:iam/rolePolicy:RolePolicy", "deploy", {
    role: UNKNOWN,
    policy: documentOf(
      {
        Effect: "Allow",
        Action: ["ecs:UpdateService", "ecs:DescribeServices", "ecs:RegisterTaskDefinition"],
        Resource: "*",
      },
      {
        Effect: "Allow",
        Action: "iam:PassRole",
        Resource: "arn:aws:iam::111122223333:role/shop-*",
        Condition: { StringEquals: { "iam:PassedToService": "ecs-tasks.amazonaws.com" } },
      },
    ),
  }),
  resource("aws:iam/role:Role", "audit", {
    assumeRolePolicy: trustGithub("repo:acme/audit:ref:refs/heads/main"),
    managedPolicyArns: ["arn:aws:iam::aws:policy/SecurityAudit"],
  }),
  resource("aws:iam/policy:Policy", "read-trail", {
    policy: documentOf({
      Effect: "Allow",
      Action: ["cloudtrail:Get*", "cloudtrail:Describe*", "cloudtrail:LookupEvents"],
      Resource: "*",
    }),
  }),
  resource("aws:iam/policy:Policy", "no-tampering", {
    policy: documentOf({
      Effect: "Deny",
      Action: ["cloudtrail:StopLogging", "cloudtrail:DeleteTrail", "cloudtrail:PutEventSelectors"],
      Resource: "*",
    }),
  }),
];
