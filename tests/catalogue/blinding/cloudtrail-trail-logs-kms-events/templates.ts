// Trails within the template of a CloudFormation stack.
import * as aws from "@pulumi/aws";
import * as pulumi from "@pulumi/pulumi";
import { stringify } from "yaml";

const TRAIL = {
  S3BucketName: "acme-audit-logs",
  IsLogging: true,
  IsMultiRegionTrail: true,
  EnableLogFileValidation: true,
};
const templateWith = (properties: object) => ({
  Resources: { Audit: { Type: "AWS::CloudTrail::Trail", Properties: { ...TRAIL, ...properties } } },
});
const EXCLUDED = templateWith({
  EventSelectors: [{ ExcludeManagementEventSources: ["kms.amazonaws.com"] }],
});

const stackWith = (templateBody: pulumi.Input<string>) => {
  new aws.cloudformation.Stack("baseline", { templateBody });
};

export const family = {
  json: () => stackWith(JSON.stringify(EXCLUDED)),
  yaml: () => stackWith(stringify(EXCLUDED)),
  yamlWithShortTags: () =>
    stackWith(`
Parameters:
  Bucket: { Type: String, Default: acme-audit-logs }
Resources:
  Audit:
    Type: AWS::CloudTrail::Trail
    Properties:
      S3BucketName: !Ref Bucket
      IsLogging: true
      IsMultiRegionTrail: true
      EnableLogFileValidation: true
      EventSelectors:
        - ExcludeManagementEventSources: [!Sub "kms.\${AWS::URLSuffix}"]
`),
  yamlWithAnchors: () =>
    stackWith(`
Mappings:
  Shared:
    Sources: { Noisy: &noisy [kms.amazonaws.com] }
Resources:
  Audit:
    Type: AWS::CloudTrail::Trail
    Properties:
      S3BucketName: acme-audit-logs
      IsLogging: true
      IsMultiRegionTrail: true
      EnableLogFileValidation: true
      EventSelectors:
        - ExcludeManagementEventSources: *noisy
`),
  condition: () =>
    stackWith(
      JSON.stringify(
        templateWith({
          EventSelectors: {
            "Fn::If": [
              "IsProduction",
              [{ ReadWriteType: "All" }],
              [{ ExcludeManagementEventSources: ["kms.amazonaws.com"] }],
            ],
          },
        }),
      ),
    ),
  parameter: () =>
    stackWith(
      JSON.stringify(templateWith({ EventSelectors: [{ ReadWriteType: { Ref: "Events" } }] })),
    ),
  include: () =>
    stackWith(
      JSON.stringify(
        templateWith({
          "Fn::Transform": {
            Name: "AWS::Include",
            Parameters: { Location: "s3://acme-templates/selectors.yaml" },
          },
        }),
      ),
    ),
  macro: () => stackWith(JSON.stringify({ ...templateWith({}), Transform: "AcmeTrailDefaults" })),
  nestedStack: () =>
    stackWith(
      JSON.stringify({
        Resources: {
          Nested: {
            Type: "AWS::CloudFormation::Stack",
            Properties: { TemplateURL: "https://acme-templates.s3.amazonaws.com/trail.yaml" },
          },
        },
      }),
    ),
  templateFromABucket: () => {
    const bucket = new aws.s3.Bucket("logs");
    stackWith(
      pulumi.jsonStringify({
        Resources: {
          Audit: {
            ...EXCLUDED.Resources.Audit,
            Properties: { ...EXCLUDED.Resources.Audit.Properties, S3BucketName: bucket.bucket },
          },
        },
      }),
    );
  },
  secretTemplate: () => stackWith(pulumi.secret(JSON.stringify(EXCLUDED))),
  templateUrl: () => {
    const templateUrl = "https://acme-templates.s3.amazonaws.com/trail.yaml";
    new aws.cloudformation.Stack("baseline", { templateUrl });
  },
  noTemplate: () => stackWith("Resources: [unclosed"),
  eventDataStore: () => {
    const FieldSelectors = [
      { Field: "eventCategory", Equals: ["Management"] },
      { Field: "eventSource", NotEquals: ["kms.amazonaws.com"] },
    ];
    const Properties = { AdvancedEventSelectors: [{ FieldSelectors }] };
    const Type = "AWS::CloudTrail::EventDataStore";
    stackWith(JSON.stringify({ Resources: { Lake: { Type, Properties } } }));
  },
};
