import { z } from "zod";
import { targetsOf } from "../alarms/eventTargets";
import { EVENT_RULE, mayAskForKmsEvents } from "../alarms/kmsMonitoring";
import type { StackRule } from "../rule";

// A rule on events of KMS or CloudTrail must have a target.
// https://docs.aws.amazon.com/eventbridge/latest/userguide/eb-targets.html

export const eventsRuleOnKmsHasTarget: StackRule = {
  name: "events-rule-on-kms-has-target",
  title: "A rule on events of KMS or CloudTrail must have a target.",
  why: "The rule matches, and nobody is told.",
  controls: ["NIST AU-5", "NIST SI-4"],
  level: "mandatory",
  settings: z.strictObject({}),
  judgeStack: (resources) =>
    resources
      .filter((rule) => rule.type === EVENT_RULE && mayAskForKmsEvents(rule))
      .filter((rule) => targetsOf(rule, resources)?.length === 0)
      .map((resource) => ({
        resource,
        violation: {
          path: "",
          why: "has no target in its stack",
          fix: "add an EventTarget of this rule, such as an SNS topic",
        },
      })),
};
