import assert from "node:assert/strict";
import { resourcesWith } from "../../tests/mockedProgram";
import type { Resource, ResourceRule } from "../rule";
import { iamAttachmentNoTrailTampering } from "../rules/iamAttachmentNoTrailTampering";
import { iamPolicyNoTrailTampering } from "../rules/iamPolicyNoTrailTampering";
import { kmsKeyDeletionWindow } from "../rules/kmsKeyDeletionWindow";
import { kmsKeyIsProtected } from "../rules/kmsKeyIsProtected";
import { kmsKeyPolicyNotPublic } from "../rules/kmsKeyPolicyNotPublic";
import { kmsKeyRotationEnabled } from "../rules/kmsKeyRotationEnabled";
import { resourcePolicyNoForeignTampering } from "../rules/resourcePolicyNoForeignTampering";
import { documentOf } from "../testing/resource";
import { saidOf } from "../testing/said";

// No false alarm: policies as people and AWS's guides write them, and all that this project deploys.

const ACCOUNT = "111122223333";
const allow = (Action: unknown, Resource: unknown = "*", rest: object = {}): object => ({
  Effect: "Allow",
  Action,
  Resource,
  ...rest,
});

const IDENTITY: Readonly<Record<string, readonly object[]>> = {
  "reads of everything": [
    allow(["a4b:Get*", "cloudtrail:Describe*", "cloudtrail:Get*", "cloudtrail:List*"]),
    allow([
      "cloudtrail:LookupEvents",
      "config:Describe*",
      "config:SelectResourceConfig",
      "kms:List*",
    ]),
  ],
  "logs of a Lambda function": [
    allow("logs:CreateLogGroup", `arn:aws:logs:eu-west-1:${ACCOUNT}:*`),
    allow(
      ["logs:CreateLogStream", "logs:PutLogEvents"],
      [`arn:aws:logs:eu-west-1:${ACCOUNT}:log-group:/aws/lambda/app:*`],
    ),
  ],
  "a Lambda function with wide hands": [allow(["logs:*", "cloudwatch:*", "s3:*", "sns:Publish"])],
  "flow logs": [
    allow([
      "logs:CreateLogGroup",
      "logs:PutLogEvents",
      "logs:DescribeLogGroups",
      "logs:CreateLogStream",
    ]),
  ],
  "an ECS task": [
    allow(["ecr:GetAuthorizationToken", "ecr:BatchGetImage", "logs:PutLogEvents"]),
    allow("kms:Decrypt", `arn:aws:kms:eu-west-1:${ACCOUNT}:key/*`),
    allow("ssm:GetParameters", "arn:aws:ssm:*:*:parameter/${aws:PrincipalTag/app}/*"),
  ],
  "Step Functions that run tasks": [
    allow(
      ["events:PutTargets", "events:PutRule", "events:DescribeRule"],
      [`arn:aws:events:eu-west-1:${ACCOUNT}:rule/StepFunctionsGetEventsForECSTaskRule`],
    ),
  ],
  autoscaling: [
    allow(["cloudwatch:PutMetricAlarm", "cloudwatch:DeleteAlarms", "ecs:UpdateService"]),
  ],
  "a deployment of an application": [
    allow(["cloudformation:*", "lambda:*", "apigateway:*", "dynamodb:*", "events:*", "sqs:*"]),
    allow(
      ["iam:PassRole", "iam:CreateRole", "iam:PutRolePolicy"],
      `arn:aws:iam::${ACCOUNT}:role/app-*`,
    ),
    allow("*", ["arn:aws:s3:::app-artifacts", "arn:aws:s3:::app-artifacts/*"]),
  ],
  "who runs queries on CloudTrail Lake": [
    allow([
      "cloudtrail:StartQuery",
      "cloudtrail:GetQueryResults",
      "cloudtrail:ListEventDataStores",
    ]),
  ],
  "a user who manages the own password": [
    allow(["iam:ChangePassword", "iam:*AccessKey*"], `arn:aws:iam::*:user/\${aws:username}`),
    {
      Effect: "Deny",
      NotAction: "iam:*",
      Resource: "*",
      Condition: { BoolIfExists: { "aws:MultiFactorAuthPresent": "false" } },
    },
  ],
  "a developer who may all but touch the logs": [
    {
      Effect: "Allow",
      NotAction: ["iam:*", "organizations:*", "cloudtrail:*", "config:*"],
      Resource: "*",
    },
    allow(["iam:CreateServiceLinkedRole", "cloudtrail:LookupEvents"]),
  ],
  "all but tampering, guarded by a Deny": [
    allow("*"),
    { Effect: "Deny", Action: ["cloudtrail:*", "config:*"], Resource: "*" },
  ],
};

