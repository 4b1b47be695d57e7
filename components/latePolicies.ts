// Tries again while policies that were just made have not taken effect everywhere: CloudTrail tests them when a trail is made.
import { setTimeout } from "node:timers/promises";
import * as pulumi from "@pulumi/pulumi";

/** What CloudTrail answers while it sees no policy yet. The provider itself tries again for the delivery role alone. */
const LATE =
  /InsufficientS3BucketPolicyException|InsufficientSnsTopicPolicyException|InsufficientEncryptionPolicyException/;

const ATTEMPTS = 6;
const PAUSE_MILLISECONDS = 5000;

/** Up to half a minute; then the last error stands. */
export function whilePoliciesAreLate(name: string): pulumi.ErrorHook {
  return new pulumi.ErrorHook(`${name}-late-policies`, async ({ errors }) => {
    const isLate = LATE.test(errors[0] ?? "") && errors.length < ATTEMPTS;
    if (isLate) {
      await setTimeout(PAUSE_MILLISECONDS);
    }
    return isLate;
  });
}
