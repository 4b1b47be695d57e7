// Trails as Cloud Control has them: one text in JSON.
import * as aws from "@pulumi/aws";
import * as pulumi from "@pulumi/pulumi";

const TRAIL = {
  S3BucketName: "acme-audit-logs",
  IsLogging: true,
  IsMultiRegionTrail: true,
  EnableLogFileValidation: true,
};
const EXCLUDED = {
  ...TRAIL,
  EventSelectors: [{ ExcludeManagementEventSources: ["kms.amazonaws.com"] }],
};

const resourceWith = (desiredState: pulumi.Input<string>, typeName = "AWS::CloudTrail::Trail") => {
  new aws.cloudcontrol.Resource("audit", { typeName, desiredState });
};

export const family = {
  basicExclusion: () => resourceWith(JSON.stringify(EXCLUDED)),
  advancedExclusion: () => {
    const FieldSelectors = [
      { Field: "eventCategory", Equals: ["Management"] },
      { Field: "eventSource", NotEquals: ["kms.amazonaws.com"] },
    ];
    resourceWith(JSON.stringify({ ...TRAIL, AdvancedEventSelectors: [{ FieldSelectors }] }));
  },
  eventDataStore: () => {
    const FieldSelectors = [
      { Field: "eventCategory", Equals: ["Management"] },
      { Field: "eventName", NotEquals: ["Decrypt"] },
    ];
    const desiredState = JSON.stringify({ AdvancedEventSelectors: [{ FieldSelectors }] });
    resourceWith(desiredState, "AWS::CloudTrail::EventDataStore");
  },
  typeInLowerCase: () => resourceWith(JSON.stringify(EXCLUDED), "aws::cloudtrail::trail"),
  stateFromABucket: () => {
    const bucket = new aws.s3.Bucket("logs");
    resourceWith(pulumi.jsonStringify({ ...EXCLUDED, S3BucketName: bucket.bucket }));
  },
  secretState: () => resourceWith(pulumi.secret(JSON.stringify(EXCLUDED))),
  noJson: () => resourceWith("{ S3BucketName: acme-audit-logs }"),
};
