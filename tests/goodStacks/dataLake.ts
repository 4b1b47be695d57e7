// A data lake: buckets, a Glue catalogue that a crawler fills, and a workgroup of Athena for analysts.
import { UNKNOWN } from "../../policies/rule";
import { resource, documentOf, trust } from "../../policies/testing/resource";

const LAKE = "arn:aws:s3:::acme-lake";

export const resources = [
  resource("aws:s3/bucket:Bucket", "lake", { bucket: "acme-lake" }),
  resource("aws:glue/catalogDatabase:CatalogDatabase", "lake", { name: "lake" }),
  resource("aws:iam/role:Role", "crawler", { assumeRolePolicy: trust("glue") }),
  resource("aws:iam/rolePolicyAttachment:RolePolicyAttachment", "crawler", {
    role: UNKNOWN,
    policyArn: "arn:aws:iam::aws:policy/service-role/AWSGlueServiceRole",
  }),
  resource("aws:glue/crawler:Crawler", "lake", { databaseName: "lake", role: UNKNOWN }),
  resource("aws:athena/workgroup:Workgroup", "analysts", {
    configuration: { enforceWorkgroupConfiguration: true },
  }),
  resource("aws:iam/policy:Policy", "analysts", {
    policy: documentOf(
      {
        Effect: "Allow",
        Action: ["athena:*QueryExecution", "athena:GetQueryResults", "glue:Get*"],
        Resource: "*",
      },
      {
        Effect: "Allow",
        Action: ["s3:GetObject*", "s3:ListBucket"],
        Resource: [LAKE, `${LAKE}/*`],
      },
    ),
  }),
];
