// The statement by which the policy of a topic refuses messages that are not sent over TLS.
import type * as pulumi from "@pulumi/pulumi";

/** https://docs.aws.amazon.com/sns/latest/dg/sns-security-best-practices.html#enforce-encryption-data-in-transit */
export function publishOnlyOverTls(topicArn: pulumi.Input<string>) {
  return {
    Sid: "OnlyOverTls",
    Effect: "Deny",
    Principal: "*",
    Action: "sns:Publish",
    Resource: topicArn,
    Condition: { Bool: { "aws:SecureTransport": "false" } },
  };
}
