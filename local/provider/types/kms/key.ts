import {
  CreateKeyCommand,
  DescribeKeyCommand,
  DisableKeyCommand,
  DisableKeyRotationCommand,
  EnableKeyCommand,
  EnableKeyRotationCommand,
  GetKeyPolicyCommand,
  GetKeyRotationStatusCommand,
  KMSClient,
  ListResourceTagsCommand,
  PutKeyPolicyCommand,
  ScheduleKeyDeletionCommand,
  TagResourceCommand,
  UntagResourceCommand,
  UpdateKeyDescriptionCommand,
  type KeySpec,
  type KeyUsageType,
} from "@aws-sdk/client-kms";
import type { Aws } from "../../aws";
import { REGIONAL, resourceType, TAGGED, type Change, type Properties } from "../../resourceType";
import { tagChange, tagMap } from "../../tags";

// A customer managed KMS key.

const properties = {
  ...REGIONAL,
  ...TAGGED,
  description: { type: "string", computed: true },
  policy: { type: "policy", computed: true },
  bypassPolicyLockoutSafetyCheck: { type: "boolean", setting: true, default: false },
  enableKeyRotation: { type: "boolean", default: false },
  rotationPeriodInDays: { type: "integer", computed: true },
  deletionWindowInDays: { type: "integer", setting: true },
  keyUsage: { type: "string", replaces: true, default: "ENCRYPT_DECRYPT" },
  customerMasterKeySpec: { type: "string", replaces: true, default: "SYMMETRIC_DEFAULT" },
  isEnabled: { type: "boolean", default: true },
  multiRegion: { type: "boolean", computed: true, replaces: true },
  arn: { type: "string", output: true },
  keyId: { type: "string", output: true },
} as const satisfies Properties;

export default resourceType({
  token: "aws:kms/key:Key",
  properties,

  async create(inputs, aws) {
    const answer = await aws.client(KMSClient).send(
      new CreateKeyCommand({
        Description: inputs.description,
        Policy: inputs.policy,
        BypassPolicyLockoutSafetyCheck: inputs.bypassPolicyLockoutSafetyCheck,
        KeyUsage: inputs.keyUsage as KeyUsageType,
        KeySpec: inputs.customerMasterKeySpec as KeySpec,
        MultiRegion: inputs.multiRegion,
        Tags: tagsOf(inputs.tagsAll),
      }),
    );
    return answer.KeyMetadata?.KeyId ?? "";
  },

  async complete(id, inputs, aws) {
    if (inputs.enableKeyRotation) await setRotation(id, true, inputs.rotationPeriodInDays, aws);
    if (!inputs.isEnabled) await aws.client(KMSClient).send(new DisableKeyCommand({ KeyId: id }));
  },

  async read(id, _known, aws) {
    const kms = aws.client(KMSClient);
    const { KeyMetadata: key } = await kms.send(new DescribeKeyCommand({ KeyId: id }));
    // A key that waits for its deletion is gone for the program, as for the real provider.
    if (
      key === undefined ||
      key.KeyState === "PendingDeletion" ||
      key.KeyState === "PendingReplicaDeletion"
    )
      return undefined;
    const policy = await kms.send(new GetKeyPolicyCommand({ KeyId: id, PolicyName: "default" }));
    const canRotate = key.KeySpec === "SYMMETRIC_DEFAULT" && key.Origin === "AWS_KMS";
    const rotation = canRotate
      ? await kms.send(new GetKeyRotationStatusCommand({ KeyId: id }))
      : undefined;
    const tags = await kms.send(new ListResourceTagsCommand({ KeyId: id }));
    return {
      description: key.Description,
      policy: policy.Policy,
      enableKeyRotation: rotation?.KeyRotationEnabled,
      rotationPeriodInDays: rotation?.RotationPeriodInDays,
      keyUsage: key.KeyUsage,
      customerMasterKeySpec: key.KeySpec,
      isEnabled: key.Enabled,
      multiRegion: key.MultiRegion,
      arn: key.Arn,
      keyId: key.KeyId,
      tagsAll: tagMap(tags.Tags?.map((tag) => ({ Key: tag.TagKey, Value: tag.TagValue }))),
    };
  },

  async update(change, aws) {
    const kms = aws.client(KMSClient);
    const { id, news, changed } = change;
    // A disabled key refuses most changes, so it is enabled first and disabled last.
    if (changed("isEnabled") && news.isEnabled) await kms.send(new EnableKeyCommand({ KeyId: id }));
    if (changed("description"))
      await kms.send(
        new UpdateKeyDescriptionCommand({ KeyId: id, Description: news.description ?? "" }),
      );
    if (changed("policy"))
      await kms.send(
        new PutKeyPolicyCommand({
          KeyId: id,
          PolicyName: "default",
          Policy: news.policy,
          BypassPolicyLockoutSafetyCheck: news.bypassPolicyLockoutSafetyCheck,
        }),
      );
    if (changed("enableKeyRotation", "rotationPeriodInDays"))
      await setRotation(id, news.enableKeyRotation, news.rotationPeriodInDays, aws);
    if (changed("tagsAll")) await updateTags(change, aws);
    if (changed("isEnabled") && !news.isEnabled)
      await kms.send(new DisableKeyCommand({ KeyId: id }));
  },

  async delete(id, known, aws) {
    const kms = aws.client(KMSClient);
    const { KeyMetadata: key } = await kms.send(new DescribeKeyCommand({ KeyId: id }));
    if (key?.KeyState === "PendingDeletion") return;
    await kms.send(
      new ScheduleKeyDeletionCommand({
        KeyId: id,
        PendingWindowInDays: known.deletionWindowInDays,
      }),
    );
  },
});

async function setRotation(
  id: string,
  on: boolean,
  periodInDays: number | undefined,
  aws: Aws,
): Promise<void> {
  const kms = aws.client(KMSClient);
  if (on)
    await kms.send(new EnableKeyRotationCommand({ KeyId: id, RotationPeriodInDays: periodInDays }));
  else await kms.send(new DisableKeyRotationCommand({ KeyId: id }));
}

async function updateTags({ id, news, olds }: Change<typeof properties>, aws: Aws): Promise<void> {
  const kms = aws.client(KMSClient);
  const { set, remove } = tagChange(olds.tagsAll, news.tagsAll);
  if (remove.length > 0) await kms.send(new UntagResourceCommand({ KeyId: id, TagKeys: remove }));
  if (Object.keys(set).length > 0)
    await kms.send(new TagResourceCommand({ KeyId: id, Tags: tagsOf(set) }));
}

function tagsOf(tags: Readonly<Record<string, string>>): { TagKey: string; TagValue: string }[] {
  return Object.entries(tags).map(([TagKey, TagValue]) => ({ TagKey, TagValue }));
}
