import { z } from "zod";
import { asksForKmsEvents, EVENT_RULE } from "../alarms/kmsMonitoring";
import { type ResourceRule, UNKNOWN, type Violation } from "../rule";

// A rule on events of KMS or CloudTrail must be enabled.
// https://docs.aws.amazon.com/eventbridge/latest/APIReference/API_PutRule.html

const ENABLED = ["ENABLED", "ENABLED_WITH_ALL_CLOUDTRAIL_MANAGEMENT_EVENTS"];

export const eventsRuleOnKmsIsEnabled: ResourceRule = {
  name: "events-rule-on-kms-is-enabled",
  title: "A rule on events of KMS or CloudTrail must be enabled.",
  why: "Keys are deleted or the trail is stopped, and nobody is told.",
  controls: ["NIST AU-5", "NIST SI-4"],
  level: "mandatory",
  settings: z.strictObject({}),
  types: [EVENT_RULE],
  judge: (resource) => {
    const { eventPattern, isEnabled, state } = resource.props;
    if (eventPattern !== UNKNOWN && !asksForKmsEvents(resource)) return [];
    return [
      ...mustBeOneOf("state", state, ENABLED, '"ENABLED"'),
      ...mustBeOneOf("isEnabled", isEnabled, [true, "true"], "true"),
    ];
  },
};

function mustBeOneOf(
  path: string,
  value: unknown,
  allowed: readonly unknown[],
  wanted: string,
): readonly Violation[] {
  if (value === undefined || value === null || allowed.includes(value)) return [];
  const why = value === UNKNOWN ? "is not known at preview" : `is not ${wanted}`;
  return [{ path, why, fix: `set it to ${wanted}, or leave it out` }];
}
