// The console's check box "Exclude AWS KMS events", as the API has it.
import * as aws from "@pulumi/aws";

export = () => {
  new aws.cloudtrail.Trail("audit", {
    s3BucketName: "acme-audit-logs",
    isMultiRegionTrail: true,
    enableLogFileValidation: true,
    advancedEventSelectors: [
      {
        name: "Management events, but for KMS",
        fieldSelectors: [
          { field: "eventCategory", equals: ["Management"] },
          { field: "eventSource", notEquals: ["kms.amazonaws.com"] },
        ],
      },
    ],
  });
};
