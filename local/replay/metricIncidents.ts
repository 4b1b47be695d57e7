// Incidents in metrics that AWS publishes: a quota that is nearly reached, and a key that falls silent. The series are put, read back, and the deployed alarms evaluated over them.
import {
  CloudWatchClient,
  GetMetricStatisticsCommand,
  PutMetricDataCommand,
  SetAlarmStateCommand,
  type MetricAlarm,
} from "@aws-sdk/client-cloudwatch";
import type { MetricDetection } from "../../detections/detection";
import { requestQuotaNear, requestQuotaNearlyReached } from "../../detections/requestQuotas";
import { namedKeyUseUnusual } from "../../detections/usageBaselines";
import { evaluateAlarm, type AlarmData, type SampleSeries } from "./alarmEvaluation";
import { alarmsIn } from "./deployed";
import type { Incident } from "./incident";

/** @param key One whose use the settings watch. */
export function metricIncidents(
  other: string,
  key: { readonly arn: string; readonly keyId: string; readonly region: string },
): readonly Incident[] {
  const resource = "CryptographicOperationsRsa";
  const quotas = [requestQuotaNear, requestQuotaNearlyReached];
  return [
    {
      title: `Calls with RSA keys of ${other} reach 96 % of their quota`,
      happen: () => {
        const dimensions = { Type: "API", Service: "KMS", Resource: resource, Class: "None" };
        const values = Array<number>(7).fill(57_600);
        const calls = { namespace: "AWS/Usage", metricName: "CallCount", dimensions, values };
        const data = { series: [calls], quotasPerSecond: { [resource]: 1000 } };
        return happensIn(other, quotas, resource, data);
      },
      expected: quotas.map(({ id, severity }) => ({ detection: id, severity, mentions: resource })),
    },
    {
      title: "A key whose use the settings watch falls silent",
      happen: () => {
        const dimensions = { KeyArn: key.arn, Operation: "Decrypt" };
        const values = [100, 100, null, null];
        const series = [
          { namespace: "AWS/KMS", metricName: "SuccessfulRequest", dimensions, values },
        ];
        const data = { series, history: [90, 110, 90, 110] };
        return happensIn(key.region, [namedKeyUseUnusual], key.keyId, data);
      },
      expected: [
        {
          detection: namedKeyUseUnusual.id,
          severity: namedKeyUseUnusual.severity,
          mentions: key.keyId,
        },
      ],
    },
  ];
}

/** @param part Of the names of the alarms, besides that of the detection. */
async function happensIn(
  region: string,
  detections: readonly MetricDetection[],
  part: string,
  data: AlarmData,
): Promise<readonly string[]> {
  const client = new CloudWatchClient({ region });
  const { metricAlarms } = await alarmsIn(region);
  const notes: string[] = [];
  for (const { alarm: settings } of detections) {
    const alarm = metricAlarms.find(
      ({ AlarmName = "" }) => AlarmName.includes(settings.name) && AlarmName.includes(part),
    );
    if (alarm === undefined) continue;
    // The alarms of one incident have the same metric and period.
    if (notes.length === 0) await put(client, data.series, settings.periodSeconds);
    const held = data.series.map((one) => readBack(client, one, settings.periodSeconds));
    await evaluate(client, alarm, { ...data, series: await Promise.all(held) });
    notes.push(`the expressions of alarm ${alarm.AlarmName} were evaluated on this machine`);
  }
  return notes;
}

async function put(
  client: CloudWatchClient,
  series: readonly SampleSeries[],
  periodSeconds: number,
): Promise<void> {
  for (const { namespace: Namespace, metricName: MetricName, dimensions, values } of series) {
    const MetricData = values.flatMap((Value, at) =>
      Value === null
        ? []
        : [
            {
              MetricName,
              Dimensions: listOf(dimensions),
              Value,
              Timestamp: middleOf(at, values, periodSeconds),
            },
          ],
    );
    await client.send(new PutMetricDataCommand({ Namespace, MetricData }));
  }
}

async function readBack(
  client: CloudWatchClient,
  series: SampleSeries,
  periodSeconds: number,
): Promise<SampleSeries> {
  const { namespace: Namespace, metricName: MetricName, dimensions } = series;
  const sums = series.values.map(async (_, at) => {
    const middle = middleOf(at, series.values, periodSeconds).getTime();
    const { Datapoints = [] } = await client.send(
      new GetMetricStatisticsCommand({
        Namespace,
        MetricName,
        Dimensions: listOf(dimensions),
        StartTime: new Date(middle - periodSeconds * 400),
        EndTime: new Date(middle + periodSeconds * 400),
        Period: periodSeconds,
        Statistics: ["Sum"],
      }),
    );
    return Datapoints[0]?.Sum ?? null;
  });
  return { ...series, values: await Promise.all(sums) };
}

/** The series ends now. */
function middleOf(at: number, values: readonly unknown[], periodSeconds: number): Date {
  const ago = (values.length - at - 0.5) * periodSeconds * 1000;
  return new Date(Math.round((Date.now() - ago) / 1000) * 1000);
}

function listOf(dimensions: Readonly<Record<string, string>>) {
  return Object.entries(dimensions).map(([Name, Value]) => ({ Name, Value }));
}

async function evaluate(
  client: CloudWatchClient,
  alarm: MetricAlarm,
  data: AlarmData,
): Promise<void> {
  const { state, contributors } = evaluateAlarm(alarm, data);
  const latest = contributors.map((one) => one.latest ?? "no data").join(", ");
  await client.send(
    new SetAlarmStateCommand({
      AlarmName: alarm.AlarmName,
      StateValue: state,
      StateReason: `Threshold Crossed: the latest data point was ${latest}`,
    }),
  );
}
