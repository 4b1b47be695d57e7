// Calls on the queues that keep what could not be delivered.
import {
  HOME,
  ACCOUNT,
  EVENTS,
  OTHER_SERVICE,
  OUR_ACCOUNT,
  OTHER_ACCOUNT,
  NO_TLS,
  call,
  queue,
  type StatementCalls,
} from "./calls";

export const onQueues: readonly StatementCalls[] = [HOME, "us-west-2"].flatMap(onQueueIn);

function onQueueIn(region: string): readonly StatementCalls[] {
  const policy = `Queue kms-monitoring-${region}-undelivered`;
  const rule = (where: string) => ({
    "aws:SourceArn": `arn:aws:events:${where}:${ACCOUNT}:rule/a`,
  });
  const sent = call(EVENTS, "sqs:SendMessage", queue(region), { ...OUR_ACCOUNT, ...rule(region) });
  return [
    {
      policy,
      sid: "RulesSend",
      allowed: sent,
      refused: {
        caller: OTHER_SERVICE,
        action: "sqs:PurgeQueue",
        resource: queue("eu-west-1"),
        ...OTHER_ACCOUNT,
        ...rule("eu-west-1"),
      },
    },
    { policy, sid: "OnlyOverTls", allowed: sent, refused: NO_TLS },
  ];
}
