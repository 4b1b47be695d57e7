import {
  DeleteRolePolicyCommand,
  GetRolePolicyCommand,
  IAMClient,
  PutRolePolicyCommand,
} from "@aws-sdk/client-iam";
import { resourceType, type Properties } from "../../resourceType";

// What a role may do, as a policy inside the role.

const properties = {
  name: { type: "string", computed: true, replaces: true },
  namePrefix: { type: "string", computed: true, replaces: true },
  policy: { type: "policy", required: true },
  role: { type: "string", required: true, replaces: true },
} as const satisfies Properties;

export default resourceType({
  token: "aws:iam/rolePolicy:RolePolicy",
  properties,
  naming: { property: "name", prefixProperty: "namePrefix", maxLength: 128 },

  async create(inputs, aws) {
    await aws.client(IAMClient).send(
      new PutRolePolicyCommand({
        RoleName: inputs.role,
        PolicyName: inputs.name,
        PolicyDocument: inputs.policy,
      }),
    );
    return `${inputs.role}:${inputs.name ?? ""}`;
  },

  async read(id, known, aws) {
    const found = await aws.client(IAMClient).send(new GetRolePolicyCommand(partsOf(id)));
    return {
      name: found.PolicyName,
      namePrefix: known.namePrefix,
      policy: decodeURIComponent(found.PolicyDocument ?? ""),
      role: found.RoleName,
    };
  },

  async update({ id, news }, aws) {
    await aws
      .client(IAMClient)
      .send(new PutRolePolicyCommand({ ...partsOf(id), PolicyDocument: news.policy }));
  },

  async delete(id, _known, aws) {
    await aws.client(IAMClient).send(new DeleteRolePolicyCommand(partsOf(id)));
  },
});

/** The id is role:policy. */
function partsOf(id: string): { RoleName: string; PolicyName: string } {
  const [RoleName = "", PolicyName = ""] = id.split(":");
  return { RoleName, PolicyName };
}