const root = { AWS: `arn:aws:iam::${ACCOUNT}:root` };
const role = { AWS: [`arn:aws:iam::${ACCOUNT}:role/app`, `arn:aws:iam::${ACCOUNT}:user/joe`] };
const KEYS: Readonly<Record<string, readonly object[]>> = {
  "KMS's default": [allow("kms:*", "*", { Principal: root })],
  "the console's, with administrators and users": [
    allow("kms:*", "*", { Principal: root }),
    allow(["kms:Create*", "kms:Put*", "kms:ScheduleKeyDeletion"], "*", { Principal: role }),
    allow(["kms:Encrypt", "kms:Decrypt", "kms:ReEncrypt*"], "*", { Principal: role }),
    allow(["kms:CreateGrant", "kms:RevokeGrant"], "*", {
      Principal: role,
      Condition: { Bool: { "kms:GrantIsForAWSResource": "true" } },
    }),
  ],
  "AWS's own, for one service of the account, and its owner": [
    allow("kms:*", "*", { Principal: root }),
    allow(["kms:Encrypt", "kms:Decrypt", "kms:CreateGrant"], "*", {
      Principal: { AWS: "*" },
      Condition: {
        StringEquals: {
          "kms:CallerAccount": ACCOUNT,
          "kms:ViaService": "ec2.eu-west-1.amazonaws.com",
        },
      },
    }),
    allow(["kms:Describe*", "kms:Get*"], "*", { Principal: root }),
  ],
  "CloudTrail's": [
    allow("kms:*", "*", { Principal: root }),
    allow("kms:GenerateDataKey*", "*", { Principal: { Service: "cloudtrail.amazonaws.com" } }),
  ],
};

const RESOURCES: Readonly<Record<string, readonly object[]>> = {
  "a website": [allow("s3:GetObject", "arn:aws:s3:::site/*", { Principal: "*" })],
  "CloudFront's bucket": [
    allow("s3:GetObject", "arn:aws:s3:::site/*", {
      Principal: { Service: "cloudfront.amazonaws.com" },
      Condition: {
        StringEquals: { "AWS:SourceArn": `arn:aws:cloudfront::${ACCOUNT}:distribution/E` },
      },
    }),
    allow("s3:GetObject", "arn:aws:s3:::site/*", {
      Principal: { AWS: "arn:aws:iam::cloudfront:user/CloudFront Origin Access Identity E1" },
    }),
  ],
  "a bucket for logs of a load balancer, over TLS only": [
    allow("s3:PutObject", "arn:aws:s3:::logs/*", {
      Principal: { AWS: "arn:aws:iam::156460612806:root" },
    }),
    {
      Effect: "Deny",
      Principal: "*",
      Action: "s3:*",
      Resource: ["arn:aws:s3:::logs", "arn:aws:s3:::logs/*"],
      Condition: { Bool: { "aws:SecureTransport": "false" } },
    },
  ],
  "a queue of a topic": [
    allow("sqs:SendMessage", `arn:aws:sqs:eu-west-1:${ACCOUNT}:q`, {
      Principal: "*",
      Condition: { ArnEquals: { "aws:SourceArn": `arn:aws:sns:eu-west-1:${ACCOUNT}:t` } },
    }),
  ],
  "the owner of a topic": [
    allow("sns:*", `arn:aws:sns:eu-west-1:${ACCOUNT}:t`, { Principal: root }),
  ],
  "logs of Route 53": [
    allow(
      ["logs:CreateLogStream", "logs:PutLogEvents"],
      "arn:aws:logs:*:*:log-group:/aws/route53/*",
      {
        Principal: { Service: "route53.amazonaws.com" },
      },
    ),
  ],
};

