// A PostgreSQL database under a key of its own, with the key policy that AWS's console writes.
import { UNKNOWN } from "../../policies/rule";
import { resource, documentOf, trust } from "../../policies/testing/resource";

export const resources = [
  resource(
    "aws:kms/key:Key",
    "database",
    {
      description: "Encrypts the shop's database",
      enableKeyRotation: true,
      deletionWindowInDays: 30,
      policy: documentOf({
        Sid: "Enable IAM User Permissions",
        Effect: "Allow",
        Principal: { AWS: "arn:aws:iam::111122223333:root" },
        Action: "kms:*",
        Resource: "*",
      }),
    },
    { protect: true },
  ),
  resource("aws:kms/alias:Alias", "database", { name: "alias/shop-db", targetKeyId: UNKNOWN }),
  resource("aws:rds/subnetGroup:SubnetGroup", "database", { subnetIds: UNKNOWN }),
  resource("aws:iam/role:Role", "monitoring", {
    assumeRolePolicy: trust("monitoring.rds"),
    managedPolicyArns: ["arn:aws:iam::aws:policy/service-role/AmazonRDSEnhancedMonitoringRole"],
  }),
  resource("aws:rds/instance:Instance", "database", {
    engine: "postgres",
    instanceClass: "db.t4g.medium",
    storageEncrypted: true,
    kmsKeyId: UNKNOWN,
    manageMasterUserPassword: true,
  }),
];
