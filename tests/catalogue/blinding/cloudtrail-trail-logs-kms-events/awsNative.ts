// Trails and event data stores of the aws-native provider.
import * as aws from "@pulumi/aws";
import * as awsNative from "../../awsNative";

const TRAIL = {
  s3BucketName: "acme-audit-logs",
  isLogging: true,
  isMultiRegionTrail: true,
  enableLogFileValidation: true,
};
const MANAGEMENT = { field: "eventCategory", equalTo: ["Management"] };
const NOT_KMS = { field: "eventSource", notEquals: ["kms.amazonaws.com"] };

export const family = {
  basicExclusion: () => {
    const eventSelectors = [{ excludeManagementEventSources: ["kms.amazonaws.com"] }];
    new awsNative.Trail("audit", { ...TRAIL, eventSelectors });
  },
  advancedExclusion: () => {
    const advancedEventSelectors = [{ fieldSelectors: [MANAGEMENT, NOT_KMS] }];
    new awsNative.Trail("audit", { ...TRAIL, advancedEventSelectors });
  },
  sourceFromAParameter: () => {
    const noisy = new aws.ssm.Parameter("noisy-source", { type: "String" });
    const eventSelectors = [{ excludeManagementEventSources: [noisy.value] }];
    new awsNative.Trail("audit", { ...TRAIL, eventSelectors });
  },
  eventDataStore: () => {
    const advancedEventSelectors = [{ fieldSelectors: [MANAGEMENT, NOT_KMS] }];
    new awsNative.EventDataStore("lake", { advancedEventSelectors });
  },
};
