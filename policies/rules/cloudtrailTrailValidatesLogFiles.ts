import { z } from "zod";
import type { ResourceRule } from "../rule";
import { typesWith } from "../trails/declarations";
import { type Flag, flagViolations } from "../trails/trailProperty";

// A trail must write digests that prove its log files.
// https://docs.aws.amazon.com/awscloudtrail/latest/APIReference/API_CreateTrail.html

const FLAG: Flag = {
  kind: "Trail",
  name: "enableLogFileValidation",
  cloudFormationName: "EnableLogFileValidation",
  wanted: true,
  whenAbsent: false,
  consequence: "so nothing proves that log files are complete and unchanged",
};

export const cloudtrailTrailValidatesLogFiles: ResourceRule = {
  name: "cloudtrail-trail-validates-log-files",
  title: "A trail must write digests that prove its log files.",
  why: "A log file can be changed or deleted without a trace.",
  controls: ["CIS 3.2", "CloudTrail.4", "NIST AU-9"],
  level: "mandatory",
  settings: z.strictObject({}),
  types: typesWith("Trail"),
  judge: (resource) => flagViolations(resource, FLAG),
};
