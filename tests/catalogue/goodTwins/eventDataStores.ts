// Event data stores that take in every event of KMS, or that are made for other events than those of management.
import * as aws from "@pulumi/aws";

const MANAGEMENT = { field: "eventCategory", equals: ["Management"] };

const storeWith = (args: aws.cloudtrail.EventDataStoreArgs) => {
  new aws.cloudtrail.EventDataStore("lake", { retentionPeriod: 2557, ...args });
};

export const family = {
  withoutSelectors: () => storeWith({}),
  management: () => storeWith({ advancedEventSelectors: [{ fieldSelectors: [MANAGEMENT] }] }),
  dataOnly: () => {
    const data = { field: "eventCategory", equals: ["Data"] };
    const objects = { field: "resources.type", equals: ["AWS::S3::Object"] };
    storeWith({ advancedEventSelectors: [{ fieldSelectors: [data, objects] }] });
  },
  dataBesideManagement: () => {
    const data = { field: "eventCategory", equals: ["Data"] };
    const objects = { field: "resources.type", equals: ["AWS::S3::Object"] };
    storeWith({
      advancedEventSelectors: [
        { fieldSelectors: [MANAGEMENT] },
        { fieldSelectors: [data, objects] },
      ],
    });
  },
};
