import { execFileSync } from "node:child_process";
import path from "node:path";
import type { MetricAlarm } from "@aws-sdk/client-cloudwatch";
import { Problem } from "../local/problem";
import type { Finding } from "./finding";

// What others than this project think of its alarms: AWS's model of the call, CloudFormation's schema, and a second emulator. Run by alarms.py.

export type AlarmTool = Exclude<Finding["tool"], "prowler" | "parliament">;

/** Checked with the others: a tool that finds nothing wrong with it does not work. */
const WRONG = {
  AlarmName: "wrong-on-purpose",
  ComparisonOperator: "GreaterThanThreshold",
  EvaluationPeriods: "many",
  Metrics: [{ Id: "m1", Expression: ["m1"], ReturnData: true }],
};

/** @param python One that has the tools. */
export function checkAlarms(
  python: string,
  tools: readonly AlarmTool[],
  alarms: readonly MetricAlarm[],
): readonly Finding[] {
  const input = JSON.stringify([...alarms, WRONG]);
  const args = [path.join(__dirname, "alarms.py"), ...tools];
  const said = execFileSync(python, args, { input, maxBuffer: 64 * 1024 * 1024 });
  const findings = JSON.parse(said.toString("utf8")) as readonly Finding[];
  const isOnWrong = ({ on }: Finding) => on.endsWith(WRONG.AlarmName);
  for (const tool of tools) {
    if (!findings.some((finding) => finding.tool === tool && isOnWrong(finding))) {
      throw new Problem(`${tool} finds nothing wrong with ${JSON.stringify(WRONG)}`);
    }
  }
  return findings.filter((finding) => !isOnWrong(finding));
}
