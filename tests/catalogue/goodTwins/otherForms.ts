// Trails that log every event of KMS, in the other forms that can hold one.
import * as aws from "@pulumi/aws";
import { stringify } from "yaml";
import * as awsNative from "../awsNative";

const TRAIL = {
  S3BucketName: "acme-audit-logs",
  IsLogging: true,
  IsMultiRegionTrail: true,
  EnableLogFileValidation: true,
};
const TEMPLATE = { Resources: { Audit: { Type: "AWS::CloudTrail::Trail", Properties: TRAIL } } };

export const family = {
  awsNative: () => {
    new awsNative.Trail("audit", {
      s3BucketName: "acme-audit-logs",
      isLogging: true,
      isMultiRegionTrail: true,
      enableLogFileValidation: true,
      eventSelectors: [{ readWriteType: "All", includeManagementEvents: true }],
    });
  },
  cloudControl: () => {
    const typeName = "AWS::CloudTrail::Trail";
    new aws.cloudcontrol.Resource("audit", { typeName, desiredState: JSON.stringify(TRAIL) });
  },
  cloudControlOfAnotherType: () => {
    new aws.cloudcontrol.Resource("documents", {
      typeName: "AWS::S3::Bucket",
      desiredState: JSON.stringify({ BucketName: "acme-documents" }),
    });
  },
  json: () => {
    new aws.cloudformation.Stack("baseline", { templateBody: JSON.stringify(TEMPLATE) });
  },
  yamlWithShortTags: () => {
    new aws.cloudformation.Stack("baseline", {
      templateBody: `
AWSTemplateFormatVersion: 2010-09-09
Parameters:
  Bucket: { Type: String, Default: acme-audit-logs }
Conditions:
  IsHome: !Equals [!Ref AWS::Region, us-east-1]
Resources:
  Audit:
    Type: AWS::CloudTrail::Trail
    Condition: IsHome
    Properties:
      S3BucketName: !Ref Bucket
      IsLogging: true
      IsMultiRegionTrail: true
      EnableLogFileValidation: true
      EventSelectors:
        - ReadWriteType: All
          DataResources:
            - Type: AWS::S3::Object
              Values: [!Sub "arn:\${AWS::Partition}:s3:::\${Bucket}/"]
Outputs:
  Trail: { Value: !GetAtt Audit.Arn }
`,
    });
  },
  stackWithoutTrails: () => {
    new aws.cloudformation.Stack("queues", {
      templateBody: stringify({ Resources: { Jobs: { Type: "AWS::SQS::Queue" } } }),
    });
  },
  stackSet: () => {
    const { name } = new aws.cloudformation.StackSet("baseline", {
      templateBody: stringify(TEMPLATE),
    });
    new aws.cloudformation.StackSetInstance("baseline", { stackSetName: name });
  },
};
