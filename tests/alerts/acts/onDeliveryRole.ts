// Acts against the role with which the trail writes to the log group.
import { CloudTrailClient, GetTrailCommand } from "@aws-sdk/client-cloudtrail";
import {
  DeleteRolePolicyCommand,
  IAMClient,
  ListRolePoliciesCommand,
  PutRolePolicyCommand,
} from "@aws-sdk/client-iam";
import { call, region, type TamperingAct } from "./act";

const what = "delivery role";
const client = new IAMClient({ region });

interface RolePolicy {
  readonly roleName: string;
  readonly policyName: string;
}

/** The role has one policy, its own, so that there is none to be detached. */
async function policyOfRole(trailName: string): Promise<RolePolicy> {
  const { Trail } = await new CloudTrailClient({ region }).send(
    new GetTrailCommand({ Name: trailName }),
  );
  const roleName = Trail?.CloudWatchLogsRoleArn?.split("/").at(-1) ?? "";
  const { PolicyNames: [policyName = ""] = [] } = await client.send(
    new ListRolePoliciesCommand({ RoleName: roleName }),
  );
  return { roleName, policyName };
}

export const deliveryRoleActs: readonly TamperingAct[] = [
  {
    what,
    act: "DeleteRolePolicy",
    heardBy: "delivery-role-weakened by message, SNS critical",
    commit: async ({ trailName }) => {
      const { roleName, policyName } = await policyOfRole(trailName);
      await client.send(
        new DeleteRolePolicyCommand({ RoleName: roleName, PolicyName: policyName }),
      );
      return call("iam", "DeleteRolePolicy", { roleName, policyName });
    },
  },
  {
    what,
    act: "PutRolePolicy that allows another log group",
    heardBy: "delivery-role-changed by message, SNS warning",
    commit: async ({ trailName }) => {
      const { roleName, policyName } = await policyOfRole(trailName);
      const policyDocument = JSON.stringify({
        Version: "2012-10-17",
        Statement: [
          {
            Effect: "Allow",
            Action: ["logs:CreateLogStream", "logs:PutLogEvents"],
            Resource: "arn:aws:logs:*:*:log-group:another:*",
          },
        ],
      });
      await client.send(
        new PutRolePolicyCommand({
          RoleName: roleName,
          PolicyName: policyName,
          PolicyDocument: policyDocument,
        }),
      );
      return call("iam", "PutRolePolicy", { roleName, policyName, policyDocument });
    },
  },
];
