// Finds, before anything is made, targets of other accounts that a rule could not reach.
import type { Owner } from "./describeKey";

/**
 * Rules reach queues and functions by the policies of these, which hold for rules of their own account only; streams and buses by a role.
 * https://docs.aws.amazon.com/eventbridge/latest/userguide/eb-service-cross-account.html
 * @returns A problem for each queue and function of another account.
 */
export function foreignTargets(
  targets: readonly { readonly arn: string }[],
  { accountId }: Pick<Owner, "accountId">,
): readonly string[] {
  return targets
    .map(({ arn }) => arn)
    .filter((arn) => /^[^:]+:[^:]+:(sqs|lambda):/.test(arn))
    .filter((arn) => arn.split(":")[4] !== accountId)
    .map(
      (arn) =>
        `alertTargets: ${arn} is not of this account, ${accountId}; of other accounts, event buses and Kinesis streams are allowed`,
    );
}
