import {
  DeleteRuleCommand,
  DescribeRuleCommand,
  EventBridgeClient,
  ListTagsForResourceCommand,
  PutRuleCommand,
  type RuleState,
} from "@aws-sdk/client-eventbridge";
import type { Aws } from "../../aws";
import { updateEventBridgeTags } from "../../eventBridgeTags";
import { REGIONAL, resourceType, TAGGED, type Inputs, type Properties } from "../../resourceType";
import { tagList, tagMap } from "../../tags";

// An EventBridge rule.

const properties = {
  ...REGIONAL,
  ...TAGGED,
  name: { type: "string", computed: true, replaces: true },
  namePrefix: { type: "string", computed: true, replaces: true },
  eventBusName: { type: "string", replaces: true, default: "default" },
  description: { type: "string" },
  eventPattern: { type: "json" },
  scheduleExpression: { type: "string" },
  state: { type: "string", default: "ENABLED" },
  roleArn: { type: "string" },
  forceDestroy: { type: "boolean", setting: true, default: false },
  arn: { type: "string", output: true },
} as const satisfies Properties;

export default resourceType({
  token: "aws:cloudwatch/eventRule:EventRule",
  properties,
  naming: { property: "name", prefixProperty: "namePrefix", maxLength: 64 },

  async create(inputs, aws) {
    await put(inputs, inputs.tagsAll, aws);
    const name = inputs.name ?? "";
    return inputs.eventBusName === "default" ? name : `${inputs.eventBusName}/${name}`;
  },

  async read(id, known, aws) {
    const events = aws.client(EventBridgeClient);
    const rule = await events.send(new DescribeRuleCommand(partsOf(id)));
    const tags = await events.send(new ListTagsForResourceCommand({ ResourceARN: rule.Arn }));
    return {
      name: rule.Name,
      namePrefix: known.namePrefix,
      eventBusName: rule.EventBusName,
      description: rule.Description,
      eventPattern: rule.EventPattern,
      scheduleExpression: rule.ScheduleExpression,
      state: rule.State,
      roleArn: rule.RoleArn,
      arn: rule.Arn,
      tagsAll: tagMap(tags.Tags),
    };
  },

  async update(change, aws) {
    const { description = "", roleArn = "" } = change.news;
    // AWS forgets what PutRule leaves out; the emulator forgets only what is empty.
    await put({ ...change.news, description, roleArn }, undefined, aws);
    if (change.changed("tagsAll")) await updateEventBridgeTags(change, aws);
  },

  async delete(id, known, aws) {
    await aws
      .client(EventBridgeClient)
      .send(new DeleteRuleCommand({ ...partsOf(id), Force: known.forceDestroy }));
  },
});

/** AWS takes tags only when the rule is new. */
async function put(
  inputs: Inputs<typeof properties>,
  tags: Readonly<Record<string, string>> | undefined,
  aws: Aws,
): Promise<void> {
  await aws.client(EventBridgeClient).send(
    new PutRuleCommand({
      Name: inputs.name,
      EventBusName: inputs.eventBusName,
      Description: inputs.description,
      EventPattern: inputs.eventPattern,
      ScheduleExpression: inputs.scheduleExpression,
      State: inputs.state as RuleState,
      RoleArn: inputs.roleArn,
      Tags: tags && tagList(tags),
    }),
  );
}

/** The id is bus/rule, or the rule alone on the default bus; the name of a partner's bus holds slashes, too. */
function partsOf(id: string): { EventBusName: string; Name: string } {
  const end = id.lastIndexOf("/");
  return { EventBusName: end === -1 ? "default" : id.slice(0, end), Name: id.slice(end + 1) };
}
