import {
  DescribeEventBusCommand,
  EventBridgeClient,
  PutPermissionCommand,
  RemovePermissionCommand,
} from "@aws-sdk/client-eventbridge";
import { REGIONAL, resourceType, type Properties } from "../../resourceType";

// Who may send events to a bus.

const properties = {
  ...REGIONAL,
  eventBusName: { type: "string", replaces: true, default: "default" },
  policy: { type: "policy", required: true },
} as const satisfies Properties;

export default resourceType({
  token: "aws:cloudwatch/eventBusPolicy:EventBusPolicy",
  properties,

  async create(inputs, aws) {
    await aws
      .client(EventBridgeClient)
      .send(new PutPermissionCommand({ EventBusName: inputs.eventBusName, Policy: inputs.policy }));
    return inputs.eventBusName;
  },

  async read(id, _known, aws) {
    const bus = await aws.client(EventBridgeClient).send(new DescribeEventBusCommand({ Name: id }));
    if (bus.Policy === undefined || bus.Policy === "") return undefined;
    return { eventBusName: bus.Name, policy: bus.Policy };
  },

  async update({ id, news }, aws) {
    await aws
      .client(EventBridgeClient)
      .send(new PutPermissionCommand({ EventBusName: id, Policy: news.policy }));
  },

  async delete(id, _known, aws) {
    await aws
      .client(EventBridgeClient)
      .send(new RemovePermissionCommand({ EventBusName: id, RemoveAllPermissions: true }));
  },
});
