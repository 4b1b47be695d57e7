import { z } from "zod";
import type { ResourceRule } from "../rule";
import { typesWith } from "../trails/declarations";
import { absenceViolations, type GivenProperty } from "../trails/trailProperty";

// A trail must encrypt its log files with a customer managed key.
// https://docs.aws.amazon.com/awscloudtrail/latest/APIReference/API_CreateTrail.html

const KEY: GivenProperty = {
  kind: "Trail",
  name: "kmsKeyId",
  cloudFormationName: "KMSKeyId",
  consequence: "so no key policy decides who reads the log files",
  fix: "set it to the ARN of a customer managed key",
};

/** Advisory: a trail without it is no blinder for it. */
export const cloudtrailTrailHasCustomerKey: ResourceRule = {
  name: "cloudtrail-trail-has-customer-key",
  title: "A trail must encrypt its log files with a customer managed key.",
  why: "Whoever may read the bucket reads every record, since no key policy has a say.",
  controls: ["CIS 3.5", "CloudTrail.2", "NIST SC-28"],
  level: "advisory",
  settings: z.strictObject({}),
  types: typesWith("Trail"),
  judge: (resource) => absenceViolations(resource, KEY),
};
