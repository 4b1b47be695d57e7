import {
  CreateRoleCommand,
  DeleteRoleCommand,
  GetRoleCommand,
  IAMClient,
  ListRoleTagsCommand,
  PutRolePermissionsBoundaryCommand,
  DeleteRolePermissionsBoundaryCommand,
  TagRoleCommand,
  UntagRoleCommand,
  UpdateAssumeRolePolicyCommand,
  UpdateRoleCommand,
  UpdateRoleDescriptionCommand,
} from "@aws-sdk/client-iam";
import { resourceType, TAGGED, type Properties } from "../../resourceType";
import { tagChange, tagList, tagMap } from "../../tags";

// An IAM role.

const properties = {
  ...TAGGED,
  name: { type: "string", computed: true, replaces: true },
  namePrefix: { type: "string", computed: true, replaces: true },
  assumeRolePolicy: { type: "policy", required: true },
  description: { type: "string" },
  maxSessionDuration: { type: "integer", default: 3600 },
  path: { type: "string", replaces: true, default: "/" },
  permissionsBoundary: { type: "string" },
  arn: { type: "string", output: true },
  createDate: { type: "string", output: true },
  uniqueId: { type: "string", output: true },
} as const satisfies Properties;

export default resourceType({
  token: "aws:iam/role:Role",
  properties,
  naming: { property: "name", prefixProperty: "namePrefix", maxLength: 64 },

  async create(inputs, aws) {
    await aws.client(IAMClient).send(
      new CreateRoleCommand({
        RoleName: inputs.name,
        AssumeRolePolicyDocument: inputs.assumeRolePolicy,
        Description: inputs.description,
        MaxSessionDuration: inputs.maxSessionDuration,
        Path: inputs.path,
        PermissionsBoundary: inputs.permissionsBoundary,
        Tags: tagList(inputs.tagsAll),
      }),
    );
    return inputs.name ?? "";
  },

  async read(id, known, aws) {
    const iam = aws.client(IAMClient);
    const { Role: role } = await iam.send(new GetRoleCommand({ RoleName: id }));
    const tags = await iam.send(new ListRoleTagsCommand({ RoleName: id }));
    return {
      name: role?.RoleName,
      namePrefix: known.namePrefix,
      assumeRolePolicy: decodeURIComponent(role?.AssumeRolePolicyDocument ?? ""),
      description: role?.Description,
      maxSessionDuration: role?.MaxSessionDuration,
      path: role?.Path,
      permissionsBoundary: role?.PermissionsBoundary?.PermissionsBoundaryArn,
      arn: role?.Arn,
      createDate: role?.CreateDate?.toISOString(),
      uniqueId: role?.RoleId,
      tagsAll: tagMap(tags.Tags),
    };
  },

  async update({ id, news, olds, changed }, aws) {
    const iam = aws.client(IAMClient);
    const RoleName = id;
    if (changed("assumeRolePolicy"))
      await iam.send(
        new UpdateAssumeRolePolicyCommand({ RoleName, PolicyDocument: news.assumeRolePolicy }),
      );
    if (changed("description"))
      await iam.send(
        new UpdateRoleDescriptionCommand({ RoleName, Description: news.description ?? "" }),
      );
    if (changed("maxSessionDuration"))
      await iam.send(
        new UpdateRoleCommand({ RoleName, MaxSessionDuration: news.maxSessionDuration }),
      );
    if (changed("permissionsBoundary"))
      await (news.permissionsBoundary === undefined
        ? iam.send(new DeleteRolePermissionsBoundaryCommand({ RoleName }))
        : iam.send(
            new PutRolePermissionsBoundaryCommand({
              RoleName,
              PermissionsBoundary: news.permissionsBoundary,
            }),
          ));
    const tags = tagChange(olds.tagsAll, news.tagsAll);
    if (tags.remove.length > 0)
      await iam.send(new UntagRoleCommand({ RoleName, TagKeys: tags.remove }));
    if (Object.keys(tags.set).length > 0)
      await iam.send(new TagRoleCommand({ RoleName, Tags: tagList(tags.set) }));
  },

  async delete(id, _known, aws) {
    await aws.client(IAMClient).send(new DeleteRoleCommand({ RoleName: id }));
  },
});
