// Plays what happens while nobody does anything: the schedules that are deployed run, what they really call is recorded, and CloudWatch
// looks at alarms for which missing data are bad news. The emulator runs no schedules at will and waits for data.
import {
  CloudWatchClient,
  GetMetricStatisticsCommand,
  SetAlarmStateCommand,
  type MetricAlarm,
} from "@aws-sdk/client-cloudwatch";
import { InvokeCommand, LambdaClient } from "@aws-sdk/client-lambda";
import type { CloudTrailRecord } from "../../detections/detection";
import { kmsRecord } from "../../detections/kmsRecord";
import { passes } from "./alarmThreshold";
import { deliver } from "./cloudTrail";
import { alarmsIn } from "./deployed";
import { rulesOn, targetsOf } from "./deployedRules";
import { asNew } from "./fresh";
import { takeKmsCalls, type SeenCall } from "./serviceEvents";

/** Lets so much time pass that every schedule has run and every alarm on silence has looked once. */
export async function passQuietTime(home: string): Promise<void> {
  await takeKmsCalls();
  for (const call of await scheduledCalls(home)) await run(home, call);
  const records = (await takeKmsCalls()).map(recordOfCall);
  await deliver(records, home).catch(unlessLogGroupIsGone);
  const client = new CloudWatchClient({ region: home });
  const { metricAlarms } = await alarmsIn(home);
  for (const alarm of metricAlarms) {
    if (alarm.TreatMissingData !== "breaching") continue;
    const StateValue = (await isWell(client, alarm)) ? "OK" : "ALARM";
    const StateReason = "Threshold Crossed: no datapoints were received";
    await client.send(
      new SetAlarmStateCommand({ AlarmName: alarm.AlarmName, StateValue, StateReason }),
    );
  }
}

/** CloudTrail goes on without a log group; it cannot tell anybody. */
export function unlessLogGroupIsGone(error: unknown): void {
  if (!(error instanceof Error) || error.name !== "ResourceNotFoundException") throw error;
}

interface ScheduledCall {
  readonly functionArn: string;
  readonly input: string;
}

async function scheduledCalls(region: string): Promise<readonly ScheduledCall[]> {
  const calls: ScheduledCall[] = [];
  for (const rule of await rulesOn(region, "default")) {
    if (rule.ScheduleExpression === undefined || rule.State !== "ENABLED") continue;
    for (const { Arn = "", Input = "{}" } of await targetsOf(region, rule)) {
      if (Arn.includes(":function:")) calls.push({ functionArn: Arn, input: Input });
    }
  }
  return calls;
}

/** Runs the function, if it can run; whatever comes of it, nobody waits for its answer. */
async function run(region: string, { functionArn, input }: ScheduledCall): Promise<void> {
  const command = new InvokeCommand({ FunctionName: functionArn, Payload: Buffer.from(input) });
  await new LambdaClient({ region }).send(command).catch((error: unknown) => {
    if (!(error instanceof Error && /NotFound|TooManyRequests/.test(error.name))) throw error;
  });
}

/** https://docs.aws.amazon.com/kms/latest/developerguide/ct-describekey.html */
function recordOfCall({ eventName, keyArn, caller, region }: SeenCall): CloudTrailRecord {
  const [, , , , accountId = ""] = caller.split(":");
  const principalId = `EX_PRINCIPAL_ID:${caller.split("/").at(-1)}`;
  const userIdentity = { type: "AssumedRole", principalId, arn: caller, accountId };
  // Functions of the stack change no key.
  return asNew(kmsRecord({ eventName, readOnly: true, keyArn, userIdentity, awsRegion: region }));
}

/** Data that do not breach. */
async function isWell(client: CloudWatchClient, alarm: MetricAlarm): Promise<boolean> {
  const { Namespace, MetricName, Dimensions, Period = 60, EvaluationPeriods = 1 } = alarm;
  const EndTime = new Date(Date.now() + 60_000);
  const StartTime = new Date(EndTime.getTime() - Period * EvaluationPeriods * 1000 - 120_000);
  const { Datapoints = [] } = await client.send(
    new GetMetricStatisticsCommand({
      ...{ Namespace, MetricName, Dimensions, StartTime, EndTime },
      Period: 60,
      Statistics: ["Sum"],
    }),
  );
  return Datapoints.some(({ Sum = 0 }) => !passes(Sum, alarm));
}
