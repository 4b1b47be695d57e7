// Plays what happens while nobody does anything: the schedules that are deployed run, what they call is recorded, and CloudWatch
// looks at alarms for which missing data are bad news. The emulator runs no schedules at will and waits for data.
import {
  CloudWatchClient,
  GetMetricStatisticsCommand,
  SetAlarmStateCommand,
  type MetricAlarm,
} from "@aws-sdk/client-cloudwatch";
import {
  GetFunctionConfigurationCommand,
  InvokeCommand,
  LambdaClient,
} from "@aws-sdk/client-lambda";
import { kmsRecord } from "../../detections/kmsRecord";
import { deliver } from "./cloudTrail";
import { alarmsIn } from "./deployed";
import { rulesOn, targetsOf } from "./deployedRules";
import { freshRecord, type DeployedNames } from "./fresh";

export interface QuietStack extends DeployedNames {
  readonly keyArn: string;
}

/** Lets so much time pass that every schedule has run and every alarm on silence has looked once. */
export async function passQuietTime(home: string, stack: QuietStack): Promise<void> {
  for (const { functionArn, input } of await scheduledCalls(home)) {
    const role = await runAs(home, functionArn, input);
    if (role === undefined) continue;
    await deliver([describeKey(role, stack)], home).catch(unlessLogGroupIsGone);
  }
  const client = new CloudWatchClient({ region: home });
  const { metricAlarms } = await alarmsIn(home);
  for (const alarm of metricAlarms) {
    if (alarm.TreatMissingData !== "breaching") continue;
    const StateValue = (await hasData(client, alarm)) ? "OK" : "ALARM";
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

/** Runs the function; the name of the role as which it called KMS, if it ran well. */
async function runAs(
  region: string,
  FunctionName: string,
  input: string,
): Promise<string | undefined> {
  const client = new LambdaClient({ region });
  try {
    const { FunctionError } = await client.send(
      new InvokeCommand({ FunctionName, Payload: Buffer.from(input) }),
    );
    if (FunctionError !== undefined) return undefined;
    const { Role = "" } = await client.send(new GetFunctionConfigurationCommand({ FunctionName }));
    return Role.split("/").at(-1);
  } catch (error) {
    if (error instanceof Error && /NotFound|TooManyRequests/.test(error.name)) return undefined;
    throw error;
  }
}

/** https://docs.aws.amazon.com/kms/latest/developerguide/ct-describekey.html */
function describeKey(role: string, { keyArn, ...names }: QuietStack) {
  const [, , , , accountId = ""] = keyArn.split(":");
  const userIdentity = {
    type: "AssumedRole",
    principalId: "EX_PRINCIPAL_ID:heartbeat",
    arn: `arn:aws:sts::${accountId}:assumed-role/${role}/heartbeat`,
    accountId,
  };
  const call = { eventName: "DescribeKey", readOnly: true, keyArn, userIdentity };
  return freshRecord(kmsRecord(call), names);
}

async function hasData(client: CloudWatchClient, alarm: MetricAlarm): Promise<boolean> {
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
  return Datapoints.some(({ Sum = 0 }) => Sum >= (alarm.Threshold ?? 1));
}
