// Names what a call to another service than KMS was about, from those of its parameters that are known to hold a name and no secret.
import { clean, cut, valueAt } from "./clean";

/** As CloudTrail writes them: CloudTrail, CloudWatch Logs, CloudWatch, EventBridge, SNS, SQS, Lambda, DynamoDB, S3, IAM. */
const NAMES = [
  "name",
  "trailName",
  "eventDataStore",
  "logGroupName",
  "logGroupIdentifier",
  "filterName",
  "alarmName",
  "alarmNames",
  "rule",
  "eventBusName",
  "ids",
  "topicArn",
  "subscriptionArn",
  "queueUrl",
  "functionName",
  "tableName",
  "bucketName",
  "key",
  "roleName",
  "policyName",
  "policyArn",
  "resourceArn",
  "resourceIdentifier",
] as const;

/** Parameters and values, as `logGroupName trail, filterName root`; undefined if none is there. */
export function namesIn(parameters: unknown): string | undefined {
  const found = NAMES.flatMap((name) => {
    const value = valueAt(parameters, name);
    const values = (Array.isArray(value) ? value.slice(0, 5) : [value]).flatMap(
      (one) => clean(one) ?? [],
    );
    return values.length === 0 ? [] : [`${name} ${values.join(", ")}`];
  });
  return found.length === 0 ? undefined : cut(found.join(", "), 600);
}
