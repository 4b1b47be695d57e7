import { z } from "zod";
import type { ResourceRule } from "../rule";
import { typesWith } from "../trails/declarations";
import { type Flag, flagViolations } from "../trails/trailProperty";

// A trail must be logging.
// https://docs.aws.amazon.com/awscloudtrail/latest/APIReference/API_CreateTrail.html

const FLAG: Flag = {
  kind: "Trail",
  name: "enableLogging",
  cloudFormationName: "IsLogging",
  wanted: true,
  whenAbsent: true,
  consequence: "so the trail records nothing",
};

export const cloudtrailTrailIsLogging: ResourceRule = {
  name: "cloudtrail-trail-is-logging",
  title: "A trail must be logging.",
  why: "A trail that does not log records nothing, and nobody is told.",
  controls: ["CloudTrail.3", "NIST AU-12"],
  level: "mandatory",
  settings: z.strictObject({}),
  types: typesWith("Trail"),
  judge: (resource) => flagViolations(resource, FLAG),
};
