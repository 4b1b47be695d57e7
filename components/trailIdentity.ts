// Who the stack's own trail will be: policies name the trail, and the trail needs the policies before it can be made.
import type * as pulumi from "@pulumi/pulumi";
import type { Account } from "./account";
import type { Organization } from "./organization";

export interface TrailIdentity {
  readonly name: string;
  readonly arn: pulumi.Output<string>;
  /** The account; for an organization trail the management account, also when a delegated administrator makes it. */
  readonly ownerId: pulumi.Input<string>;
  /** Set for an organization trail. */
  readonly organizationId: string | undefined;
}

/** https://docs.aws.amazon.com/awscloudtrail/latest/userguide/create-s3-bucket-policy-for-cloudtrail.html */
export function trailIdentity(
  account: Account,
  name: string,
  organization: Organization | undefined,
): TrailIdentity {
  const ownerId = organization?.managementAccountId ?? account.id;
  return {
    name,
    ownerId,
    arn: account.arn("cloudtrail", account.homeRegion, `trail/${name}`, ownerId),
    organizationId: organization?.id,
  };
}
