// What the filters of the log group make of a record: they hand it to the formatter, and alarms count it.
import type { CloudTrailRecord } from "../detections/detection";
import type { AlarmPath, DeployedStack } from "./deployedStack";
import type { PatternJudge } from "./patternJudge";

export interface Filtered {
  readonly toFormatter: boolean;
  /** Alarms on metric filters that count it. */
  readonly alarms: readonly AlarmPath[];
}

export async function filtered(
  { subscriptionPatterns, alarmPaths }: DeployedStack,
  judge: PatternJudge,
  record: CloudTrailRecord,
): Promise<Filtered> {
  const [toFormatter, ...counted] = await Promise.all([
    anyFilter(judge, subscriptionPatterns, record),
    ...alarmPaths.map(({ filterPatterns }) => anyFilter(judge, filterPatterns, record)),
  ]);
  return { toFormatter, alarms: alarmPaths.filter((_, index) => counted[index]) };
}

async function anyFilter(
  judge: PatternJudge,
  patterns: readonly string[],
  record: CloudTrailRecord,
): Promise<boolean> {
  return (await Promise.all(patterns.map((pattern) => judge.filter(pattern, record)))).includes(
    true,
  );
}
