import {
  CreateQueueCommand,
  DeleteQueueCommand,
  GetQueueAttributesCommand,
  ListQueueTagsCommand,
  SetQueueAttributesCommand,
  SQSClient,
  TagQueueCommand,
  UntagQueueCommand,
} from "@aws-sdk/client-sqs";
import type { Aws } from "../../aws";
import {
  REGIONAL,
  resourceType,
  TAGGED,
  type Change,
  type Inputs,
  type Properties,
} from "../../resourceType";
import { tagChange } from "../../tags";

// An SQS standard queue.

const properties = {
  ...REGIONAL,
  ...TAGGED,
  name: { type: "string", computed: true, replaces: true },
  namePrefix: { type: "string", computed: true, replaces: true },
  delaySeconds: { type: "integer", default: 0 },
  kmsDataKeyReusePeriodSeconds: { type: "integer", computed: true },
  kmsMasterKeyId: { type: "string", conflictsWith: ["sqsManagedSseEnabled"] },
  maxMessageSize: { type: "integer", default: 262_144 },
  messageRetentionSeconds: { type: "integer", default: 345_600 },
  policy: { type: "policy", computed: true },
  receiveWaitTimeSeconds: { type: "integer", default: 0 },
  redriveAllowPolicy: { type: "json" },
  redrivePolicy: { type: "json" },
  sqsManagedSseEnabled: { type: "boolean", computed: true },
  visibilityTimeoutSeconds: { type: "integer", default: 30 },
  arn: { type: "string", output: true },
  url: { type: "string", output: true },
} as const satisfies Properties;

/** Property by attribute: https://docs.aws.amazon.com/AWSSimpleQueueService/latest/APIReference/API_SetQueueAttributes.html */
const ATTRIBUTES = {
  DelaySeconds: "delaySeconds",
  KmsDataKeyReusePeriodSeconds: "kmsDataKeyReusePeriodSeconds",
  KmsMasterKeyId: "kmsMasterKeyId",
  MaximumMessageSize: "maxMessageSize",
  MessageRetentionPeriod: "messageRetentionSeconds",
  Policy: "policy",
  ReceiveMessageWaitTimeSeconds: "receiveWaitTimeSeconds",
  RedriveAllowPolicy: "redriveAllowPolicy",
  RedrivePolicy: "redrivePolicy",
  SqsManagedSseEnabled: "sqsManagedSseEnabled",
  VisibilityTimeout: "visibilityTimeoutSeconds",
} as const satisfies Record<string, keyof Inputs<typeof properties>>;

export default resourceType({
  token: "aws:sqs/queue:Queue",
  properties,
  naming: { property: "name", prefixProperty: "namePrefix", maxLength: 80 },

  async create(inputs, aws) {
    const given = Object.entries(ATTRIBUTES).filter(
      ([, property]) => inputs[property] !== undefined,
    );
    const answer = await aws.client(SQSClient).send(
      new CreateQueueCommand({
        QueueName: inputs.name,
        Attributes: Object.fromEntries(
          given.map(([attribute, property]) => [attribute, String(inputs[property])]),
        ),
        tags: inputs.tagsAll,
      }),
    );
    return answer.QueueUrl ?? "";
  },

  async read(id, known, aws) {
    const sqs = aws.client(SQSClient);
    const { Attributes: attributes = {} } = await sqs.send(
      new GetQueueAttributesCommand({ QueueUrl: id, AttributeNames: ["All"] }),
    );
    const tags = await sqs.send(new ListQueueTagsCommand({ QueueUrl: id }));
    return {
      name: attributes.QueueArn?.split(":").at(-1),
      namePrefix: known.namePrefix,
      delaySeconds: numberOf(attributes.DelaySeconds),
      kmsDataKeyReusePeriodSeconds: numberOf(attributes.KmsDataKeyReusePeriodSeconds),
      kmsMasterKeyId: attributes.KmsMasterKeyId,
      maxMessageSize: numberOf(attributes.MaximumMessageSize),
      messageRetentionSeconds: numberOf(attributes.MessageRetentionPeriod),
      policy: attributes.Policy,
      receiveWaitTimeSeconds: numberOf(attributes.ReceiveMessageWaitTimeSeconds),
      redriveAllowPolicy: attributes.RedriveAllowPolicy,
      redrivePolicy: attributes.RedrivePolicy,
      sqsManagedSseEnabled: attributes.SqsManagedSseEnabled === "true",
      visibilityTimeoutSeconds: numberOf(attributes.VisibilityTimeout),
      arn: attributes.QueueArn,
      url: id,
      tagsAll: tags.Tags,
    };
  },

  async update(change, aws) {
    const { id, news, changed } = change;
    const other = Object.entries(ATTRIBUTES).filter(([, property]) => changed(property));
    const Attributes = Object.fromEntries(
      other.map(([attribute, property]) => [attribute, news[property]?.toString() ?? ""]),
    );
    if (other.length > 0)
      await aws.client(SQSClient).send(new SetQueueAttributesCommand({ QueueUrl: id, Attributes }));
    if (changed("tagsAll")) await updateTags(change, aws);
  },

  async delete(id, _known, aws) {
    await aws.client(SQSClient).send(new DeleteQueueCommand({ QueueUrl: id }));
  },
});

function numberOf(text: string | undefined): number | undefined {
  return text === undefined ? undefined : Number(text);
}

async function updateTags({ id, olds, news }: Change<typeof properties>, aws: Aws): Promise<void> {
  const sqs = aws.client(SQSClient);
  const { set, remove } = tagChange(olds.tagsAll, news.tagsAll);
  if (remove.length > 0) await sqs.send(new UntagQueueCommand({ QueueUrl: id, TagKeys: remove }));
  if (Object.keys(set).length > 0) await sqs.send(new TagQueueCommand({ QueueUrl: id, Tags: set }));
}
