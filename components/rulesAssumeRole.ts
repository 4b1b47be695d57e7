// The trust policy of a role with which EventBridge rules of this account send to a target.
import * as pulumi from "@pulumi/pulumi";
import type { Account } from "./account";

/** https://docs.aws.amazon.com/eventbridge/latest/userguide/cross-service-confused-deputy-prevention.html */
export function rulesAssumeRole(account: Account): pulumi.Output<string> {
  return pulumi.jsonStringify({
    Version: "2012-10-17",
    Statement: [
      {
        Sid: "RulesAssumeRole",
        Effect: "Allow",
        Principal: { Service: "events.amazonaws.com" },
        Action: "sts:AssumeRole",
        Condition: {
          StringEquals: { "aws:SourceAccount": account.id },
          ArnLike: { "aws:SourceArn": account.arn("events", "*", "rule/*") },
        },
      },
    ],
  });
}
