import {
  CloudWatchClient,
  DeleteAlarmsCommand,
  DescribeAlarmsCommand,
  ListTagsForResourceCommand,
  PutCompositeAlarmCommand,
} from "@aws-sdk/client-cloudwatch";
import { updateAlarmTags } from "../../alarmTags";
import type { Aws } from "../../aws";
import { REGIONAL, resourceType, TAGGED, type Inputs, type Properties } from "../../resourceType";
import { tagList, tagMap } from "../../tags";

// A CloudWatch alarm on the states of other alarms.

const properties = {
  ...REGIONAL,
  ...TAGGED,
  alarmName: { type: "string", required: true, replaces: true },
  alarmRule: { type: "string", required: true },
  alarmDescription: { type: "string" },
  actionsEnabled: { type: "boolean", replaces: true, default: true },
  actionsSuppressor: {
    type: "object",
    properties: {
      alarm: { type: "string", required: true },
      extensionPeriod: { type: "integer", required: true },
      waitPeriod: { type: "integer", required: true },
    },
  },
  alarmActions: { type: "set", of: { type: "string" } },
  okActions: { type: "set", of: { type: "string" } },
  insufficientDataActions: { type: "set", of: { type: "string" } },
  arn: { type: "string", output: true },
} as const satisfies Properties;

export default resourceType({
  token: "aws:cloudwatch/compositeAlarm:CompositeAlarm",
  properties,

  async create(inputs, aws) {
    await put(inputs, aws);
    return inputs.alarmName;
  },

  async read(id, _known, aws) {
    const cloudwatch = aws.client(CloudWatchClient);
    const answer = await cloudwatch.send(
      new DescribeAlarmsCommand({ AlarmNames: [id], AlarmTypes: ["CompositeAlarm"] }),
    );
    const [alarm] = answer.CompositeAlarms ?? [];
    if (alarm === undefined) return undefined;
    const ResourceARN = alarm.AlarmArn;
    const tags = await cloudwatch.send(new ListTagsForResourceCommand({ ResourceARN }));
    return {
      alarmName: alarm.AlarmName,
      alarmRule: alarm.AlarmRule,
      alarmDescription: alarm.AlarmDescription,
      actionsEnabled: alarm.ActionsEnabled,
      actionsSuppressor: alarm.ActionsSuppressor
        ? {
            alarm: alarm.ActionsSuppressor,
            extensionPeriod: alarm.ActionsSuppressorExtensionPeriod ?? 0,
            waitPeriod: alarm.ActionsSuppressorWaitPeriod ?? 0,
          }
        : undefined,
      alarmActions: alarm.AlarmActions,
      okActions: alarm.OKActions,
      insufficientDataActions: alarm.InsufficientDataActions,
      arn: alarm.AlarmArn,
      tagsAll: tagMap(tags.Tags),
    };
  },

  async update(change, aws) {
    await put(change.news, aws);
    if (change.changed("tagsAll")) await updateAlarmTags(change, aws);
  },

  async delete(id, _known, aws) {
    await aws.client(CloudWatchClient).send(new DeleteAlarmsCommand({ AlarmNames: [id] }));
  },
});

/** Writes the whole alarm; AWS minds the tags only when the alarm is new. */
async function put(inputs: Inputs<typeof properties>, aws: Aws): Promise<void> {
  const { actionsSuppressor: suppressor } = inputs;
  await aws.client(CloudWatchClient).send(
    new PutCompositeAlarmCommand({
      AlarmName: inputs.alarmName,
      AlarmRule: inputs.alarmRule,
      AlarmDescription: inputs.alarmDescription,
      ActionsEnabled: inputs.actionsEnabled,
      ActionsSuppressor: suppressor?.alarm,
      ActionsSuppressorExtensionPeriod: suppressor?.extensionPeriod,
      ActionsSuppressorWaitPeriod: suppressor?.waitPeriod,
      AlarmActions: inputs.alarmActions,
      OKActions: inputs.okActions,
      InsufficientDataActions: inputs.insufficientDataActions,
      Tags: tagList(inputs.tagsAll),
    }),
  );
}
