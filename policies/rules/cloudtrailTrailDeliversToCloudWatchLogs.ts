import { z } from "zod";
import type { ResourceRule } from "../rule";
import { typesWith } from "../trails/declarations";
import { absenceViolations, type GivenProperty } from "../trails/trailProperty";

// A trail must deliver its records to CloudWatch Logs, by a log group and a role.
// https://docs.aws.amazon.com/awscloudtrail/latest/userguide/send-cloudtrail-events-to-cloudwatch-logs.html

const NEEDED: readonly GivenProperty[] = [
  {
    kind: "Trail",
    name: "cloudWatchLogsGroupArn",
    cloudFormationName: "CloudWatchLogsLogGroupArn",
    consequence: "so no metric filter and no alarm sees the records",
    fix: 'set it to the ARN of a log group, with ":*" at its end',
  },
  {
    kind: "Trail",
    name: "cloudWatchLogsRoleArn",
    cloudFormationName: "CloudWatchLogsRoleArn",
    consequence: "so CloudTrail may not write to a log group",
    fix: "set it to the ARN of a role that CloudTrail may assume and that may write log streams",
  },
];

/** Advisory: teams may read a trail by other means, such as EventBridge or a lake. */
export const cloudtrailTrailDeliversToCloudWatchLogs: ResourceRule = {
  name: "cloudtrail-trail-delivers-to-cloudwatch-logs",
  title: "A trail must deliver its records to CloudWatch Logs.",
  why: "No metric filter and no alarm sees what the trail records.",
  controls: ["CloudTrail.5", "NIST AU-6"],
  level: "advisory",
  settings: z.strictObject({}),
  types: typesWith("Trail"),
  judge: (resource) => NEEDED.flatMap((property) => absenceViolations(resource, property)),
};
