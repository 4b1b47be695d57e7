import { z } from "zod";
import type { ResourceRule } from "../rule";
import { typesWith } from "../trails/declarations";
import { type Flag, flagViolations } from "../trails/trailProperty";

// An event data store must be protected from termination.
// https://docs.aws.amazon.com/awscloudtrail/latest/APIReference/API_CreateEventDataStore.html

const FLAG: Flag = {
  kind: "EventDataStore",
  name: "terminationProtectionEnabled",
  cloudFormationName: "TerminationProtectionEnabled",
  wanted: true,
  whenAbsent: true,
  consequence: "so one call deletes it with its events",
};

export const cloudtrailEventDataStoreIsProtectedFromTermination: ResourceRule = {
  name: "cloudtrail-event-data-store-is-protected-from-termination",
  title: "An event data store must be protected from termination.",
  why: "One call deletes the event data store with all that it has recorded.",
  controls: ["NIST AU-9"],
  level: "mandatory",
  settings: z.strictObject({}),
  types: typesWith("EventDataStore"),
  judge: (resource) => flagViolations(resource, FLAG),
};
