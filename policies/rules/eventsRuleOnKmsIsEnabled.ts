import { z } from "zod";
import { declaredTypes, inAwsForm } from "../alarms/awsForms";
import { disabledBy } from "../alarms/enabledRule";
import { mayAskForKmsEvents } from "../alarms/kmsEvents";
import { EVENT_RULE } from "../alarms/types";
import type { ResourceRule } from "../rule";

// A rule on events of KMS or CloudTrail must be enabled.
// https://docs.aws.amazon.com/eventbridge/latest/APIReference/API_PutRule.html

export const eventsRuleOnKmsIsEnabled: ResourceRule = {
  name: "events-rule-on-kms-is-enabled",
  title:
    "A rule whose pattern would match events of KMS or CloudTrail, and not the like of all services, must be enabled.",
  why: "Keys are deleted or the trail is stopped, and nobody is told.",
  controls: ["NIST AU-5", "NIST SI-4"],
  level: "mandatory",
  settings: z.strictObject({}),
  types: declaredTypes(EVENT_RULE),
  judge: (resource) => {
    const rule = inAwsForm(resource);
    return rule !== undefined && mayAskForKmsEvents(rule) ? disabledBy(rule) : [];
  },
};
