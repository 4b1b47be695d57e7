// A data lake: buckets, a Glue catalogue that a crawler fills, and a workgroup of Athena for analysts.
import { UNKNOWN } from "../../policies/rule";
import { declared, policy, trust } from "../declaredResource";

const LAKE = "arn:aws:s3:::acme-lake";

export const resources = [
  declared("aws:s3/bucket:Bucket", "lake", { bucket: "acme-lake" }),
  declared("aws:glue/catalogDatabase:CatalogDatabase", "lake", { name: "lake" }),
  declared("aws:iam/role:Role", "crawler", { assumeRolePolicy: trust("glue") }),
  declared("aws:iam/rolePolicyAttachment:RolePolicyAttachment", "crawler", {
    role: UNKNOWN,
    policyArn: "arn:aws:iam::aws:policy/service-role/AWSGlueServiceRole",
  }),
  declared("aws:glue/crawler:Crawler", "lake", { databaseName: "lake", role: UNKNOWN }),
  declared("aws:athena/workgroup:Workgroup", "analysts", {
    configuration: { enforceWorkgroupConfiguration: true },
  }),
  declared("aws:iam/policy:Policy", "analysts", {
    policy: policy(
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
