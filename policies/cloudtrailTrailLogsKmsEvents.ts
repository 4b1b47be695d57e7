import { ResourceValidationPolicy } from "@pulumi/policy";
import { knownValues } from "./knownValues";
import { BlindSpot, kmsBlindSpots } from "./loggedEvents";
import { PULUMI_NAMES } from "./selectorNames";

// Refuses a trail that does not log every read and write of KMS, by what it logs and not by what it mentions.

export const cloudtrailTrailLogsKmsEvents = {
  name: "cloudtrail-trail-logs-kms-events",
  description: "A trail must log every AWS KMS event, reads and writes.",
  enforcementLevel: "mandatory",
  validateResource: (args, reportViolation) => {
    if (args.type !== "aws:cloudtrail/trail:Trail") {
      return;
    }
    // Only the selectors are read: other properties, such as the bucket of a new trail, may well be unknown.
    const { eventSelectors, advancedEventSelectors } = PULUMI_NAMES;
    const selectors = {
      [eventSelectors]: knownValues(args.props, eventSelectors),
      [advancedEventSelectors]: knownValues(args.props, advancedEventSelectors),
    };
    for (const blindSpot of kmsBlindSpots(selectors, PULUMI_NAMES)) {
      reportViolation(message(args.name, blindSpot));
    }
  },
} satisfies ResourceValidationPolicy;

function message(trail: string, { missing, path, selectorName, why, fix }: BlindSpot): string {
  const selector = selectorName === undefined ? "" : ` (selector ${JSON.stringify(selectorName)})`;
  return `Trail "${trail}" can miss KMS ${missing}: ${path}${selector} ${why}. Fix: ${fix}.`;
}
