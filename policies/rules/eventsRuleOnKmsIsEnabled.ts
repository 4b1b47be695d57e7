import { z } from "zod";
import { disabledBy } from "../alarms/enabledRule";
import { EVENT_RULE, mayAskForKmsEvents } from "../alarms/kmsMonitoring";
import type { ResourceRule } from "../rule";

// A rule on events of KMS or CloudTrail must be enabled.
// https://docs.aws.amazon.com/eventbridge/latest/APIReference/API_PutRule.html

export const eventsRuleOnKmsIsEnabled: ResourceRule = {
  name: "events-rule-on-kms-is-enabled",
  title: "A rule on events of KMS or CloudTrail must be enabled.",
  why: "Keys are deleted or the trail is stopped, and nobody is told.",
  controls: ["NIST AU-5", "NIST SI-4"],
  level: "mandatory",
  settings: z.strictObject({}),
  types: [EVENT_RULE],
  judge: (resource) => (mayAskForKmsEvents(resource) ? disabledBy(resource) : []),
};
