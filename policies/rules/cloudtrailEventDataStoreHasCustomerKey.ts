import { z } from "zod";
import type { ResourceRule } from "../rule";
import { typesWith } from "../trails/declarations";
import { absenceViolations, type GivenProperty } from "../trails/trailProperty";

// An event data store must be encrypted with a customer managed key.
// https://docs.aws.amazon.com/awscloudtrail/latest/APIReference/API_CreateEventDataStore.html

const KEY: GivenProperty = {
  kind: "EventDataStore",
  name: "kmsKeyId",
  cloudFormationName: "KmsKeyId",
  consequence: "so no key policy decides who reads the events",
  fix: "set it to the ARN of a customer managed key",
};

/** Advisory: a trail without it is no blinder for it. */
export const cloudtrailEventDataStoreHasCustomerKey: ResourceRule = {
  name: "cloudtrail-event-data-store-has-customer-key",
  title: "An event data store must be encrypted with a customer managed key.",
  why: "No key policy decides who reads the events; the key cannot be added later.",
  controls: ["CloudTrail.10", "NIST SC-28"],
  level: "advisory",
  settings: z.strictObject({}),
  types: typesWith("EventDataStore"),
  judge: (resource) => absenceViolations(resource, KEY),
};
