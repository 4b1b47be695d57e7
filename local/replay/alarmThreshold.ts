// Compares a value with an alarm's threshold, or with the band that takes its place.
import type { MetricAlarm } from "@aws-sdk/client-cloudwatch";
import type { Breach } from "./alarmState";

export function passes(
  value: number,
  { ComparisonOperator: operator, Threshold: threshold = NaN }: MetricAlarm,
): boolean {
  switch (operator) {
    case "LessThanOrEqualToThreshold":
      return value <= threshold;
    case "LessThanThreshold":
      return value < threshold;
    case "GreaterThanOrEqualToThreshold":
      return value >= threshold;
    case "GreaterThanThreshold":
      return value > threshold;
    default:
      throw new Error(`${operator} needs a band`);
  }
}

export interface Band {
  readonly upper: number | undefined;
  readonly lower: number | undefined;
}

/** Without a band there is nothing to compare with: the data point counts as missing. */
export function isOutside(
  value: number | undefined,
  { ComparisonOperator: operator }: Pick<MetricAlarm, "ComparisonOperator">,
  { upper, lower }: Band,
): Breach {
  if (value === undefined || upper === undefined || lower === undefined) return undefined;
  switch (operator) {
    case "LessThanLowerOrGreaterThanUpperThreshold":
      return value < lower || value > upper;
    case "LessThanLowerThreshold":
      return value < lower;
    case "GreaterThanUpperThreshold":
      return value > upper;
    default:
      throw new Error(`${operator} does not compare with a band`);
  }
}
