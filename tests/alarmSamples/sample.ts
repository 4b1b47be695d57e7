// What a sample for an alarm is: series of metrics, as AWS would hold them, and the state that the alarm must take.
import type { MetricAlarm, StateValue } from "@aws-sdk/client-cloudwatch";
import type { AlarmData, SampleSeries } from "../../local/replay/alarmEvaluation";

export interface Sample extends AlarmData {
  readonly what: string;
}

/** The state depends on the state before only if missing data are ignored. */
export interface MissingSample extends Sample {
  readonly from: Readonly<Record<"OK" | "ALARM", StateValue>>;
}

export interface Samples {
  readonly fires: readonly Sample[];
  readonly quiet: readonly Sample[];
  readonly missing: readonly MissingSample[];
}

/** By the detection's id; for each alarm of it, of whatever region, key or quota. */
export type SamplesOf = Readonly<Record<string, (alarm: MetricAlarm) => Samples>>;

export function series(
  namespace: string,
  metricName: string,
  dimensions: Readonly<Record<string, string>>,
  values: readonly (number | null)[],
): SampleSeries {
  return { namespace, metricName, dimensions, values };
}

export const always = (state: StateValue): MissingSample["from"] => ({ OK: state, ALARM: state });
export const kept: MissingSample["from"] = { OK: "OK", ALARM: "ALARM" };

/** The name that the stack gave to what the alarm watches, such as a queue. */
export function nameIn({ AlarmName, Dimensions = [] }: MetricAlarm, dimension: string): string {
  const value = Dimensions.find(({ Name }) => Name === dimension)?.Value;
  if (value === undefined) throw new Error(`${AlarmName} has no dimension ${dimension}`);
  return value;
}
