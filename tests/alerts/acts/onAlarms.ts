// Acts against alarms and rules.
import {
  CloudWatchClient,
  DeleteAlarmsCommand,
  DisableAlarmActionsCommand,
} from "@aws-sdk/client-cloudwatch";
import {
  DeleteEventBusCommand,
  DisableRuleCommand,
  EventBridgeClient,
  RemoveTargetsCommand,
} from "@aws-sdk/client-eventbridge";
import { alarmsIn } from "../../../local/replay/deployed";
import { rulesOn, targetsOf } from "../../../local/replay/deployedRules";
import { call, region, type TamperingAct } from "./act";

export const alarmActs: readonly TamperingAct[] = [
  {
    what: "alarms",
    act: "DeleteAlarms, of all alarms",
    heardBy: "alarm-disabled by message, SNS critical",
    commit: async () => {
      const client = new CloudWatchClient({ region });
      const { metricAlarms, compositeAlarms } = await alarmsIn(region);
      // An alarm that a composite one is about cannot be deleted before it.
      const alarmNames = [...compositeAlarms, ...metricAlarms].map(
        ({ AlarmName = "" }) => AlarmName,
      );
      for (const name of alarmNames) {
        await client.send(new DeleteAlarmsCommand({ AlarmNames: [name] }));
      }
      return call("monitoring", "DeleteAlarms", { alarmNames });
    },
  },
  {
    what: "alarms",
    act: "DisableAlarmActions, of all alarms",
    heardBy: "alarm-disabled by message, SNS critical",
    commit: async ({ alarmArns }) => {
      const alarmNames = Object.values(alarmArns)
        .flat()
        .map((arn) => arn.split(":")[6] ?? "");
      await new CloudWatchClient({ region }).send(
        new DisableAlarmActionsCommand({ AlarmNames: alarmNames }),
      );
      return call("monitoring", "DisableAlarmActions", { alarmNames });
    },
  },
  {
    what: "rules",
    act: "DisableRule, of all rules of the default bus",
    heardBy: "alert-rule-disabled by message, SNS critical",
    commit: async () => {
      const client = new EventBridgeClient({ region });
      const rules = await rulesOn(region, "default");
      for (const { Name } of rules) await client.send(new DisableRuleCommand({ Name }));
      return call("events", "DisableRule", { name: rules[0]?.Name });
    },
  },
  {
    what: "rules",
    act: "RemoveTargets, of all rules of the hub",
    heardBy: "alert-rule-disabled by message, SNS critical",
    commit: async ({ hubBusArn }) => {
      const client = new EventBridgeClient({ region });
      const EventBusName = hubBusArn.split("/")[1] ?? "";
      const rules = await rulesOn(region, EventBusName);
      for (const rule of rules) {
        const Ids = (await targetsOf(region, rule)).map(({ Id = "" }) => Id);
        await client.send(new RemoveTargetsCommand({ Rule: rule.Name, EventBusName, Ids }));
      }
      const rule = rules[0]?.Name;
      return call("events", "RemoveTargets", { rule, eventBusName: EventBusName });
    },
  },
  {
    what: "rules",
    act: "DeleteEventBus, of the hub",
    heardBy: "alert-bus-deleted by message, SNS critical",
    commit: async ({ hubBusArn }) => {
      const Name = hubBusArn.split("/")[1] ?? "";
      await new EventBridgeClient({ region }).send(new DeleteEventBusCommand({ Name }));
      return call("events", "DeleteEventBus", { name: Name });
    },
  },
];
