// Event data stores that leave events of KMS out, by the fields and operators that CloudTrail Lake has beside a trail's.
import * as aws from "@pulumi/aws";
import * as pulumi from "@pulumi/pulumi";

const MANAGEMENT = { field: "eventCategory", equals: ["Management"] };

const storeWith =
  (...fieldSelectors: readonly object[]) =>
  () => {
    new aws.cloudtrail.EventDataStore("lake", {
      retentionPeriod: 2557,
      advancedEventSelectors: [{ name: "events", fieldSelectors }] as object[],
    });
  };

export const family = {
  withoutKms: storeWith(MANAGEMENT, { field: "eventSource", notEquals: ["kms.amazonaws.com"] }),
  withoutKmsByPrefix: storeWith(MANAGEMENT, { field: "eventSource", notStartsWiths: ["kms."] }),
  oneServiceOnly: storeWith(MANAGEMENT, { field: "eventSource", equals: ["iam.amazonaws.com"] }),
  withoutDecrypt: storeWith(MANAGEMENT, { field: "eventName", notEquals: ["Decrypt"] }),
  writesOnly: storeWith(MANAGEMENT, { field: "readOnly", equals: ["false"] }),
  withoutOneCaller: storeWith(MANAGEMENT, {
    field: "userIdentity.arn",
    notEquals: ["arn:aws:iam::111122223333:role/admin"],
  }),
  withoutConsole: storeWith(MANAGEMENT, {
    field: "sessionCredentialFromConsole",
    notEquals: ["true"],
  }),
  secretSource: storeWith(MANAGEMENT, {
    field: "eventSource",
    notEquals: [pulumi.secret("kms.amazonaws.com")],
  }),
};
