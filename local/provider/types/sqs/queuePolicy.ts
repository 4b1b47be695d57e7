import {
  GetQueueAttributesCommand,
  SetQueueAttributesCommand,
  SQSClient,
} from "@aws-sdk/client-sqs";
import type { Aws } from "../../aws";
import { REGIONAL, resourceType, type Properties } from "../../resourceType";

// Who may use a queue.

const properties = {
  ...REGIONAL,
  queueUrl: { type: "string", required: true, replaces: true },
  policy: { type: "policy", required: true },
} as const satisfies Properties;

export default resourceType({
  token: "aws:sqs/queuePolicy:QueuePolicy",
  properties,

  async create(inputs, aws) {
    await put(inputs.queueUrl, inputs.policy, aws);
    return inputs.queueUrl;
  },

  async read(id, _known, aws) {
    const { Attributes: attributes = {} } = await aws
      .client(SQSClient)
      .send(new GetQueueAttributesCommand({ QueueUrl: id, AttributeNames: ["Policy"] }));
    return attributes.Policy ? { queueUrl: id, policy: attributes.Policy } : undefined;
  },

  async update({ id, news }, aws) {
    await put(id, news.policy, aws);
  },

  async delete(id, _known, aws) {
    await put(id, "", aws);
  },
});

async function put(QueueUrl: string, Policy: string, aws: Aws): Promise<void> {
  await aws
    .client(SQSClient)
    .send(new SetQueueAttributesCommand({ QueueUrl, Attributes: { Policy } }));
}
