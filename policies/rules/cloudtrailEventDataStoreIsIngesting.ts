import { z } from "zod";
import type { ResourceRule } from "../rule";
import { typesWith } from "../trails/declarations";
import { type Flag, flagViolations } from "../trails/trailProperty";

// An event data store must ingest events.
// https://docs.aws.amazon.com/awscloudtrail/latest/APIReference/API_CreateEventDataStore.html

const FLAG: Flag = {
  kind: "EventDataStore",
  name: "suspend",
  cloudFormationName: "IngestionEnabled",
  wanted: false,
  isReversed: true,
  whenAbsent: false,
  consequence: "so the event data store records nothing",
};

export const cloudtrailEventDataStoreIsIngesting: ResourceRule = {
  name: "cloudtrail-event-data-store-is-ingesting",
  title: "An event data store must ingest events.",
  why: "An event data store that is suspended records nothing, and nobody is told.",
  controls: ["NIST AU-12"],
  level: "mandatory",
  settings: z.strictObject({}),
  types: typesWith("EventDataStore"),
  judge: (resource) => flagViolations(resource, FLAG),
};
