// The organization that an organization trail logs, looked up and checked before anything is created.
import * as aws from "@pulumi/aws";
import { CLOUDTRAIL } from "../detections/services";
import { messageOf, wrongSettings } from "./settingsProblem";

export interface Organization {
  readonly id: string;
  readonly managementAccountId: string;
}

/**
 * https://docs.aws.amazon.com/awscloudtrail/latest/userguide/creating-an-organizational-trail-prepare.html
 * @param organizationId The organization that somebody means; the account may be in another.
 * @throws pulumi.RunError with every reason why the account cannot make a trail for that organization.
 */
export async function findOrganization(organizationId: string): Promise<Organization> {
  const found = await organizationOfAccount("trail.organizationId");
  const problems = [
    ...(found.id === organizationId
      ? []
      : [`"${organizationId}" is not the organization of this account, ${found.id}`]),
    ...(found.featureSet === "ALL"
      ? []
      : [`organization ${found.id} has not all features enabled, which organization trails need`]),
    // Only the management account and delegated administrators see the list, and only they can make the trail.
    ...(found.awsServiceAccessPrincipals.includes(CLOUDTRAIL)
      ? []
      : [
          `this account cannot make a trail for ${found.id}: it is no management account or delegated administrator, or CloudTrail has no trusted access (aws organizations enable-aws-service-access --service-principal ${CLOUDTRAIL})`,
        ]),
  ];
  if (problems.length > 0) {
    throw wrongSettings(problems.map((problem) => `trail.organizationId: ${problem}`));
  }
  return { id: found.id, managementAccountId: found.masterAccountId };
}

/** @param setting For the error: the setting that needs an organization. */
export async function organizationOfAccount(
  setting: string,
): Promise<aws.organizations.GetOrganizationResult> {
  try {
    return await aws.organizations.getOrganization();
  } catch (error) {
    throw wrongSettings([`${setting}: the organization cannot be looked up: ${messageOf(error)}`]);
  }
}
