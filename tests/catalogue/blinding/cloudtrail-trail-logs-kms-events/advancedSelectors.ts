// Advanced selectors that leave events of KMS out, or that CloudTrail does not know for management events of a trail.
import * as aws from "@pulumi/aws";

type FieldSelector = aws.types.input.cloudtrail.TrailAdvancedEventSelectorFieldSelector;

const MANAGEMENT = { field: "eventCategory", equals: ["Management"] };

const trailWith =
  (...fieldSelectors: readonly object[]) =>
  () => {
    new aws.cloudtrail.Trail("audit", {
      s3BucketName: "acme-audit-logs",
      isMultiRegionTrail: true,
      enableLogFileValidation: true,
      advancedEventSelectors: [{ fieldSelectors: fieldSelectors as FieldSelector[] }],
    });
  };

export const family = {
  readsOnly: trailWith(MANAGEMENT, { field: "readOnly", equals: ["true"] }),
  writesOnly: trailWith(MANAGEMENT, { field: "readOnly", equals: ["false"] }),
  neitherReadsNorWrites: trailWith(MANAGEMENT, { field: "readOnly", equals: ["maybe"] }),
  dataOnly: trailWith(
    { field: "eventCategory", equals: ["Data"] },
    { field: "resources.type", equals: ["AWS::S3::Object"] },
  ),
  networkActivityOnly: trailWith(
    { field: "eventCategory", equals: ["NetworkActivity"] },
    { field: "eventSource", equals: ["kms.amazonaws.com"] },
  ),
  onlyOneService: trailWith(MANAGEMENT, { field: "eventSource", equals: ["s3.amazonaws.com"] }),
  bySuffix: trailWith(MANAGEMENT, { field: "eventSource", notEndsWiths: [".amazonaws.com"] }),
  byPrefix: trailWith(MANAGEMENT, { field: "eventSource", notStartsWiths: ["kms"] }),
  byEventName: trailWith(MANAGEMENT, { field: "eventName", notEquals: ["Decrypt"] }),
  byCaller: trailWith(MANAGEMENT, {
    field: "userIdentity.arn",
    notStartsWiths: ["arn:aws:iam::111122223333:role/admin"],
  }),
  withoutOperator: trailWith(MANAGEMENT, { field: "eventSource" }),
  withoutCategory: trailWith({ field: "readOnly", equals: ["true"] }),
  withoutFields: trailWith(),
};
