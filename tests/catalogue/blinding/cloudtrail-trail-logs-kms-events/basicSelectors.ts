// Basic selectors that leave events of KMS out, or that CloudTrail does not know, so that they may.
import * as aws from "@pulumi/aws";

type EventSelector = aws.types.input.cloudtrail.TrailEventSelector;

const trailWith =
  (...eventSelectors: readonly object[]) =>
  () => {
    new aws.cloudtrail.Trail("audit", {
      s3BucketName: "acme-audit-logs",
      isMultiRegionTrail: true,
      enableLogFileValidation: true,
      eventSelectors: eventSelectors as EventSelector[],
    });
  };

export const family = {
  readsOnly: trailWith({ readWriteType: "ReadOnly" }),
  twoHalvesOfOtherServices: trailWith(
    { readWriteType: "ReadOnly", excludeManagementEventSources: ["kms.amazonaws.com"] },
    { readWriteType: "WriteOnly", excludeManagementEventSources: ["kms.amazonaws.com"] },
  ),
  onlyOneHalfWithKms: trailWith(
    { readWriteType: "All", excludeManagementEventSources: ["kms.amazonaws.com"] },
    { readWriteType: "WriteOnly" },
  ),
  sourceTwice: trailWith({
    excludeManagementEventSources: ["kms.amazonaws.com", "kms.amazonaws.com"],
  }),
  wildcard: trailWith({ excludeManagementEventSources: ["*.amazonaws.com"] }),
  noList: trailWith({ excludeManagementEventSources: "kms.amazonaws.com" }),
  typeInLowerCase: trailWith({ readWriteType: "writeonly" }),
  emptyType: trailWith({ readWriteType: "" }),
  managementAsText: trailWith({ includeManagementEvents: "no" }),
  propertyOfAnotherApi: trailWith({ ExcludeManagementEventSources: ["kms.amazonaws.com"] }),
};
