import { z } from "zod";
import type { ResourceRule } from "../rule";
import { typesWith } from "../trails/declarations";
import { type Flag, flagViolations } from "../trails/trailProperty";

// An event data store must record every region.
// https://docs.aws.amazon.com/awscloudtrail/latest/APIReference/API_CreateEventDataStore.html

const FLAG: Flag = {
  kind: "EventDataStore",
  name: "multiRegionEnabled",
  cloudFormationName: "MultiRegionEnabled",
  wanted: true,
  whenAbsent: true,
  consequence: "so the event data store sees one region only",
};

export const cloudtrailEventDataStoreCoversAllRegions: ResourceRule = {
  name: "cloudtrail-event-data-store-covers-all-regions",
  title: "An event data store must record every region.",
  why: "KMS keys of other regions can be used, disabled and deleted unseen.",
  controls: ["NIST AU-2"],
  level: "mandatory",
  settings: z.strictObject({}),
  types: typesWith("EventDataStore"),
  judge: (resource) => flagViolations(resource, FLAG),
};
