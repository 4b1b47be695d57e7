// Which of the stack's resources an explanation is about, where names alone do not say it.
import type { DeployedResource } from "./deployedStack";

/** Whether an explanation holds for a resource among all of the stack. */
export type OfResource = (
  resource: DeployedResource,
  resources: readonly DeployedResource[],
) => boolean;

/** A composite alarm that notifies goes off with this alarm, or is kept silent by it. */
export const servesComposite: OfResource = ({ inputs: { name } }, resources) =>
  resources.some(({ type, inputs }) => {
    const { alarmRule, actionsSuppressor, alarmActions } = inputs;
    const suppressor = (actionsSuppressor as { readonly alarm?: unknown } | undefined)?.alarm;
    return (
      type === "aws:cloudwatch/compositeAlarm:CompositeAlarm" &&
      Array.isArray(alarmActions) &&
      alarmActions.length > 0 &&
      (alarmRule === `ALARM("${String(name)}")` || suppressor === name)
    );
  });

/** The stack has topics, but none where this is. */
export const hasNoTopicInRegion: OfResource = ({ arn }, resources) =>
  !resources.some(
    (other) => other.type === "aws:sns/topic:Topic" && regionOf(other.arn) === regionOf(arn),
  );

/** A role that functions have, and nothing else. */
export const isOfLambda: OfResource = ({ inputs: { assumeRolePolicy } }) => {
  const { Statement } = JSON.parse(String(assumeRolePolicy)) as {
    readonly Statement: readonly { readonly Principal: unknown }[];
  };
  return Statement.every(
    ({ Principal }) => JSON.stringify(Principal) === '{"Service":"lambda.amazonaws.com"}',
  );
};

function regionOf(arn: string): string | undefined {
  return arn.split(":")[3];
}