const RULES: readonly ResourceRule[] = [
  iamAttachmentNoTrailTampering,
  iamPolicyNoTrailTampering,
  kmsKeyDeletionWindow,
  kmsKeyIsProtected,
  kmsKeyPolicyNotPublic,
  kmsKeyRotationEnabled,
  resourcePolicyNoForeignTampering,
];

const TABLES = [
  [IDENTITY, iamPolicyNoTrailTampering, "aws:iam/policy:Policy"],
  [KEYS, kmsKeyPolicyNotPublic, "aws:kms/key:Key"],
  [RESOURCES, resourcePolicyNoForeignTampering, "aws:s3/bucketPolicy:BucketPolicy"],
] as const;

describe("the rules on permissions and keys", () => {
  for (const [table, rule, type] of TABLES) {
    for (const [what, statements] of Object.entries(table)) {
      it(`${rule.name} allows ${what}`, () => {
        assert.deepEqual(
          saidOf(rule as ResourceRule, type, { policy: documentOf(...statements) }),
          [],
        );
      });
    }
  }

  const organizationId = "o-exampleorgid";
  const stacks: Readonly<Record<string, object>> = {
    "with a trail of its own": { trail: { mode: "create", notifyLogDelivery: true } },
    "of an organization": { trail: { mode: "organization", organizationId } },
    "that uses an existing trail": { trail: { mode: "existing", existingName: "central" } },
  };
  for (const [what, settings] of Object.entries(stacks)) {
    it(`allow this project's stack ${what}`, async () => {
      assert.deepEqual(await violationsOfStack(settings), []);
    });
  }

  it("ask who may read this project's archive from another account", async () => {
    const settings = { archive: { readers: ["444455556666"] } };
    const [policy] = await violationsOfStack(settings);
    assert.match(policy ?? "", /^kms-key-policy-not-public: policy names several accounts/);
    const allowedAccounts = [ACCOUNT, "444455556666"];
    assert.deepEqual(await violationsOfStack(settings, { allowedAccounts }), []);
  });

  it("ask whether an organization may read this project's archive", async () => {
    const settings = { archive: { readers: [organizationId] } };
    const [policy] = await violationsOfStack(settings);
    assert.match(
      policy ?? "",
      /^kms-key-policy-not-public: policy\.Statement\[\d\]\.Condition\..* admits an organization/,
    );
    const allowed = { allowedAccounts: [ACCOUNT], allowedOrganizations: [organizationId] };
    assert.deepEqual(await violationsOfStack(settings, allowed), []);
  });
});

const EXISTING = {
  central: {
    TrailName: "central",
    Arn: `arn:aws:cloudtrail:us-east-1:${ACCOUNT}:trail/central`,
    IsLogging: true,
    IsMultiRegionTrail: true,
    IsOrganizationTrail: false,
    EnableLogFileValidation: true,
    CloudWatchLogsLogGroupArn: `arn:aws:logs:us-east-1:${ACCOUNT}:log-group:central-logs:*`,
    S3BucketName: "central-bucket",
    EventSelectors: [{ ReadWriteType: "All", IncludeManagementEvents: true }],
  },
};
const ORGANIZATION = {
  id: "o-exampleorgid",
  masterAccountId: ACCOUNT,
  featureSet: "ALL",
  awsServiceAccessPrincipals: ["cloudtrail.amazonaws.com"],
};

/** Mocks do not say which resources are protected, so all are here. */
async function violationsOfStack(
  settings: object,
  ofKeyPolicies: object = {},
): Promise<readonly string[]> {
  const made = await resourcesWith(settings, { existing: EXISTING, organization: ORGANIZATION });
  const resources = made.map(({ type, name, inputs }): Resource => {
    return { type, name, urn: name, props: inputs, protect: true, ignoreChanges: [] };
  });
  const types = RULES.flatMap((rule) => rule.types);
  assert.ok(resources.filter(({ type }) => types.includes(type)).length >= 5);
  return resources.flatMap((resource) =>
    RULES.filter((rule) => rule.types.includes(resource.type)).flatMap((rule) => {
      const given = rule === kmsKeyPolicyNotPublic ? ofKeyPolicies : {};
      return rule
        .judge(resource, rule.settings.parse(given))
        .map(({ path, why }) => `${rule.name}: ${path} ${why}`);
    }),
  );
}
