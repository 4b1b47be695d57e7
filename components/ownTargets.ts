// Refuses, before anything is made, targets of other accounts that a rule could not reach.
import * as aws from "@pulumi/aws";
import { wrongSettings } from "./settingsProblem";

/**
 * Rules reach queues and functions by the policies of these, which hold for rules of their own account only; streams and buses by a role.
 * https://docs.aws.amazon.com/eventbridge/latest/userguide/eb-service-cross-account.html
 * @throws pulumi.RunError that names each queue and function of another account.
 */
export async function refuseForeignTargets(
  targets: readonly { readonly arn: string }[],
): Promise<void> {
  const bound = targets
    .map(({ arn }) => arn)
    .filter((arn) => /^[^:]+:[^:]+:(sqs|lambda):/.test(arn));
  if (bound.length === 0) return;
  const { accountId } = await aws.getCallerIdentity();
  const foreign = bound.filter((arn) => arn.split(":")[4] !== accountId);
  if (foreign.length > 0) {
    throw wrongSettings(
      foreign.map(
        (arn) =>
          `alertTargets: ${arn} is not of this account, ${accountId}; of other accounts, event buses and Kinesis streams are allowed`,
      ),
    );
  }
}
