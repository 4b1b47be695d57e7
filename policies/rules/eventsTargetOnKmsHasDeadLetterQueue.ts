import { z } from "zod";
import { monitoringIn } from "../alarms/awsForms";
import { targetsOf } from "../alarms/eventTargets";
import { asksForKmsEvents } from "../alarms/kmsEvents";
import { EVENT_RULE } from "../alarms/types";
import { type Resource, type StackRule } from "../rule";

// A target of a rule on events of KMS or CloudTrail should keep what it cannot deliver.
// https://docs.aws.amazon.com/eventbridge/latest/userguide/eb-rule-dlq.html

/** Advisory: EventBridge retries for 24 hours before it drops an event. */
export const eventsTargetOnKmsHasDeadLetterQueue: StackRule = {
  name: "events-target-on-kms-has-dead-letter-queue",
  title:
    "A target of a rule whose pattern would match events of KMS or CloudTrail, and not the like of all services, must have a dead-letter queue.",
  why: "An event that cannot be delivered within 24 hours is dropped, and nobody is told.",
  controls: ["NIST AU-5"],
  level: "advisory",
  settings: z.strictObject({}),
  judgeStack: (resources) => {
    const monitoring = monitoringIn(resources);
    return monitoring
      .filter((rule) => rule.type === EVENT_RULE && asksForKmsEvents(rule))
      .flatMap((rule) => targetsOf(rule, monitoring) ?? [])
      .filter((target) => !hasQueue(target))
      .map(({ declared, prefix }) => ({
        resource: declared,
        violation: {
          path: `${prefix}deadLetterConfig.arn`,
          why: "is not set, so an event that cannot be delivered is lost",
          fix: "set it to the ARN of an SQS queue",
        },
      }));
  },
};

function hasQueue({ props }: Resource): boolean {
  const { deadLetterConfig } = props;
  if (typeof deadLetterConfig !== "object" || deadLetterConfig === null) return false;
  const { arn } = deadLetterConfig as { readonly arn?: unknown };
  return arn !== undefined && arn !== null && arn !== "";
}
