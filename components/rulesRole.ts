// A role with which EventBridge rules of this account send to targets.
import * as aws from "@pulumi/aws";
import * as pulumi from "@pulumi/pulumi";
import type { Account } from "./account";
import { trust } from "./trust";

export interface RulesRoleArgs {
  readonly account: Account;
  /** What the rules may do, and nothing else. */
  readonly statements: readonly object[];
}

/** The role's ARN. */
export function rulesRole(
  name: string,
  { account, statements }: RulesRoleArgs,
  parent: pulumi.Resource,
): pulumi.Output<string> {
  const role = new aws.iam.Role(name, { assumeRolePolicy: trustRules(account) }, { parent });
  const policy = new aws.iam.RolePolicy(
    name,
    {
      role: role.name,
      policy: pulumi.jsonStringify({ Version: "2012-10-17", Statement: statements }),
    },
    { parent },
  );
  // A target that has the role before the role has its policy would lose events.
  return pulumi.all([role.arn, policy.id]).apply(([arn]) => arn);
}

/** https://docs.aws.amazon.com/eventbridge/latest/userguide/cross-service-confused-deputy-prevention.html */
function trustRules(account: Account): pulumi.Output<string> {
  return trust("RulesAssumeRole", "events.amazonaws.com", {
    StringEquals: { "aws:SourceAccount": account.id },
    ArnLike: { "aws:SourceArn": account.arn("events", "*", "rule/*") },
  });
}
