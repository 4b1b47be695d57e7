import {
  GetTopicAttributesCommand,
  SetTopicAttributesCommand,
  SNSClient,
} from "@aws-sdk/client-sns";
import type { Aws } from "../../aws";
import { REGIONAL, resourceType, type Properties } from "../../resourceType";

// Who may publish to a topic.

const properties = {
  ...REGIONAL,
  arn: { type: "string", required: true, replaces: true },
  policy: { type: "policy", required: true },
  owner: { type: "string", output: true },
} as const satisfies Properties;

export default resourceType({
  token: "aws:sns/topicPolicy:TopicPolicy",
  properties,

  async create(inputs, aws) {
    await put(inputs.arn, inputs.policy, aws);
    return inputs.arn;
  },

  async read(id, _known, aws) {
    const answer = await aws
      .client(SNSClient)
      .send(new GetTopicAttributesCommand({ TopicArn: id }));
    return { arn: id, policy: answer.Attributes?.Policy, owner: answer.Attributes?.Owner };
  },

  async update({ id, news }, aws) {
    await put(id, news.policy, aws);
  },

  /** A topic always has a policy, so the real provider puts AWS's own back: the owner may do everything. */
  async delete(id, known, aws) {
    await put(id, ownersPolicy(id, known.owner ?? ""), aws);
  },
});

async function put(topicArn: string, policy: string, aws: Aws): Promise<void> {
  await aws.client(SNSClient).send(
    new SetTopicAttributesCommand({
      TopicArn: topicArn,
      AttributeName: "Policy",
      AttributeValue: policy,
    }),
  );
}

/** https://docs.aws.amazon.com/sns/latest/dg/sns-access-policy-use-cases.html */
function ownersPolicy(topicArn: string, owner: string): string {
  const actions = [
    "GetTopicAttributes",
    "SetTopicAttributes",
    "AddPermission",
    "RemovePermission",
    "DeleteTopic",
    "Subscribe",
    "ListSubscriptionsByTopic",
    "Publish",
  ];
  return JSON.stringify({
    Version: "2008-10-17",
    Id: "__default_policy_ID",
    Statement: [
      {
        Sid: "__default_statement_ID",
        Effect: "Allow",
        Principal: { AWS: "*" },
        Action: actions.map((action) => `SNS:${action}`),
        Resource: topicArn,
        Condition: { StringEquals: { "AWS:SourceOwner": owner } },
      },
    ],
  });
}
