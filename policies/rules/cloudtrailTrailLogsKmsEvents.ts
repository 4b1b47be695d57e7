import { z } from "zod";
import type { Resource, ResourceRule, Violation } from "../rule";
import { type TemplateSettings, templateSettings } from "../trails/forms";
import { type BlindSpot, kmsBlindSpots } from "../trails/loggedEvents";
import { remedyOfTrail } from "../trails/remediateTrail";
import { RECORDER_TYPES, recordersIn } from "../trails/recorders";

// Refuses a trail or event data store that does not log every read and write of KMS, by what it logs and not by what it
// mentions, in whatever form it is written.

/** The only form of a trail that can be mended. */
const TRAIL = "aws:cloudtrail/trail:Trail";

/** A path comes from the stack; nobody reads one that is longer. */
const LONGEST_PATH = 500;

export const cloudtrailTrailLogsKmsEvents: ResourceRule<TemplateSettings> = {
  name: "cloudtrail-trail-logs-kms-events",
  title:
    "A trail, and an event data store that records management events, logs every AWS KMS event, reads and writes.",
  why: "The alarms on use of a key that waits for deletion, and the record of who used which key, go silent without a word.",
  controls: ["CIS 3.1", "CloudTrail.1", "NIST AU-2", "NIST AU-12"],
  level: "mandatory",
  settings: z.strictObject(templateSettings),
  types: RECORDER_TYPES,
  judge: (resource, settings) => violationsIn(resource, settings).map(withShortPath),
  remedy: ({ type, props }) => (type === TRAIL ? remedyOfTrail(props) : {}),
};

function violationsIn(resource: Resource, settings: TemplateSettings): readonly Violation[] {
  return recordersIn(resource, settings).flatMap((found) =>
    "why" in found
      ? [found]
      : kmsBlindSpots(found.properties, found.names, found.recorder).map((blindSpot) =>
          violationOf(found.prefix, blindSpot),
        ),
  );
}

function violationOf(prefix: string, blindSpot: BlindSpot): Violation {
  const { missing, path, selectorName, why, fix } = blindSpot;
  const selector = selectorName === undefined ? "" : `(selector ${JSON.stringify(selectorName)}) `;
  return {
    path: `${prefix}${path}`,
    why: `${selector}${why}, so KMS ${missing} can be missed`,
    fix,
  };
}

function withShortPath(violation: Violation): Violation {
  return { ...violation, path: violation.path.slice(0, LONGEST_PATH) };
}
