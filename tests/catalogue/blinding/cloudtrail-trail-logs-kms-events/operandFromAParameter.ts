// One operand of an advanced selector is the output of another resource.
import * as aws from "@pulumi/aws";

export = () => {
  const noisy = new aws.ssm.Parameter("noisy-source", { type: "String" });
  new aws.cloudtrail.Trail("audit", {
    s3BucketName: "acme-audit-logs",
    isMultiRegionTrail: true,
    enableLogFileValidation: true,
    advancedEventSelectors: [
      {
        fieldSelectors: [
          { field: "eventCategory", equals: ["Management"] },
          { field: "eventSource", notEquals: [noisy.value] },
        ],
      },
    ],
  });
};
