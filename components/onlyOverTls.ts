// The statement by which the policy of a topic or queue refuses what is not sent over TLS.
import type * as pulumi from "@pulumi/pulumi";

/**
 * https://docs.aws.amazon.com/sns/latest/dg/sns-security-best-practices.html#enforce-encryption-data-in-transit
 * https://docs.aws.amazon.com/AWSSimpleQueueService/latest/SQSDeveloperGuide/sqs-security-best-practices.html
 */
export function onlyOverTls(action: "sns:Publish" | "sqs:*", resourceArn: pulumi.Input<string>) {
  return {
    Sid: "OnlyOverTls",
    Effect: "Deny",
    Principal: "*",
    Action: action,
    Resource: resourceArn,
    Condition: { Bool: { "aws:SecureTransport": "false" } },
  };
}
