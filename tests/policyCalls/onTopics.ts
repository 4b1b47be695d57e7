// Calls on the topics: those of the alerts and of the ways to tell them, and the one of log delivery.
import {
  OWN_TRAIL,
  CLOUDTRAIL,
  CLOUDWATCH,
  EVENTS,
  OTHER_SERVICE,
  OUR_TRAIL,
  OTHER_TRAIL,
  OUR_ALARM,
  OTHER_ALARM,
  OUR_ACCOUNT,
  OTHER_ACCOUNT,
  NO_TLS,
  call,
  topic,
  type Mode,
  type StatementCalls,
} from "./calls";

export const onTopics: readonly StatementCalls[] = [
  ...["critical", "warning", "controls", "watchdog"].flatMap((name) => onAlertTopic(name)),
  // In mode existing the settings give another topic for it.
  ...onAlertTopic("info", OWN_TRAIL),
  ...onDeliveryTopic(),
];

function onAlertTopic(name: string, modes?: readonly Mode[]): readonly StatementCalls[] {
  const own = { policy: `Topic kms-monitoring-${name}`, ...(modes && { modes }) };
  const arn = topic(name);
  const elsewhere = { action: "sns:Subscribe", resource: topic("other") };
  const fromAlarm = call(CLOUDWATCH, "sns:Publish", arn, { ...OUR_ALARM, ...OUR_ACCOUNT });
  return [
    {
      ...own,
      sid: "AlarmsPublish",
      allowed: fromAlarm,
      refused: { caller: OTHER_SERVICE, ...elsewhere, ...OTHER_ALARM, ...OTHER_ACCOUNT },
    },
    {
      ...own,
      sid: "RulesPublish",
      allowed: call(EVENTS, "sns:Publish", arn),
      refused: { caller: OTHER_SERVICE, ...elsewhere },
    },
    { ...own, sid: "OnlyOverTls", allowed: fromAlarm, refused: NO_TLS },
  ];
}

function onDeliveryTopic(): readonly StatementCalls[] {
  const delivery = { policy: "Topic kms-monitoring-log-delivery", modes: OWN_TRAIL };
  const fromTrail = call(CLOUDTRAIL, "sns:Publish", topic("log-delivery"), OUR_TRAIL);
  return [
    {
      ...delivery,
      sid: "TrailTellsOfLogFiles",
      allowed: fromTrail,
      refused: {
        caller: OTHER_SERVICE,
        action: "sns:Subscribe",
        resource: topic("critical"),
        ...OTHER_TRAIL,
      },
    },
    { ...delivery, sid: "OnlyOverTls", allowed: fromTrail, refused: NO_TLS },
  ];
}
