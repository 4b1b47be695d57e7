import { z } from "zod";
import type { ResourceRule } from "../rule";
import { typesWith } from "../trails/declarations";
import { type Flag, flagViolations } from "../trails/trailProperty";

// A trail must record the events of global services.
// https://docs.aws.amazon.com/awscloudtrail/latest/APIReference/API_CreateTrail.html

const FLAG: Flag = {
  kind: "Trail",
  name: "includeGlobalServiceEvents",
  cloudFormationName: "IncludeGlobalServiceEvents",
  wanted: true,
  whenAbsent: true,
  consequence: "so the trail does not see IAM and the other global services",
};

export const cloudtrailTrailIncludesGlobalEvents: ResourceRule = {
  name: "cloudtrail-trail-includes-global-events",
  title: "A trail must record the events of global services.",
  why: "Changes of IAM, and with them of the roles that use keys and deliver records, go unseen.",
  controls: ["NIST AU-2"],
  level: "mandatory",
  settings: z.strictObject({}),
  types: typesWith("Trail"),
  judge: (resource) => flagViolations(resource, FLAG),
};
