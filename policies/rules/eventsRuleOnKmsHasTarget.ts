import { z } from "zod";
import { monitoringIn } from "../alarms/awsForms";
import { targetsOf } from "../alarms/eventTargets";
import { mayAskForKmsEvents } from "../alarms/kmsEvents";
import { EVENT_RULE } from "../alarms/types";
import type { StackRule } from "../rule";

// A rule on events of KMS or CloudTrail must have a target.
// https://docs.aws.amazon.com/eventbridge/latest/userguide/eb-targets.html

export const eventsRuleOnKmsHasTarget: StackRule = {
  name: "events-rule-on-kms-has-target",
  title:
    "A rule whose pattern would match events of KMS or CloudTrail, and not the like of all services, must have a target.",
  why: "The rule matches, and nobody is told.",
  controls: ["NIST AU-5", "NIST SI-4"],
  level: "mandatory",
  settings: z.strictObject({}),
  judgeStack: (resources) => {
    const monitoring = monitoringIn(resources);
    return monitoring
      .filter((rule) => rule.type === EVENT_RULE && mayAskForKmsEvents(rule))
      .filter((rule) => targetsOf(rule, monitoring)?.length === 0)
      .map(({ declared }) => ({
        resource: declared,
        violation: {
          path: "",
          why: "has no target in its stack",
          fix: "add an EventTarget of this rule, such as an SNS topic",
        },
      }));
  },
};
