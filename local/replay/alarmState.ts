// The state of an alarm from its latest data points, by the rules that AWS documents for M of N data points and for missing ones.
// https://docs.aws.amazon.com/AmazonCloudWatch/latest/monitoring/alarms-and-missing-data.html
import type { MetricAlarm, StateValue } from "@aws-sdk/client-cloudwatch";

/** Whether a data point breaches; undefined where it is missing. */
export type Breach = boolean | undefined;

export type MissingData = "missing" | "ignore" | "breaching" | "notBreaching";

/**
 * AWS retrieves more data points than it evaluates; how many, it says only by its example of five for three.
 */
export function retrieved(evaluationPeriods: number): number {
  return evaluationPeriods + 2;
}

/**
 * @param points Of the retrieved periods, the oldest first.
 * @param before The state until now.
 */
export function alarmStateOf(
  points: readonly Breach[],
  { EvaluationPeriods = 1, DatapointsToAlarm, TreatMissingData }: MetricAlarm,
  before: StateValue,
): StateValue {
  const needed = DatapointsToAlarm ?? EvaluationPeriods;
  const existing = points.filter((point) => point !== undefined).slice(-EvaluationPeriods);
  const breaching = existing.filter((point) => point).length;
  const filled = EvaluationPeriods - existing.length;
  if (breaching >= needed) return "ALARM";
  if (filled === 0) return "OK";
  const missing = (TreatMissingData ?? "missing") as MissingData;
  switch (missing) {
    case "breaching":
      return breaching + filled >= needed ? "ALARM" : "OK";
    case "notBreaching":
      return "OK";
    case "ignore":
      return existing.includes(false) ? "OK" : before;
    case "missing":
      if (existing.includes(false)) return "OK";
      return isOldBreach(points, needed) ? "ALARM" : "INSUFFICIENT_DATA";
  }
}

/** Nothing newer contradicts the oldest breach, and it is as old as the alarm needs data points. */
function isOldBreach(points: readonly Breach[], needed: number): boolean {
  const oldest = points.findIndex((point) => point === true);
  return oldest !== -1 && points.length - oldest >= needed;
}
