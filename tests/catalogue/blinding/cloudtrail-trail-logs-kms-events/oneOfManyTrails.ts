// Of three trails, one that is made in a loop leaves KMS out.
import * as aws from "@pulumi/aws";

const excluded: Readonly<Record<string, string[]>> = {
  billing: [],
  security: [],
  platform: ["kms.amazonaws.com"],
};

export = () => {
  for (const [team, excludeManagementEventSources] of Object.entries(excluded)) {
    new aws.cloudtrail.Trail(team, {
      s3BucketName: `acme-${team}-logs`,
      isMultiRegionTrail: true,
      enableLogFileValidation: true,
      eventSelectors: [{ excludeManagementEventSources }],
    });
  }
};
