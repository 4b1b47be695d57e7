import { z } from "zod";
import type { ResourceRule } from "../rule";
import { typesWith } from "../trails/declarations";
import { type Flag, flagViolations } from "../trails/trailProperty";

// A trail must record every region.
// https://docs.aws.amazon.com/awscloudtrail/latest/APIReference/API_CreateTrail.html

const FLAG: Flag = {
  kind: "Trail",
  name: "isMultiRegionTrail",
  cloudFormationName: "IsMultiRegionTrail",
  wanted: true,
  whenAbsent: false,
  consequence: "so the trail sees one region only",
};

export const cloudtrailTrailCoversAllRegions: ResourceRule = {
  name: "cloudtrail-trail-covers-all-regions",
  title: "A trail must record every region.",
  why: "KMS keys of other regions can be used, disabled and deleted unseen.",
  controls: ["CIS 3.1", "CloudTrail.1", "NIST AU-2"],
  level: "mandatory",
  settings: z.strictObject({}),
  types: typesWith("Trail"),
  judge: (resource) => flagViolations(resource, FLAG),
};
