// The rule on deleted keys is there, with its target, and disabled.
import * as aws from "@pulumi/aws";

export = () => {
  const topic = new aws.sns.Topic("alerts");
  const rule = new aws.cloudwatch.EventRule("key-deleted", {
    eventPattern: JSON.stringify({ source: ["aws.kms"], "detail-type": ["KMS CMK Deletion"] }),
    state: "DISABLED",
  });
  new aws.cloudwatch.EventTarget("key-deleted", { rule: rule.name, arn: topic.arn });
};
