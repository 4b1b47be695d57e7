import {
  CreateTopicCommand,
  DeleteTopicCommand,
  GetTopicAttributesCommand,
  ListTagsForResourceCommand,
  SetTopicAttributesCommand,
  SNSClient,
  TagResourceCommand,
  UntagResourceCommand,
} from "@aws-sdk/client-sns";
import { REGIONAL, resourceType, TAGGED, type Inputs, type Properties } from "../../resourceType";
import { tagChange, tagList, tagMap } from "../../tags";

// An SNS topic.

const properties = {
  ...REGIONAL,
  ...TAGGED,
  name: { type: "string", computed: true, replaces: true },
  namePrefix: { type: "string", computed: true, replaces: true },
  displayName: { type: "string" },
  kmsMasterKeyId: { type: "string" },
  policy: { type: "policy", computed: true },
  deliveryPolicy: { type: "json" },
  signatureVersion: { type: "integer", computed: true },
  tracingConfig: { type: "string", computed: true },
  arn: { type: "string", output: true },
  owner: { type: "string", output: true },
} as const satisfies Properties;

/** Property by attribute: https://docs.aws.amazon.com/sns/latest/api/API_SetTopicAttributes.html */
const ATTRIBUTES = {
  DisplayName: "displayName",
  KmsMasterKeyId: "kmsMasterKeyId",
  Policy: "policy",
  DeliveryPolicy: "deliveryPolicy",
  SignatureVersion: "signatureVersion",
  TracingConfig: "tracingConfig",
} as const satisfies Record<string, keyof Inputs<typeof properties>>;

export default resourceType({
  token: "aws:sns/topic:Topic",
  properties,
  naming: { property: "name", prefixProperty: "namePrefix", maxLength: 256 },

  async create(inputs, aws) {
    const given = Object.entries(ATTRIBUTES).filter(
      ([, property]) => inputs[property] !== undefined,
    );
    const answer = await aws.client(SNSClient).send(
      new CreateTopicCommand({
        Name: inputs.name,
        Attributes: Object.fromEntries(
          given.map(([attribute, property]) => [attribute, String(inputs[property])]),
        ),
        Tags: tagList(inputs.tagsAll),
      }),
    );
    return answer.TopicArn ?? "";
  },

  async read(id, known, aws) {
    const sns = aws.client(SNSClient);
    const { Attributes: attributes = {} } = await sns.send(
      new GetTopicAttributesCommand({ TopicArn: id }),
    );
    const tags = await sns.send(new ListTagsForResourceCommand({ ResourceArn: id }));
    return {
      name: id.split(":").at(-1),
      namePrefix: known.namePrefix,
      displayName: attributes.DisplayName,
      kmsMasterKeyId: attributes.KmsMasterKeyId,
      policy: attributes.Policy,
      deliveryPolicy: attributes.DeliveryPolicy,
      signatureVersion:
        attributes.SignatureVersion === undefined ? undefined : Number(attributes.SignatureVersion),
      tracingConfig: attributes.TracingConfig,
      arn: attributes.TopicArn,
      owner: attributes.Owner,
      tagsAll: tagMap(tags.Tags),
    };
  },

  async update({ id, news, olds, changed }, aws) {
    const sns = aws.client(SNSClient);
    for (const [AttributeName, property] of Object.entries(ATTRIBUTES)) {
      if (!changed(property)) continue;
      const AttributeValue = news[property]?.toString() ?? "";
      await sns.send(
        new SetTopicAttributesCommand({ TopicArn: id, AttributeName, AttributeValue }),
      );
    }
    const { set, remove } = tagChange(olds.tagsAll, news.tagsAll);
    if (remove.length > 0)
      await sns.send(new UntagResourceCommand({ ResourceArn: id, TagKeys: remove }));
    if (Object.keys(set).length > 0)
      await sns.send(new TagResourceCommand({ ResourceArn: id, Tags: tagList(set) }));
  },

  async delete(id, _known, aws) {
    await aws.client(SNSClient).send(new DeleteTopicCommand({ TopicArn: id }));
  },
});
