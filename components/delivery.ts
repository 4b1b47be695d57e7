// How hard EventBridge tries to deliver an event, and where it goes then.
import type * as pulumi from "@pulumi/pulumi";

/** After an hour somebody must know: https://docs.aws.amazon.com/eventbridge/latest/userguide/eb-rule-retry-policy.html */
const RETRY_POLICY = { maximumEventAgeInSeconds: 3600, maximumRetryAttempts: 185 } as const;

/** Arguments of a target. The queue must be in the rule's region. */
export function deliveryTo(deadLetterQueueArn: pulumi.Input<string>) {
  return { retryPolicy: RETRY_POLICY, deadLetterConfig: { arn: deadLetterQueueArn } };
}
