// The policies of the functions' roles, and the statements that more than one of them has.
import type * as aws from "@pulumi/aws";
import * as pulumi from "@pulumi/pulumi";

export function allow(
  Sid: string,
  Action: string | readonly string[],
  Resource: unknown,
  more: object = {},
): object {
  return { Sid, Effect: "Allow", Action, Resource, ...more };
}

export function writeLog(logGroup: aws.cloudwatch.LogGroup): object {
  return allow(
    "WriteLog",
    ["logs:CreateLogStream", "logs:PutLogEvents"],
    pulumi.interpolate`${logGroup.arn}:*`,
  );
}

/** PutMetricData knows no resources. */
export function putMetrics(Sid: string, namespace: string): object {
  return allow(Sid, "cloudwatch:PutMetricData", "*", {
    Condition: { StringEquals: { "cloudwatch:namespace": namespace } },
  });
}

export function policyOf(statements: readonly object[]): pulumi.Output<string> {
  return pulumi.jsonStringify({ Version: "2012-10-17", Statement: statements });
}
