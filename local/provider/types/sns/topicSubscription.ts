import {
  GetSubscriptionAttributesCommand,
  SetSubscriptionAttributesCommand,
  SNSClient,
  SubscribeCommand,
  UnsubscribeCommand,
} from "@aws-sdk/client-sns";
import { REGIONAL, resourceType, type Inputs, type Properties } from "../../resourceType";

// Sends what a topic gets to one endpoint.

const properties = {
  ...REGIONAL,
  topic: { type: "string", required: true, replaces: true },
  protocol: { type: "string", required: true, replaces: true },
  endpoint: { type: "string", required: true, replaces: true },
  confirmationTimeoutInMinutes: { type: "integer", setting: true, default: 1 },
  endpointAutoConfirms: { type: "boolean", setting: true, default: false },
  deliveryPolicy: { type: "json" },
  filterPolicy: { type: "json" },
  filterPolicyScope: { type: "string", computed: true },
  rawMessageDelivery: { type: "boolean", default: false },
  redrivePolicy: { type: "json" },
  subscriptionRoleArn: { type: "string" },
  arn: { type: "string", output: true },
  ownerId: { type: "string", output: true },
  pendingConfirmation: { type: "boolean", output: true },
  confirmationWasAuthenticated: { type: "boolean", output: true },
} as const satisfies Properties;

/** Property by attribute: https://docs.aws.amazon.com/sns/latest/api/API_SetSubscriptionAttributes.html */
const ATTRIBUTES = {
  DeliveryPolicy: "deliveryPolicy",
  FilterPolicy: "filterPolicy",
  FilterPolicyScope: "filterPolicyScope",
  RawMessageDelivery: "rawMessageDelivery",
  RedrivePolicy: "redrivePolicy",
  SubscriptionRoleArn: "subscriptionRoleArn",
} as const satisfies Record<string, keyof Inputs<typeof properties>>;

export default resourceType({
  token: "aws:sns/topicSubscription:TopicSubscription",
  properties,

  async create(inputs, aws) {
    const given = Object.entries(ATTRIBUTES).filter(([, property]) => Boolean(inputs[property]));
    const answer = await aws.client(SNSClient).send(
      new SubscribeCommand({
        TopicArn: inputs.topic,
        Protocol: inputs.protocol,
        Endpoint: inputs.endpoint,
        Attributes: Object.fromEntries(
          given.map(([attribute, property]) => [attribute, String(inputs[property])]),
        ),
        ReturnSubscriptionArn: true,
      }),
    );
    return answer.SubscriptionArn ?? "";
  },

  async read(id, _known, aws) {
    const answer = await aws
      .client(SNSClient)
      .send(new GetSubscriptionAttributesCommand({ SubscriptionArn: id }));
    const { Attributes: attributes = {} } = answer;
    return {
      topic: attributes.TopicArn,
      protocol: attributes.Protocol,
      endpoint: attributes.Endpoint,
      deliveryPolicy: attributes.DeliveryPolicy,
      filterPolicy: attributes.FilterPolicy,
      filterPolicyScope: attributes.FilterPolicyScope,
      rawMessageDelivery: attributes.RawMessageDelivery === "true",
      redrivePolicy: attributes.RedrivePolicy,
      subscriptionRoleArn: attributes.SubscriptionRoleArn,
      arn: attributes.SubscriptionArn,
      ownerId: attributes.Owner,
      pendingConfirmation: attributes.PendingConfirmation === "true",
      confirmationWasAuthenticated: attributes.ConfirmationWasAuthenticated === "true",
    };
  },

  async update({ id, news, changed }, aws) {
    for (const [AttributeName, property] of Object.entries(ATTRIBUTES)) {
      if (!changed(property)) continue;
      const AttributeValue = news[property]?.toString() ?? "";
      await aws.client(SNSClient).send(
        new SetSubscriptionAttributesCommand({
          SubscriptionArn: id,
          AttributeName,
          AttributeValue,
        }),
      );
    }
  },

  async delete(id, _known, aws) {
    await aws.client(SNSClient).send(new UnsubscribeCommand({ SubscriptionArn: id }));
  },
});
