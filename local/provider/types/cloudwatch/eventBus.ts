import {
  CreateEventBusCommand,
  DeleteEventBusCommand,
  DescribeEventBusCommand,
  EventBridgeClient,
  ListTagsForResourceCommand,
  UpdateEventBusCommand,
  type IncludeDetail,
  type Level,
} from "@aws-sdk/client-eventbridge";
import { updateEventBridgeTags } from "../../eventBridgeTags";
import { REGIONAL, resourceType, TAGGED, type Inputs, type Properties } from "../../resourceType";
import { tagList, tagMap } from "../../tags";

// An EventBridge event bus.

const properties = {
  ...REGIONAL,
  ...TAGGED,
  name: { type: "string", computed: true, replaces: true },
  description: { type: "string" },
  kmsKeyIdentifier: { type: "string" },
  eventSourceName: { type: "string", replaces: true, setting: true },
  deadLetterConfig: { type: "object", properties: { arn: { type: "string" } } },
  logConfig: {
    type: "object",
    properties: { includeDetail: { type: "string" }, level: { type: "string" } },
  },
  arn: { type: "string", output: true },
} as const satisfies Properties;

export default resourceType({
  token: "aws:cloudwatch/eventBus:EventBus",
  properties,
  naming: { property: "name", maxLength: 256 },

  async create(inputs, aws) {
    await aws.client(EventBridgeClient).send(
      new CreateEventBusCommand({
        ...settingsOf(inputs),
        Name: inputs.name,
        EventSourceName: inputs.eventSourceName,
        Tags: tagList(inputs.tagsAll),
      }),
    );
    return inputs.name ?? "";
  },

  async read(id, known, aws) {
    const events = aws.client(EventBridgeClient);
    const bus = await events.send(new DescribeEventBusCommand({ Name: id }));
    const tags = await events.send(new ListTagsForResourceCommand({ ResourceARN: bus.Arn }));
    return {
      name: bus.Name,
      description: bus.Description,
      kmsKeyIdentifier: bus.KmsKeyIdentifier,
      deadLetterConfig: bus.DeadLetterConfig && { arn: bus.DeadLetterConfig.Arn },
      // A log configuration cannot be removed, only switched off.
      logConfig:
        known.logConfig === undefined && bus.LogConfig?.Level === "OFF"
          ? undefined
          : bus.LogConfig && {
              includeDetail: bus.LogConfig.IncludeDetail,
              level: bus.LogConfig.Level,
            },
      arn: bus.Arn,
      tagsAll: tagMap(tags.Tags),
    };
  },

  async update(change, aws) {
    const { id, news, changed } = change;
    if (changed("description", "kmsKeyIdentifier", "deadLetterConfig", "logConfig"))
      await aws
        .client(EventBridgeClient)
        .send(new UpdateEventBusCommand({ ...REMOVED, ...given(settingsOf(news)), Name: id }));
    if (changed("tagsAll")) await updateEventBridgeTags(change, aws);
  },

  async delete(id, _known, aws) {
    await aws.client(EventBridgeClient).send(new DeleteEventBusCommand({ Name: id }));
  },
});

/** What to send for a setting that the program no longer gives. */
const REMOVED = {
  Description: "",
  KmsKeyIdentifier: "",
  DeadLetterConfig: {},
  LogConfig: { IncludeDetail: "NONE", Level: "OFF" },
} as const;

function given<T extends object>(settings: T): Partial<T> {
  return Object.fromEntries(
    Object.entries(settings).filter(([, value]) => value !== undefined),
  ) as Partial<T>;
}

function settingsOf(inputs: Inputs<typeof properties>) {
  const { deadLetterConfig, logConfig } = inputs;
  return {
    Description: inputs.description,
    KmsKeyIdentifier: inputs.kmsKeyIdentifier,
    DeadLetterConfig: deadLetterConfig && { Arn: deadLetterConfig.arn },
    LogConfig: logConfig && {
      IncludeDetail: logConfig.includeDetail as IncludeDetail,
      Level: logConfig.level as Level,
    },
  };
}
