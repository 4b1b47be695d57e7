// The other resources that carry a template: stack sets, and what aws-native has.
import * as aws from "@pulumi/aws";
import { stringify } from "yaml";
import * as awsNative from "../../awsNative";

const EXCLUDED = {
  Resources: {
    Audit: {
      Type: "AWS::CloudTrail::Trail",
      Properties: {
        S3BucketName: "acme-audit-logs",
        IsLogging: true,
        IsMultiRegionTrail: true,
        EnableLogFileValidation: true,
        EventSelectors: [{ ExcludeManagementEventSources: ["kms.amazonaws.com"] }],
      },
    },
  },
};
const templateUrl = "https://acme-templates.s3.amazonaws.com/trail.yaml";

export const family = {
  stackSetInJson: () => {
    new aws.cloudformation.StackSet("baseline", { templateBody: JSON.stringify(EXCLUDED) });
  },
  stackSetInYaml: () => {
    new aws.cloudformation.StackSet("baseline", { templateBody: stringify(EXCLUDED) });
  },
  stackSetByUrl: () => {
    new aws.cloudformation.StackSet("baseline", { templateUrl });
  },
  nativeStackSet: () => {
    new awsNative.StackSet("baseline", {
      stackSetName: "baseline",
      permissionModel: "SELF_MANAGED",
      templateBody: stringify(EXCLUDED),
    });
  },
  nativeStackByUrl: () => {
    new awsNative.Stack("baseline", { templateUrl });
  },
};
